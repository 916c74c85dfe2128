// yargs, and nothing else of it anywhere. In: a command line. Out: a command and its arguments, or help, or a UsageError that
// names what was found, what is allowed, and the nearest valid name.

import yargs, { type Argv } from "yargs";
import { UsageError } from "../config/errors.js";
import { didYouMean } from "../text/nearest.js";
import type { Command } from "./command.js";
import { commands, completionCommand } from "./commands.js";
import type { Arguments, OptionSpec } from "./options.js";

export type Parsed =
  | { readonly command: Command; readonly args: Arguments }
  /** Help, version, or a completion script: to print, and that is all. */
  | { readonly text: string };

export interface ParseContext {
  readonly version: string;
  readonly columns: number;
}

export async function parseWithYargs(
  words: readonly string[],
  { version, columns }: ParseContext,
): Promise<Parsed> {
  let found: Parsed | undefined;
  let text = "";
  // Behind its completion command, yargs would go on to the default one, and find it one word too many.
  const completes = words[0] === completionCommand;
  // What yargs itself tells of help and completion goes through console.log.
  const parser = yargs([])
    .scriptName("integlint")
    .locale("en")
    .usage("Checks SQL migrations by replaying them into the schema that they produce.")
    .version(version)
    .help()
    .alias("help", "h")
    .completion(completionCommand, "Print a script for completion in bash or zsh.")
    .strict(!completes)
    .wrap(Math.min(columns, 110))
    .parserConfiguration({
      "camel-case-expansion": false,
      "dot-notation": false,
      "duplicate-arguments-array": true,
      "greedy-arrays": false,
      "parse-positional-numbers": false,
      "populate--": true,
      "strip-aliased": true,
    })
    .exitProcess(false);
  for (const [name, command] of Object.entries(commands)) {
    const usage = [name, ...command.positionals.map(showPositional)].join(" ");
    const names = name === "lint" && !completes ? [usage, "$0"] : [usage];
    parser.command(
      names,
      command.summary,
      (builder) => describe(builder, command),
      (argv) => {
        found = { command, args: argumentsOf(argv as Record<string, unknown>, command, words) };
      },
    );
  }
  await parser.parseAsync(withCommand(words), {}, (error, argv, output) => {
    if (error && !completes)
      throw new UsageError(explain(error.message, argv as Record<string, unknown>, words));
    text = output;
  });
  return found ?? { text: `${text}\n` };
}

/** What a shell asks for: without a command, the words are those of `lint`, as soon as they cannot become a command's name. */
function withCommand(words: readonly string[]): string[] {
  const [asked, program, first = "", ...rest] = words;
  const isLint = !Object.hasOwn(commands, first) && (rest.length > 0 || first.startsWith("-"));
  if (asked !== "--get-yargs-completions" || program === undefined || !isLint) return [...words];
  return [asked, program, "lint", first, ...rest];
}

function showPositional({ name, several, required }: Command["positionals"][number]): string {
  const inner = several ? `${name}..` : name;
  return required ? `<${inner}>` : `[${inner}]`;
}

function describe(builder: Argv, { options, positionals }: Command): Argv {
  for (const { name, describe, several } of positionals)
    builder.positional(name, { type: "string", describe, ...(several && { array: true }) });
  for (const [name, spec] of Object.entries(options)) declare(builder, name, spec);
  return builder;
}

function declare(builder: Argv, name: string, spec: OptionSpec): void {
  const { describe } = spec;
  switch (spec.type) {
    case "boolean":
      builder.option(name, { type: "boolean", describe, ...(spec.alias && { alias: spec.alias }) });
      return;
    case "negated":
      // Shown as people write it, read as yargs does: --no-x sets x to false.
      builder.option(`no-${name}`, { type: "boolean", describe });
      builder.option(name, { type: "boolean", hidden: true });
      return;
    case "number":
      builder.option(name, { type: "number", describe, requiresArg: true });
      return;
    case "string":
      builder.option(name, {
        type: "string",
        describe,
        ...(spec.alias && { alias: spec.alias }),
        ...(spec.choices && { choices: spec.choices }),
        ...(spec.bare === undefined && !spec.negatable && { requiresArg: true }),
      });
      return;
    case "strings":
      builder.option(name, {
        type: "string",
        array: true,
        describe,
        requiresArg: true,
        ...(spec.choices && { choices: spec.choices }),
      });
  }
}

function argumentsOf(
  argv: Record<string, unknown>,
  { options, positionals }: Command,
  words: readonly string[],
): Arguments {
  const found: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(options)) found[name] = readValue(name, spec, argv[name], words);
  const named = positionals.flatMap(({ name }) => (argv[name] as string | string[] | undefined) ?? []);
  return { options: found, words: [...named, ...((argv["--"] as string[] | undefined) ?? [])] } as Arguments;
}

function readValue(name: string, spec: OptionSpec, value: unknown, words: readonly string[]): unknown {
  if (spec.type === "negated") return value !== false;
  if (spec.type === "boolean") return value === true;
  if (spec.type === "strings") return value ?? [];
  if (Array.isArray(value))
    throw new UsageError(`--${name} is given ${value.length} times; once is allowed.`);
  if (value === undefined || (value === false && "negatable" in spec)) return value;
  if (spec.type === "number") {
    const written = asWritten(name, words) ?? String(value);
    if (/^\d+$/.test(written)) return value;
    throw new UsageError(`--${name}: found "${written}", allowed: a whole number.`);
  }
  if (value === "" && spec.bare === undefined) throw new UsageError(`--${name} needs a value.`);
  return value;
}

/** An option's value before yargs made a number of it. */
function asWritten(name: string, words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  const [word, next] = words.slice(at, at + 2);
  return word?.includes("=") ? word.slice(word.indexOf("=") + 1) : next;
}

/** What yargs says of a slip, in our words and with the nearest valid name. */
function explain(message: string, argv: Record<string, unknown>, words: readonly string[]): string {
  const hint = " `integlint --help` lists what there is.";
  const unknown = /^Unknown arguments?: (.+)$/.exec(message)?.[1]?.split(", ");
  const command =
    commands[String((argv?._ as unknown[] | undefined)?.[0] ?? "")] ?? (commands.lint as Command);
  if (unknown) {
    const asWritten = (name: string) =>
      words.find(
        (word) => word.replace(/=.*$/, "").replace(/^--?(?:no-)?/, "") === name && word.startsWith("-"),
      );
    const name = unknown.find(asWritten) ?? (unknown[0] as string);
    const written = asWritten(name)?.replace(/=.*$/, "");
    if (written === undefined) return `"${name}" is one word too many.${hint}`;
    return `There is no option ${written}.${didYouMean(written, optionNames(command)) || hint}`;
  }
  const choice = /Argument: (\S+), Given: "?(.*?)"?, Choices: (.+)/.exec(message);
  if (choice) {
    const [, name, given = "", allowed = ""] = choice;
    const names = allowed.replace(/"/g, "").split(", ");
    return `--${name}: found "${given}", allowed: ${names.join(", ")}.${didYouMean(given, names)}`;
  }
  const lacking = /^Not enough arguments following: (.+)$/.exec(message)?.[1];
  if (lacking) return `--${lacking} needs a value.`;
  if (message.startsWith("Not enough non-option arguments"))
    return `${showUsage(command)}: something is missing.${hint}`;
  return message;
}

function optionNames({ options }: Command): readonly string[] {
  const names = Object.entries(options).map(([name, { type }]) => (type === "negated" ? `no-${name}` : name));
  return [...names, "help", "version"].map((name) => `--${name}`);
}

function showUsage(command: Command): string {
  const name = Object.keys(commands).find((candidate) => commands[candidate] === command);
  return ["integlint", name, ...command.positionals.map(showPositional)].join(" ");
}
