// A command line → an exit code. In: words and the world outside. Out: what the command printed through it. Nothing is thrown.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigError, UsageError } from "../config/errors.js";
import { nearestName } from "../text/nearest.js";
import { version } from "../version.js";
import type { Command, ExitCode, Io } from "./command.js";
import { commands, completionCommand } from "./commands.js";
import { harmless } from "./harmless.js";
import type { Arguments } from "./options.js";
import { parseQuickly } from "./parse.js";

export async function run(words: readonly string[], world: Io): Promise<ExitCode> {
  const io = harmless(world);
  try {
    const parsed = (await parse(words, io)) as { command: Command; args: Arguments } | { text: string };
    if ("text" in parsed) {
      io.out(parsed.text);
      return 0;
    }
    const { run: runCommand } = await parsed.command.load();
    return await runCommand(parsed.args, io);
  } catch (error) {
    io.err(`${describe(error, io)}\n`);
    return 2;
  }
}

/** Whether the words ask for a lint run, and nothing but the help to it. */
export function isMainJob(words: readonly string[]): boolean {
  const isCommand = words[0] !== undefined && Object.hasOwn(commands, words[0]);
  return (
    !isCommand &&
    words[0] !== completionCommand &&
    !words.some((word) => /^(-h|--help|--version)$/.test(word))
  );
}

async function parse(words: readonly string[], io: Io) {
  const name = words[0] !== undefined && Object.hasOwn(commands, words[0]) ? words[0] : undefined;
  const command = commands[name ?? "lint"] as Command;
  const spelled = words.map((word) => withValue(word, command));
  if (words[0] !== completionCommand) {
    if (!name) checkWord(words[0], io);
    const args = parseQuickly(name ? spelled.slice(1) : spelled, command);
    if (args) return { command, args };
  }
  const { parseWithYargs } = await import("./yargs.js");
  return parseWithYargs(spelled, { version, columns: io.columns ?? 80 });
}

/** A command's name with a slip in it would be taken for a path. */
function checkWord(word: string | undefined, { cwd }: Io): void {
  if (word === undefined || word.startsWith("-")) return;
  const nearest = nearestName(word, Object.keys(commands));
  if (nearest !== undefined && !existsSync(resolve(cwd, word)))
    throw new UsageError(`There is no file, folder or command "${word}". Did you mean "${nearest}"?`);
}

/** `--changed` stands alone: the next word is no revision. */
function withValue(word: string, { options }: Command): string {
  const spec = options[word.replace(/^--/, "")];
  return word.startsWith("--") && spec?.type === "string" && spec.bare !== undefined ? `${word}=` : word;
}

/** One line of what a person can change; for what nobody but us can, where to look. */
function describe(error: unknown, { environment }: Io): string {
  if (error instanceof ConfigError || error instanceof UsageError) return `integlint: ${error.message}`;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const details = environment.INTEGLINT_DEBUG ? stack : "INTEGLINT_DEBUG=1 shows where.";
  return `integlint: internal error: ${message}\nThis is a fault of integlint ${version}, not of your files: please report it. ${details}`;
}
