import { describe, expect, it } from "vitest";
import { makeFolder } from "../folder.js";
import { resolveIn, showRules } from "./project.js";

const ruleText = (id: string, more = "") =>
  `{ meta: { id: "${id}", summary: "s", why: "w", convention: "indexes", severity: "info", dialects: ["mysql"],
     options: { limit: { type: "number", default: 3, description: "d" } }, examples: { bad: "", good: "" },
     subject: "table", partialTables: false, always: false, needsAst: false, ${more} }, check() {} }`;

async function failureOf(files: Parameters<typeof makeFolder>[0], noCode = false): Promise<string> {
  return resolveIn(makeFolder(files), { noCode }).then(
    () => "no failure",
    (error: Error) => `${error.name}: ${error.message}`,
  );
}

describe("plugins", () => {
  it("brings rules from files and packages, which presets and options then know", async () => {
    const config = await resolveIn(
      makeFolder({
        ".integlintrc": {
          extends: "integlint:strict",
          plugins: ["./rules/mine.mjs", "integlint-plugin-acme"],
          rules: { "acme/two": ["error", { limit: 5 }] },
        },
        "rules/mine.mjs": `export const mine = ${ruleText("mine")};`,
        "node_modules/integlint-plugin-acme/package.json": {
          type: "module",
          exports: { ".": { import: "./x.js" } },
        },
        "node_modules/integlint-plugin-acme/x.js": `export default { rules: { one: ${ruleText("acme/one")}, two: ${ruleText("acme/two")} } };`,
      }),
    );
    expect(showRules(config)).toContain("mine warning, acme/one warning, acme/two error");
    expect(config.rules.get("acme/two")?.options).toEqual({ limit: 5 });
    expect(config.allRules.map((rule) => rule.meta.id).slice(-3)).toEqual(["mine", "acme/one", "acme/two"]);
  });

  it("checks the options of a plugin's rule by its own specs", async () => {
    expect(
      await failureOf({
        ".integlintrc": { plugins: ["./p.mjs"], rules: { mine: ["error", { limit: "x" }] } },
        "p.mjs": `export default ${ruleText("mine")};`,
      }),
    ).toBe('ConfigError: .integlintrc:1:58: rules.mine[1].limit: found "x", allowed: a number.');
  });

  it.each([
    ["export const x = 1;", '"./p.mjs" exports no rule. A rule is made with defineRule.'],
    ["throw new Error('mine');", 'the plugin "./p.mjs" failed to load: mine'],
    [`export default ${ruleText("key-name")};`, 'the rule "key-name" of "./p.mjs" is one of integlint, too.'],
    [
      `export default ${ruleText("x", 'severity: "warn"')};`,
      'the rule "x" of "./p.mjs" has the severity "warn", allowed: off, info, warning, error.',
    ],
  ])("tells a plugin's fault as the plugin's: %s", async (text, message) => {
    expect(await failureOf({ ".integlintrc": { plugins: ["./p.mjs"] }, "p.mjs": text })).toBe(
      `ConfigError: .integlintrc:1:13: plugins[0]: ${message}`,
    );
  });

  it("tells a plugin that is not there", async () => {
    expect(await failureOf({ ".integlintrc": { plugins: ["./p.mjs"] } })).toBe(
      'ConfigError: .integlintrc:1:13: plugins[0]: "./p.mjs" was not found.',
    );
  });
});

describe("--no-code-config", () => {
  const sentinel = "globalThis.integlintTestRan = true;";

  it.each([
    ["a configuration", { ".integlintrc.mjs": `${sentinel} export default {};` }],
    ["an extended file", { ".integlintrc": { extends: "./a.cjs" }, "a.cjs": sentinel }],
    [
      "an extended package",
      {
        ".integlintrc": { extends: "acme" },
        "node_modules/acme/package.json": { main: "x.js" },
        "node_modules/acme/x.js": sentinel,
      },
    ],
    ["a plugin", { ".integlintrc": { plugins: ["./p.mjs"] }, "p.mjs": sentinel }],
  ])("refuses %s that is code, and does not run it", async (_what, files) => {
    expect(await failureOf(files as Record<string, string>, true)).toMatch(
      /^ConfigError: .*code, and --no-code-config refuses it\.$/,
    );
    expect(globalThis).not.toHaveProperty("integlintTestRan");
  });

  it("runs nothing that cosmiconfig's own settings name", async () => {
    const folder = makeFolder({ ".integlintrc": { dialect: "mysql" }, ".config/config.cjs": sentinel });
    expect((await resolveIn(folder, { noCode: true })).dialect).toBe("mysql");
    expect(globalThis).not.toHaveProperty("integlintTestRan");
  });
});
