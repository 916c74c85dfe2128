import { describe, expect, it } from "vitest";
import type { Command } from "../../src/cli/command.js";
import { commands } from "../../src/cli/commands.js";
import { parseQuickly } from "../../src/cli/parse.js";
import { parseWithYargs } from "../../src/cli/yargs.js";

const lint = commands.lint as Command;
const place = { version: "1.2.3", columns: 80 };

async function failureOf(words: readonly string[]): Promise<string> {
  return parseWithYargs(words, place).then(
    () => "no failure",
    (error: Error) => `${error.name}: ${error.message}`,
  );
}

describe("the quick way and yargs read the same", () => {
  it.each([
    [[]],
    [["migrations", "other"]],
    [["--quiet", "-q", "a"]],
    [["-q", "-c", "x.json", "a"]],
    [["--config", "x.json", "a", "--dialect=mariadb", "--dialect-version", "10.6"]],
    [["--no-color", "--no-suppressions", "--no-code-config"]],
    [["--format", "json=a.json", "--format", "pretty", "a"]],
    [["--rule=key-name:off", "a", "--rule", "syntax:error"]],
    [["--max-warnings", "3", "a"]],
    [["--preset", "strict", "--stats", "--staged", "--changed=", "dir"]],
    [["--changed=main", "dir"]],
    [["--stdin", "--stdin-filename", "a/001_b.sql"]],
    [["--baseline", "b.json", "--update-baseline"]],
    [["--", "--quiet", "a"]],
    [["007.sql", "1e3"]],
  ])("%j", async (words) => {
    const quick = parseQuickly(words, lint);
    expect(quick).toBeDefined();
    expect(await parseWithYargs(words, place)).toEqual({ command: lint, args: quick });
  });

  it.each([
    ["matrix", ["a", "--format", "json"]],
    ["explain", ["key-name"]],
    ["rules", []],
    ["init", ["--force"]],
  ])("%s %j", async (name, words) => {
    const command = commands[name] as Command;
    const quick = parseQuickly(words, command);
    expect(quick).toBeDefined();
    expect(await parseWithYargs([name, ...words], place)).toEqual({ command, args: quick });
  });
});

describe("what the quick way leaves to yargs", () => {
  it.each([
    [["--help"]],
    [["--version"]],
    [["--quite"]],
    [["--max-warnings", "x"]],
    [["--config"]],
    [["--config", "a", "--config", "b"]],
    [["--dialect", "mysq"]],
    [["--no-baseline"]],
    [["--format="]],
  ])("%j", (words) => {
    expect(parseQuickly(words, lint)).toBeUndefined();
  });

  it("counts words", () => {
    expect(parseQuickly([], commands.explain as Command)).toBeUndefined();
    expect(parseQuickly(["a", "b"], commands.explain as Command)).toBeUndefined();
  });

  it("reads --no-baseline", async () => {
    expect(await parseWithYargs(["--no-baseline"], place)).toMatchObject({
      args: { options: { baseline: false } },
    });
  });
});

describe("slips", () => {
  it.each([
    [["--quite"], 'There is no option --quite. Did you mean "--quiet"?'],
    [["-z"], "There is no option -z. `integlint --help` lists what there is."],
    [["--no-colr"], 'There is no option --no-colr. Did you mean "--no-color"?'],
    [["matrix", "--quiet"], "There is no option --quiet. `integlint --help` lists what there is."],
    [
      ["--dialect", "mysq"],
      '--dialect: found "mysq", allowed: mysql, mariadb, postgresql. Did you mean "mysql"?',
    ],
    [["--preset", "x"], '--preset: found "x", allowed: recommended, strict, seed.'],
    [["--max-warnings", "x"], '--max-warnings: found "x", allowed: a whole number.'],
    [["--max-warnings", "1.5"], '--max-warnings: found "1.5", allowed: a whole number.'],
    [["--config"], "--config needs a value."],
    [["--config="], "--config needs a value."],
    [["--config", "a", "--config", "b"], "--config is given 2 times; once is allowed."],
    [
      ["explain"],
      "integlint explain <rule-id>: something is missing. `integlint --help` lists what there is.",
    ],
    [["explain", "a", "b"], '"b" is one word too many. `integlint --help` lists what there is.'],
  ])("%j", async (words, message) => {
    expect(await failureOf(words)).toBe(`UsageError: ${message}`);
  });
});

describe("help and version", () => {
  const textOf = async (...words: string[]) => {
    const parsed = await parseWithYargs(words, place);
    return "text" in parsed ? parsed.text : "";
  };

  it("lists every command and every option of lint", async () => {
    const text = await textOf("--help");
    for (const name of Object.keys(commands)) expect(text).toContain(`integlint ${name}`);
    for (const [name, { type }] of Object.entries(lint.options))
      expect(text).toContain(type === "negated" ? `--no-${name}` : `--${name}`);
  });

  it("lists the options of a command", async () => {
    expect(await textOf("matrix", "--help")).toContain("--format");
    expect(await textOf("matrix", "--help")).not.toContain("--max-warnings");
  });

  it("tells the version", async () => {
    expect(await textOf("--version")).toBe("1.2.3\n");
  });
});
