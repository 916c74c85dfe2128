import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.js";
import { parseJson } from "../../src/config/json.js";
import { makeFolder } from "../folder.js";
import { actions, call, config, keyName, migrations } from "./call.js";

const project = { ...config, ...migrations };

describe("matrix", () => {
  it("shows tables against conventions; findings do not make it fail", async () => {
    const folder = makeFolder(project);
    const pretty = await call(folder, ["matrix"]);
    expect(pretty).toMatchObject({ code: 0, err: "" });
    expect(pretty.out).toContain("jobs");
    expect((await call(folder, ["matrix", "--format", "markdown"])).out).toContain("| jobs");
    expect(JSON.parse((await call(folder, ["matrix", "--format=json"])).out)).toBeDefined();
  });

  it("fails where there is nothing to show", async () => {
    expect((await call(makeFolder(), ["matrix"])).code).toBe(2);
    expect((await call(makeFolder(), ["matrix", "--format", "htm"])).err).toMatch(
      /^integlint: --format: found "htm", allowed: pretty, markdown, /,
    );
  });
});

describe("explain", () => {
  it.each(rules.map((rule) => rule.meta.id))("explains %s", async (id) => {
    const { code, out } = await call(makeFolder(), ["explain", id]);
    expect(code).toBe(0);
    const meta = rules.find((rule) => rule.meta.id === id)?.meta;
    for (const text of [id, meta?.summary, meta?.why, ...Object.keys(meta?.options ?? {})])
      expect(out).toContain(text);
  });

  it("says the severity in force", async () => {
    expect((await call(makeFolder(project), ["explain", "key-name"])).out).toMatch(/^key-name \(warning; /);
    expect((await call(makeFolder(), ["explain", "key-name", "--preset", "strict"])).out).toMatch(
      /^key-name \(error; /,
    );
  });

  it("names the nearest rule", async () => {
    expect(await call(makeFolder(), ["explain", "key-nme"])).toEqual({
      code: 2,
      out: "",
      err: 'integlint: There is no rule "key-nme". Did you mean "key-name"?\n',
    });
  });
});

describe("rules", () => {
  it("lists every rule with the severity in force", async () => {
    const { code, out } = await call(makeFolder(project), ["rules"]);
    expect(code).toBe(0);
    expect(out.trimEnd().split("\n")).toHaveLength(rules.length);
    expect(out).toMatch(/^key-name +warning /m);
    expect(out).toMatch(/^json-type +off /m);
  });

  it("lists them for programs", async () => {
    const listed = JSON.parse((await call(makeFolder(), ["rules", "--format", "json"])).out);
    expect(listed.map(({ id }: { id: string }) => id)).toEqual(rules.map((rule) => rule.meta.id));
  });
});

describe("init", () => {
  it("writes a configuration with which the same is found", async () => {
    const folder = makeFolder(migrations);
    const before = await call(folder, ["--format", "compact"]);
    const { code, out, err } = await call(folder, ["init"]);
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(err).toMatch(/^integlint: wrote \.integlintrc: migrations in migrations, layout suffix/);
    expect(parseJson(readFileSync(join(folder, ".integlintrc"), "utf8")).value).toEqual({
      $schema: "./node_modules/integlint/schema/config.schema.json",
      extends: ["integlint:recommended"],
      dialect: "mysql",
      dialectVersion: "8.0",
      migrations: [{ dir: "migrations", layout: "suffix" }],
    });
    expect(await call(folder, ["--format", "compact"])).toEqual({ ...before, err: "" });
    expect(before.out).toContain(keyName);
    expect(before.out).toContain(actions);
  });

  it("replaces nothing unless told to", async () => {
    const folder = makeFolder({ ...migrations, ".integlintrc": '{ "dialect": "postgresql" }' });
    expect(await call(folder, ["init"])).toMatchObject({
      code: 2,
      err: "integlint: .integlintrc is there already: --force replaces it.\n",
    });
    expect((await call(folder, ["init", "--force"])).code).toBe(0);
    expect(readFileSync(join(folder, ".integlintrc"), "utf8")).toContain('"dialect": "mysql"');
  });

  it("writes nothing where there are no migrations", async () => {
    expect((await call(makeFolder(), ["init"])).code).toBe(2);
  });
});

describe("help", () => {
  it("goes to the standard output", async () => {
    const { code, out, err } = await call(makeFolder(), ["--help"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("integlint lint [paths..]");
  });

  it("prints a script for completion, and what it asks for", async () => {
    const script = await call(makeFolder(), ["completion"]);
    expect(script).toMatchObject({ code: 0, err: "" });
    expect(script.out).toContain("complete -o bashdefault");
    expect(script.out).toMatch(/^###-begin-[\s\S]*###-end-integlint-completions-###\n+$/);
    const asked = await call(makeFolder(), ["--get-yargs-completions", "integlint", "matrix", "--fo"]);
    expect(asked.out.split("\n")).toContain("--format");
  });

  it("does not hide a slip", async () => {
    expect(await call(makeFolder(), ["--quite"])).toEqual({
      code: 2,
      out: "",
      err: 'integlint: There is no option --quite. Did you mean "--quiet"?\n',
    });
  });
});
