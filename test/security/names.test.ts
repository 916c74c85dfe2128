// Names that mean harm, from one end to the other: SQL, files and configurations in, reports and messages out.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findFlowFaults } from "../../bench/fuzz/flow.js";
import { inherited } from "../../bench/fuzz/mutate.js";
import { dialects } from "../../bench/fuzz/properties.js";
import { readScript } from "../../src/sql/read.js";
import { SourceFile } from "../../src/text/source-file.js";
import { acting } from "../acting.js";
import { call } from "../cli/call.js";
import { makeFolder } from "../folder.js";

/** Each name in each place where SQL has one. */
const everywhere = (name: string, type = name) => `
CREATE TABLE ${name} (
  ${name} VARCHAR(255) NOT NULL DEFAULT '${name}' COMMENT '${name}',
  other ${type},
  tenantId CHAR(36) CHARACTER SET ${name} COLLATE ${name}_ci,
  status ENUM('${name}', 'VALID'),
  PRIMARY KEY (${name}),
  UNIQUE KEY ${name} (${name}),
  CONSTRAINT ${name} FOREIGN KEY (tenantId) REFERENCES ${name} (${name}),
  CONSTRAINT ${name}_check CHECK (${name} IN ('${name}'))
) ENGINE=${name} ${name}=${name};
ALTER TABLE ${name} MODIFY other ${type} NOT NULL, ADD COLUMN ${name}2 ${type}, RENAME COLUMN other TO ${name}3;
CREATE INDEX ${name} ON ${name} (${name});
UPDATE ${name} SET status = '${name}', ${name} = ${name}(1);
INSERT INTO ${name} (${name}) VALUES ('${name}');
SET @${name} = ${name}('ALTER TABLE a ADD b INT', ${name});
SET @q = IF(${name}(1) = ${name}, ${name}('x'), '${name}');
PREPARE ${name} FROM @q; EXECUTE ${name};
PREPARE p FROM @${name}; EXECUTE p;
CREATE TYPE ${name} AS ENUM ('${name}');
CREATE VIEW ${name} AS SELECT ${name} FROM ${name};
CREATE FUNCTION ${name}() RETURNS ${name} AS $$ BEGIN PERFORM ${name}(); END $$ LANGUAGE ${name};
DO $$ BEGIN EXECUTE ${name}('ALTER TABLE a ADD b int'); EXCEPTION WHEN ${name} THEN NULL; END $$;
-- integlint-disable-next-line ${name}: ${name}
DROP TABLE ${name};
`;

describe("names that every object of JavaScript has", () => {
  it.each(
    dialects.flatMap((dialect) =>
      [...inherited, "tostring", "valueof"].map((name) => [dialect, name] as const),
    ),
  )("%s: %s", (dialect, name) => {
    const quote = dialect === "postgresql" ? '"' : "`";
    const known = Object.getOwnPropertyNames(Object.prototype).length;
    expect(findFlowFaults(everywhere(name), dialect)).toEqual([]);
    expect(findFlowFaults(everywhere(`${quote}${name}${quote}`, name), dialect)).toEqual([]);
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(known);
  });

  it("are names in a configuration, too", async () => {
    for (const name of inherited) {
      const folder = makeFolder({
        "migrations/001_a.sql": `CREATE TABLE ${name} (id INT PRIMARY KEY, ${name} INT);\n`,
        ".integlintrc.json": `{ "dialect": "mysql", "extends": [], "external": { "${name}": { "${name}": "INT" } }, "tables": { "ignore": ["${name}"] }, "vocabulary": { "tenant": ["${name}"] } }`,
      });
      expect((await call(folder, ["--format", "compact"])).code, name).toBeLessThan(2);
      // A field of the header by that name has no aliases: none are inherited.
      const field = makeFolder({
        "migrations/001_a.sql": "CREATE TABLE a (id INT PRIMARY KEY);\n",
        ".integlintrc.json": `{ "dialect": "mysql", "extends": [], "rules": { "header-comment": ["error", { "fields": ["${name}"] }] } }`,
      });
      expect(await call(field, ["--format", "compact"]), name).toMatchObject({
        code: 1,
        out: expect.stringContaining(name),
      });
      const rule = makeFolder({
        "migrations/001_a.sql": "SELECT 1;\n",
        ".integlintrc.json": `{ "dialect": "mysql", "rules": { "${name}": "error" } }`,
      });
      const { code, err } = await call(rule, []);
      expect([code, err], name).toEqual([2, expect.stringContaining(name)]);
      const key = makeFolder({
        "migrations/001_a.sql": "SELECT 1;\n",
        ".integlintrc.json": `{ "${name}": { "x": 1 } }`,
      });
      expect(await call(key, []), name).toMatchObject({ code: 2, err: expect.stringContaining(name) });
    }
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

// What a terminal would act on: set its title, move, link, hide, reorder.
const hostile = "\u001b]0;owned\u0007\u001b[2J\u001b[1A\r\u009b31m\u202e\u200b\u2066\u0000\u0008";
const fileName = hostile.replaceAll("\u0000", "");

describe("what a terminal would act on", () => {
  it("is only shown: of names, comments and values, by every format", async () => {
    const folder = makeFolder({
      "migrations/001_a.sql": `-- What: ${hostile}\nCREATE TABLE \`a${hostile}\` (\`b${hostile}\` INT COMMENT '${hostile}', apiToken TEXT, FROB);\nINSERT INTO t (apiToken) VALUES ('${hostile}');\n`,
    });
    const formats = [
      "pretty",
      "compact",
      "json",
      "sarif",
      "github",
      "gitlab",
      "junit",
      "checkstyle",
      "rdjson",
      "markdown",
      "html",
    ];
    for (const format of formats) {
      const { code, out, err } = await call(folder, ["--format", format]);
      expect(code, `${format}: ${err}`).toBeLessThan(2);
      expect(out, format).not.toMatch(acting);
      expect(err, format).not.toMatch(acting);
    }
  });

  it("is only shown of file names", async () => {
    const folder = makeFolder({ [`migrations/001_${fileName}.sql`]: "FROB;\n" });
    for (const format of ["pretty", "compact", "github", "markdown", "junit"]) {
      const { out, err } = await call(folder, ["--format", format]);
      expect(out + err, format).not.toMatch(acting);
      expect(out).toContain("001");
    }
  });

  it.each([
    ["a path", [`no-such-${fileName}`]],
    ["an option", [`--${fileName}`]],
    ["a format", ["--format", fileName]],
    ["a rule", ["--rule", `${fileName}:error`]],
    ["a configuration", ["--config", fileName]],
    ["a command", ["explain", fileName]],
  ])("is only shown in what is said of %s", async (_, words) => {
    const folder = makeFolder({ "migrations/001_a.sql": "SELECT 1;\n" });
    const { code, out, err } = await call(folder, words);
    expect(code).toBe(2);
    expect(out + err).not.toMatch(acting);
    expect(err).toContain("owned");
  });

  it("is only shown in what is said of a configuration", async () => {
    const folder = makeFolder({
      "migrations/001_a.sql": "SELECT 1;\n",
      ".integlintrc.json": { [hostile]: hostile, rules: { [hostile]: hostile } },
    });
    const { err } = await call(folder, []);
    expect(err).not.toMatch(acting);
    expect(err).toContain("owned");
  });

  it("does not end a comment that is written of it", async () => {
    const name = "a\nDROP TABLE payments; --";
    const folder = makeFolder({
      "migrations/001_a.sql": `CREATE TABLE \`${name}\` (id INT PRIMARY KEY, b INT);\nDELETE FROM \`${name}\`;\nCALL \`${name}\`();\n`,
      "migrations/002_b.sql": `ALTER TABLE \`${name}\` DROP COLUMN b, ADD FOREIGN KEY (id) REFERENCES \`b${name}\` (id);\n`,
    });
    const dialect = ["--dialect", "mysql"];
    await call(folder, ["fix", "--all", ...dialect]);
    await call(folder, ["rollback", "001_a", ...dialect]);
    await call(folder, ["rollback", "002_b", ...dialect]);
    const { out: schema } = await call(folder, ["schema", ...dialect]);
    const files = readdirSync(join(folder, "migrations"));
    expect(files).toHaveLength(4);
    const texts = files.map((file) => readFileSync(join(folder, "migrations", file), "utf8"));
    for (const text of [...texts, schema]) {
      const { statements } = readScript(new SourceFile("a.sql", text), { dialect: "mysql" });
      const dropped = statements.flatMap((one) => (one.kind === "ddl" ? one.changes : []));
      expect(
        JSON.stringify(dropped.map((change) => "table" in change && change.table?.name.text)),
      ).not.toContain('"payments"');
    }
  });

  it("does not reach a terminal by way of the schema, a rollback or a patch", async () => {
    const folder = makeFolder({
      "migrations/001_a.sql": `CREATE TABLE \`a${hostile}\` (id INT PRIMARY KEY COMMENT '${hostile}');\n`,
    });
    for (const words of [
      ["schema"],
      ["schema", "--format", "mermaid"],
      ["rollback", "001_a", "--dry-run"],
      ["fix", "--dry-run"],
      ["why", `a${hostile}`],
    ]) {
      const { out, err } = await call(folder, words, { columns: 80 });
      expect(`${out}${err}`, words.join(" ")).not.toMatch(acting);
    }
  });
});

describe("git", () => {
  const git = (folder: string, ...words: string[]) =>
    execFileSync(
      "git",
      ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", ...words],
      { cwd: folder, stdio: "pipe" },
    );
  const repository = (files: Readonly<Record<string, string>>) => {
    const folder = makeFolder(files);
    git(folder, "init", "-q", "-b", "main");
    git(folder, "add", "-A");
    git(folder, "commit", "-q", "-m", "first");
    return folder;
  };
  const sql = { "migrations/001_a.sql": "CREATE TABLE a (id INT PRIMARY KEY);\n" };

  it.each([
    "--output=ran",
    "--all",
    "-h",
    "--upload-pack=touch ran",
    "HEAD; touch ran",
    "$(touch ran)",
    "@{-1}",
    "HEAD..HEAD",
  ])("takes the revision %s for a revision", async (revision) => {
    const folder = repository(sql);
    const { code, err } = await call(folder, [`--changed=${revision}`]);
    expect([code, err]).toEqual([2, expect.stringContaining("git knows no revision")]);
    expect(git(folder, "status", "--porcelain").toString()).toBe("");
  });

  it("starts nothing that the repository's settings name", async () => {
    const folder = repository(sql);
    for (const key of ["core.fsmonitor", "core.hooksPath", "diff.external", "core.pager"])
      git(folder, "config", key, "touch ran;");
    makeHook(folder);
    for (const word of ["--changed", "--staged", "--changed=HEAD"])
      expect((await call(folder, [word])).code).toBeLessThan(2);
    expect(
      git(
        folder,
        "-c",
        "core.fsmonitor=false",
        "-c",
        "core.hooksPath=/dev/null",
        "status",
        "--porcelain",
      ).toString(),
    ).toBe("");
  });

  function makeHook(folder: string): void {
    execFileSync(
      "sh",
      [
        "-c",
        "printf '#!/bin/sh\\ntouch ran\\n' > .git/hooks/post-index-change; chmod +x .git/hooks/post-index-change",
      ],
      { cwd: folder },
    );
  }

  it("reads files whose names begin with a dash, a colon or a stage", async () => {
    const names = ["-x.sql", ":(exclude)y.sql", "1:z.sql", "*.sql", "--output=ran.sql"];
    const folder = repository({ ...sql, "migrations/.keep": "" });
    for (const name of names)
      execFileSync("sh", ["-c", 'printf "FROB;\\n" > "migrations/$1"', "sh", name], { cwd: folder });
    git(folder, "add", "-A");
    for (const name of names)
      execFileSync("sh", ["-c", 'printf "SELECT 1;\\n" > "migrations/$1"', "sh", name], { cwd: folder });
    const { out } = await call(folder, ["--staged", "--format", "compact", "--rule", "syntax:error"]);
    for (const name of names) expect(out).toContain(`migrations/${name}:1:1:`);
    expect(out.match(/FROB/g)?.length ?? 0).toBeGreaterThanOrEqual(names.length);
  });
});
