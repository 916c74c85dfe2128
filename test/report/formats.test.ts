// Each format at one file that was marked by hand, from the bytes on the disk to the place in the report: a byte order mark, CRLF,
// tabs, a character of two UTF-16 units and four bytes, a span over two lines.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { pathFromRoot } from "../../src/report/findings.js";
import type { ReporterName } from "../../src/report/index.js";
import { call, config } from "../cli/call.js";
import { makeFolder } from "../folder.js";
import { parseXml } from "./xml.js";

/**
 * Line 2, the index by_name. In UTF-16 units: tab 1, ` 2, 😀 3–4, é 5, ` 6, blank 7, INT 8–10, comma 11, blank 12, INDEX 13–17,
 * blank 18, by_name 19–25. In UTF-8 bytes 😀 takes 3–6 and é 7–8, so by_name stands at 22–28.
 * Line 4, the foreign key: tab 1, CONSTRAINT 2–11, blank 12, fk_a 13–16, blank 17, FOREIGN KEY (id) 18–33, blank 34, REFERENCES 35.
 * It ends on line 5: tabs 1–2, tenants (id) 3–14.
 */
const sql = [
  "\ufeffCREATE TABLE jobs (",
  "\t`😀é` INT, INDEX by_name (`😀é`),",
  "\tid INT NOT NULL PRIMARY KEY,",
  "\tCONSTRAINT fk_a FOREIGN KEY (id) REFERENCES",
  "\t\ttenants (id) ON DELETE CASCADE",
  ");",
  "",
].join("\r\n");
const path = "migrations/001_jobs.sql";
const index = { line: 2, column: 19, endLine: 2, endColumn: 26 };
const key = { line: 4, column: 35, endLine: 5, endColumn: 15 };

const formats = [
  "compact",
  "pretty",
  "json",
  "sarif",
  "github",
  "gitlab",
  "junit",
  "checkstyle",
  "rdjson",
  "markdown",
  "html",
] as const satisfies readonly ReporterName[];
const reports = new Map<ReporterName, string>();
// biome-ignore lint/suspicious/noExplicitAny: what comes out of a report is looked at, not typed
const parsed = (name: ReporterName): any => JSON.parse(reports.get(name) as string);
const written = (name: ReporterName): string => reports.get(name) as string;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "integlint-formats-"));
  mkdirSync(join(folder, "migrations"));
  writeFileSync(join(folder, path), sql);
  writeFileSync(join(folder, ".integlintrc"), JSON.stringify(config[".integlintrc"]));
  for (const format of formats) reports.set(format, (await call(folder, ["--format", format])).out);
  rmSync(folder, { recursive: true });
});

describe("lines and columns", () => {
  test("the file is as it was marked", () => {
    const [, line2 = "", , line4 = "", line5 = ""] = sql.split("\r\n");
    expect(line2.slice(index.column - 1, index.endColumn - 1)).toBe("by_name");
    expect(Buffer.from(line2).subarray(21, 28).toString()).toBe("by_name");
    expect(line4.slice(key.column - 1)).toBe("REFERENCES");
    expect(line5.slice(0, key.endColumn - 1)).toBe("\t\ttenants (id)");
  });

  test("compact and pretty: from 1, in UTF-16 units", () => {
    expect(written("compact").match(/^\S+(?=: )/gm)).toEqual([`${path}:2:19`, `${path}:4:35`]);
    expect(written("pretty")).toContain(`→ ${path}:2:19\n`);
    expect(written("pretty")).toContain(`→ ${path}:4:35\n`);
  });

  test("json: from 1, in UTF-16 units, the end behind; offsets from 0, without the mark", () => {
    const [first, second] = parsed("json").findings;
    expect(first.range).toEqual({
      start: { line: 2, column: 19, offset: 39 },
      end: { line: 2, column: 26, offset: 46 },
    });
    expect(second.range).toMatchObject({ start: { line: 4, column: 35 }, end: { line: 5, column: 15 } });
    expect(sql.slice(1 + 39, 1 + 46)).toBe("by_name");
  });

  test("sarif: from 1, in UTF-16 units, the end behind (sections 3.30.5 to 3.30.8)", () => {
    const [run] = parsed("sarif").runs;
    expect(run.columnKind).toBe("utf16CodeUnits");
    const regions = run.results.map(
      (result: { locations: { physicalLocation: object }[] }) => result.locations[0]?.physicalLocation,
    );
    expect(regions).toMatchObject([
      { region: { startLine: 2, startColumn: 19, endLine: 2, endColumn: 26 } },
      { region: { startLine: 4, startColumn: 35, endLine: 5, endColumn: 15 } },
    ]);
  });

  test("github: from 1, the end included; over several lines none but the lines", () => {
    const commands = written("github").trimEnd().split("\n").map(readCommand);
    expect(commands.map(({ properties }) => properties)).toEqual([
      { file: path, line: "4", endLine: "5", title: "foreign-key-actions" },
      { file: path, line: "2", col: "19", endColumn: "25", title: "key-name" },
    ]);
  });

  test("gitlab: lines from 1, the end included", () => {
    expect(parsed("gitlab").map(({ location }: { location: object }) => location)).toEqual([
      { path, lines: { begin: 2, end: 2 } },
      { path, lines: { begin: 4, end: 5 } },
    ]);
  });

  test("junit and checkstyle: from 1, in UTF-16 units", () => {
    const [suite] = parseXml(written("junit")).children;
    expect(suite?.attributes.file).toBe(path);
    expect(suite?.children.map(({ attributes }) => attributes.name)).toEqual([
      "key-name 2:19",
      "foreign-key-actions 4:35",
    ]);
    const [file] = parseXml(written("checkstyle")).children;
    expect(file?.attributes.name).toBe(path);
    expect(file?.children.map(({ attributes }) => [attributes.line, attributes.column])).toEqual([
      ["2", "19"],
      ["4", "35"],
    ]);
  });

  test("rdjson: from 1, in UTF-8 bytes, the end behind", () => {
    const ranges = parsed("rdjson").diagnostics.map(
      (one: { location: { range: object } }) => one.location.range,
    );
    expect(ranges).toEqual([
      { start: { line: 2, column: 22 }, end: { line: 2, column: 29 } },
      { start: { line: 4, column: 35 }, end: { line: 5, column: 15 } },
    ]);
  });

  test("markdown and html: from 1, in UTF-16 units; the page marks the stretch", () => {
    expect(written("markdown")).toContain("001\\_jobs.sql:2:19");
    expect(written("html")).toContain("001_jobs.sql:4:35");
    expect(written("html")).toContain("INDEX <mark>by_name</mark> (");
    expect(written("html")).toContain("<mark>REFERENCES</mark>");
    expect(written("html")).toContain("&#9;&#9;<mark>tenants (id)</mark> ON DELETE");
  });
});

describe("what readers of a format ask for", () => {
  test("github: every line is a command as the runner reads it", () => {
    for (const line of written("github").trimEnd().split("\n")) {
      const { command, properties, data } = readCommand(line);
      expect(["error", "warning", "notice"]).toContain(command);
      expect(
        Object.keys(properties).every((name) => /^(file|line|endLine|col|endColumn|title)$/.test(name)),
      ).toBe(true);
      expect(data).not.toBe("");
    }
  });

  test("gitlab: each entry has what its documentation calls required", () => {
    for (const entry of parsed("gitlab")) {
      expect(entry).toMatchObject({
        description: expect.any(String),
        check_name: expect.any(String),
        fingerprint: expect.stringMatching(/^\w+$/),
        severity: expect.stringMatching(/^(info|minor|major|critical|blocker)$/),
        location: { path: expect.not.stringMatching(/^[./]/), lines: { begin: expect.any(Number) } },
      });
    }
  });

  test("checkstyle: names, severities and sources that its readers know", () => {
    const root = parseXml(written("checkstyle"));
    expect([root.name, root.attributes.version]).toEqual(["checkstyle", "4.3"]);
    for (const { name, attributes } of root.children[0]?.children ?? []) {
      expect(name).toBe("error");
      expect(Object.keys(attributes)).toEqual(["line", "column", "severity", "message", "source"]);
      expect(["error", "warning", "info"]).toContain(attributes.severity);
    }
  });
});

describe("a folder within the repository of a CI job", () => {
  test.each([
    ["GITHUB_WORKSPACE", "packages/db", "packages/db"],
    ["CI_PROJECT_DIR", "packages/db", "packages/db"],
    ["GITHUB_WORKSPACE", "packages/db/migrations", "packages/db"],
    ["GITHUB_WORKSPACE", ".", undefined],
  ])("%s: paths begin at its root, from %s", async (variable, from, way) => {
    const inside = Object.fromEntries(
      Object.entries({ ...config, [path]: sql }).map(([name, text]) => [way ? `${way}/${name}` : name, text]),
    );
    const folder = makeFolder(inside);
    const environment = { [variable]: folder };
    const report = async (name: ReporterName) =>
      (await call(join(folder, from), ["--format", name], { environment })).out;
    const expected = way ? `${way}/${path}` : path;
    expect(readCommand((await report("github")).split("\n")[0] ?? "").properties.file).toBe(expected);
    expect(JSON.parse(await report("gitlab"))[0].location.path).toBe(expected);
    const [result] = JSON.parse(await report("sarif")).runs[0].results;
    expect(result.locations[0].physicalLocation.artifactLocation).toEqual({
      uri: expected,
      uriBaseId: "%SRCROOT%",
    });
  });

  test("another folder, and an absolute path, stay as they are", async () => {
    const folder = makeFolder({ ...config, [path]: sql });
    const environment = { GITHUB_WORKSPACE: "/somewhere/else" };
    const { out } = await call(folder, ["--format", "github"], { environment });
    expect(readCommand(out.split("\n")[0] ?? "").properties.file).toBe(path);
    expect(pathFromRoot("/tmp/x.sql", "a/b")).toBe("/tmp/x.sql");
    expect(pathFromRoot("../../../x.sql", "a/b")).toBe("../x.sql");
  });
});

describe("--format name=file", () => {
  test("writes each report into its file", async () => {
    const folder = makeFolder({ ...config, [path]: sql });
    const words = formats.flatMap((name) => ["--format", `${name}=out.${name}`]);
    const { code, out } = await call(folder, words);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    for (const name of formats) expect(readFileSync(join(folder, `out.${name}`), "utf8")).toBe(written(name));
  });

  test.each([
    ["a folder that is not there", ["json=none/out.json"], /none\/out\.json: there is no such folder/],
    ["a folder", ["json=migrations"], /migrations: it is a folder/],
    ["one file twice", ["json=out", "sarif=./out"], /two reports would go to out/],
    ["a format that is none", ["jsn=out"], /found "jsn", allowed: .*Did you mean/],
    ["no name", ["json="], /the file's name is missing/],
  ])("refuses %s", async (_, values, said) => {
    const folder = makeFolder({ ...config, [path]: sql });
    const words = values.flatMap((value) => ["--format", value]);
    const { code, out, err } = await call(folder, words);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(said);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test.runIf(process.platform === "linux")("writes into what is no file", async () => {
    const folder = makeFolder({ ...config, [path]: sql });
    expect(await call(folder, ["--format", "json=/dev/null"])).toMatchObject({ code: 1, out: "" });
  });
});

/** As GitHub's runner reads a workflow command: name, properties between commas, data behind `::`, escapes undone in its order. */
function readCommand(line: string) {
  const [, command = "", list = "", data = ""] = /^::(\w+) ([^:]*)::(.*)$/.exec(line) ?? [];
  const undo = (text: string, marks: readonly (readonly [string, string])[]) =>
    marks.reduce((all, [mark, character]) => all.replaceAll(mark, character), text);
  const ends = [
    ["%0D", "\r"],
    ["%0A", "\n"],
  ] as const;
  const properties = list.split(",").map((pair) => {
    const [name = "", value = ""] = pair.split(/=(.*)/s);
    return [name, undo(value, [...ends, ["%3A", ":"], ["%2C", ","], ["%25", "%"]])] as const;
  });
  return {
    command,
    properties: Object.fromEntries(properties),
    data: undo(data, [...ends, ["%25", "%"]]),
  };
}
