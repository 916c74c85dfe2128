import { describe, expect, it } from "vitest";
import { makeFolder } from "../folder.js";
import { resolveIn, showRules } from "./project.js";

const recommended = "key-name warning, naming-case info, primary-key error, syntax error";

async function failureOf(files: Parameters<typeof makeFolder>[0], options = {}): Promise<string> {
  try {
    await resolveIn(makeFolder(files), options);
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return "no failure";
}

describe("without a configuration", () => {
  it("has the recommended rules, and leaves open what only the migrations say", async () => {
    const config = await resolveIn(makeFolder({}));
    expect(showRules(config)).toBe(recommended);
    expect(config).toMatchObject({ dialect: undefined, migrations: undefined, source: undefined });
    expect(config.vocabulary.roles.tenant).toContain("tenantId");
  });

  it("takes flags", async () => {
    const flags = {
      dialect: "postgresql",
      preset: "integlint:strict",
      rules: ["quiet:info", "key-name:off"],
    } as const;
    const config = await resolveIn(makeFolder({}), { flags });
    expect(showRules(config)).toBe("naming-case warning, primary-key error, quiet info, syntax error");
    expect(config).toMatchObject({ dialect: "postgresql", requireReason: true });
  });
});

describe("where it is found", () => {
  it.each([
    [".integlintrc", '{ "dialect": "mariadb" }'],
    [".integlintrc", "dialect: mariadb\n"],
    [".integlintrc.json", '// why\n{ "dialect": "mariadb" }'],
    [".integlintrc.yaml", "dialect: mariadb"],
    [".integlintrc.yml", "dialect: mariadb"],
    [".integlintrc.cjs", 'module.exports = { dialect: "mariadb" };'],
    [".integlintrc.mjs", 'export default { dialect: "mariadb" };'],
    ["integlint.config.mjs", 'export default { dialect: "mariadb" };'],
    ["package.json", '{ "name": "x", "integlint": { "dialect": "mariadb" } }'],
  ])("reads %s", async (name, text) => {
    expect((await resolveIn(makeFolder({ [name]: text }))).dialect).toBe("mariadb");
  });

  it("looks in the folders above, past a package.json that says nothing", async () => {
    const folder = makeFolder({
      ".integlintrc": { migrations: [{ dir: "db" }], ignore: ["db/old_*.sql"] },
      "a/b/package.json": { name: "integlint" },
      "a/package.json": "{ broken",
    });
    const config = await resolveIn(`${folder}/a/b`);
    expect(config.source).toBe("../../.integlintrc");
    expect(config.migrations).toEqual([{ dir: "../../db", layout: "auto", rollback: undefined }]);
    expect(config.ignores("../../db/old_1.sql")).toBe(true);
    expect(config.ignores("../../db/new_1.sql")).toBe(false);
  });
});

describe("extends", () => {
  it("starts from recommended where nothing is said, and from nothing where `[]` is", async () => {
    const own = { rules: { "key-name": "off" } };
    expect(showRules(await resolveIn(makeFolder({ ".integlintrc": own })))).toBe(
      "naming-case info, primary-key error, syntax error",
    );
    expect(showRules(await resolveIn(makeFolder({ ".integlintrc": { ...own, extends: [] } })))).toBe(
      "syntax error",
    );
  });

  it("takes presets, files and packages; later ones win, the file itself last", async () => {
    const config = await resolveIn(
      makeFolder({
        ".integlintrc": {
          extends: ["integlint:strict", "./config/team.json", "@acme/integlint-config"],
          rules: { quiet: "info" },
          vocabulary: { tenant: ["orgId"] },
        },
        "config/team.json": {
          extends: "./base.yaml",
          rules: { "naming-case": "error", "primary-key": "warning" },
          dialect: "mysql",
        },
        "config/base.yaml": "rules:\n  naming-case: off\n  key-name: [info, { inline: true }]\n",
        "node_modules/@acme/integlint-config/package.json": { exports: "./main.json" },
        "node_modules/@acme/integlint-config/main.json": { dialect: "mariadb", dialectVersion: "10.6" },
      }),
    );
    expect(showRules(config)).toBe(
      "key-name info, naming-case error, primary-key warning, quiet info, syntax error",
    );
    expect(config.rules.get("key-name")?.options).toEqual({ unique: "^uq_", inline: true });
    expect(config).toMatchObject({ dialect: "mariadb", dialectVersion: "10.6", requireReason: true });
    expect(config.vocabulary.roles.tenant).toEqual(["orgId"]);
    expect(config.vocabulary.roles.creator).toContain("createdBy");
  });

  it("puts a preset of the command line in the place of the extended ones", async () => {
    const folder = makeFolder({
      ".integlintrc": { extends: "integlint:strict", rules: { quiet: "info" } },
    });
    const config = await resolveIn(folder, { flags: { preset: "integlint:seed" } });
    expect(showRules(config)).toBe("primary-key error, quiet info, syntax error");
  });

  it("refuses circles, unknown presets and what is not there", async () => {
    expect(
      await failureOf({
        ".integlintrc": { extends: "./a.json" },
        "a.json": { extends: ["./b.json"] },
        "b.json": { extends: "./a.json" },
      }),
    ).toBe("ConfigError: b.json:1:12: extends: .integlintrc extends a.json extends b.json extends a.json.");
    expect(await failureOf({ ".integlintrc": { extends: ["integlint:recomended"] } })).toBe(
      'ConfigError: .integlintrc:1:13: extends[0]: there is no preset "integlint:recomended". Did you mean "integlint:recommended"? Allowed: integlint:recommended, integlint:strict, integlint:seed.',
    );
    expect(await failureOf({ ".integlintrc": { extends: "@acme/none" } })).toBe(
      'ConfigError: .integlintrc:1:12: extends: "@acme/none" was not found.',
    );
  });
});

describe("rules", () => {
  it("keeps options under a mere severity, and states them anew with new ones", async () => {
    const base = { rules: { "key-name": ["info", { unique: "^a", inline: true }] } };
    const optionsWith = async (entry: unknown) => {
      const folder = makeFolder({
        ".integlintrc": { extends: "./base.json", rules: { "key-name": entry } },
        "base.json": base,
      });
      return (await resolveIn(folder)).rules.get("key-name");
    };
    expect(await optionsWith("error")).toEqual({
      severity: "error",
      options: { unique: "^a", inline: true },
    });
    expect(await optionsWith(["error", { unique: "^b" }])).toEqual({
      severity: "error",
      options: { unique: "^b", inline: false },
    });
  });

  it("overrides by glob, in the order written; a flag beats them", async () => {
    const folder = makeFolder({
      ".integlintrc": {
        overrides: [
          { files: ["db/00*.sql"], rules: { "key-name": "off", quiet: "error" } },
          { files: "*_old.sql", rules: { quiet: "info" } },
        ],
      },
    });
    const inForce = async (path: string, flags = {}) => {
      const { rules, overrides } = await resolveIn(folder, { flags });
      const found = overrides.filter((override) => override.matches(path)).map((override) => override.rules);
      const all = new Map([...rules, ...found.flatMap((map) => [...map])]);
      return `${all.get("key-name")?.severity} ${all.get("quiet")?.severity}`;
    };
    expect(await inForce("db/001.sql")).toBe("off error");
    expect(await inForce("db/001_old.sql")).toBe("off info");
    expect(await inForce("db/010.sql")).toBe("warning off");
    expect(await inForce("db/001.sql", { rules: ["quiet:warning"] })).toBe("off warning");
  });

  it.each([
    [["key-nam:off"], 'UsageError: --rule key-nam:off: there is no rule "key-nam". Did you mean "key-name"?'],
    [
      ["key-name:warn"],
      'UsageError: --rule key-name:warn: found severity "warn", allowed: off, info, warning, error.',
    ],
    [["syntax:off"], 'UsageError: --rule syntax:off: found severity "off", allowed: info, warning, error.'],
    [["x"], 'UsageError: --rule x: there is no rule "x". `integlint rules` lists them.'],
  ])("refuses the flag %s", async (rules, message) => {
    expect(await failureOf({}, { flags: { rules } })).toBe(message);
  });
});

describe("what is wrong, where, and what would be right", () => {
  const failureIn = (text: string, name = ".integlintrc") => failureOf({ [name]: text });

  it.each([
    [
      "an unknown key",
      '{\n  "dialct": "mysql"\n}',
      '.integlintrc:2:3: dialct: unknown key "dialct". Did you mean "dialect"? Allowed: $schema, extends, plugins, dialect, dialectVersion, migrations, ignore, vocabulary, tables, external, database, rules, overrides, requireReason.',
    ],
    [
      "an unknown rule",
      '{ "rules": {\n    "key-nme": "off" } }',
      '.integlintrc:2:5: rules["key-nme"]: there is no rule "key-nme". Did you mean "key-name"?',
    ],
    [
      "an unknown rule in an override",
      "overrides:\n  - files: a\n    rules:\n      zzz: off\n",
      '.integlintrc:4:7: overrides[0].rules.zzz: there is no rule "zzz". `integlint rules` lists them.',
    ],
    [
      "a value that is none of the allowed",
      '{ "dialect":\n"mysq" }',
      '.integlintrc:2:1: dialect: found "mysq", allowed: mysql, mariadb, postgresql. Did you mean "mysql"?',
    ],
    [
      "a severity",
      '{ "rules": { "key-name": "warn" } }',
      '.integlintrc:1:26: rules["key-name"]: found "warn", allowed: off, info, warning, error.',
    ],
    [
      "a severity before options",
      '{ "rules": { "key-name": [2, {}] } }',
      '.integlintrc:1:27: rules["key-name"][0]: found 2, allowed: off, info, warning, error.',
    ],
    [
      "a rule that cannot be off",
      '{ "rules": { "syntax": "off" } }',
      '.integlintrc:1:24: rules.syntax: found "off", allowed: info, warning, error.',
    ],
    [
      "an unknown option",
      '{ "rules": { "key-name": ["error", { "uniqe": "^x" }] } }',
      '.integlintrc:1:38: rules["key-name"][1].uniqe: unknown key "uniqe". Did you mean "unique"? Allowed: unique, inline.',
    ],
    [
      "an option's type",
      '{ "rules": { "key-name": ["error", { "inline": "yes" }] } }',
      '.integlintrc:1:48: rules["key-name"][1].inline: found "yes", allowed: true or false.',
    ],
    [
      "a pattern",
      '{ "rules": { "key-name": ["error", { "unique": "(" }] } }',
      '.integlintrc:1:48: rules["key-name"][1].unique: found "(", which is no regular expression (unterminated group).',
    ],
    [
      "items too many",
      '{ "rules": { "key-name": ["error", {}, 1] } }',
      '.integlintrc:1:26: rules["key-name"]: found 3 items, allowed: at most 2.',
    ],
    [
      "a missing key",
      '{ "migrations": [{ "layout": "suffix" }] }',
      '.integlintrc:1:18: migrations[0]: the key "dir" is missing.',
    ],
    ["a type", '{ "extends": 1 }', ".integlintrc:1:14: extends: found 1, allowed: a text or a list."],
    ["no object", "[1]", ".integlintrc:1:1: found [1], allowed: an object."],
    ["broken JSON", '{ "a": }', '.integlintrc:1:8: Expected a value, found "}".'],
    [
      "broken YAML",
      "a:\n - b\nc d: [\n",
      ".integlintrc:4:1: Unexpected end of the stream within a flow collection.",
    ],
  ])("tells %s", async (_what, text, message) => {
    expect(await failureIn(text)).toBe(`ConfigError: ${message}`);
  });

  it("tells all faults at once, and those of extended files in these", async () => {
    const failure = await failureOf({
      ".integlintrc": { extends: "./team.json", dialect: 1, ignore: "x" },
      "team.json": { rules: { nope: "off" } },
    });
    expect(failure.split("\n")).toEqual([
      'ConfigError: team.json:1:11: rules.nope: there is no rule "nope". `integlint rules` lists them.',
      ".integlintrc:1:36: dialect: found 1, allowed: mysql, mariadb, postgresql.",
      '.integlintrc:1:47: ignore: found "x", allowed: a list.',
    ]);
  });

  it("names the key of a configuration that is code", async () => {
    expect(await failureIn("export default { dialect: 1 };", ".integlintrc.mjs")).toBe(
      "ConfigError: .integlintrc.mjs: dialect: found 1, allowed: mysql, mariadb, postgresql.",
    );
    expect(await failureIn("throw new Error('mine');", ".integlintrc.mjs")).toBe(
      "ConfigError: .integlintrc.mjs: mine",
    );
  });

  it("points into package.json", async () => {
    expect(await failureIn('{"integlint": {"dialect": 1}}', "package.json")).toBe(
      "ConfigError: package.json:1:27: dialect: found 1, allowed: mysql, mariadb, postgresql.",
    );
  });
});
