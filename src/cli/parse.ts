// A command line without slips → arguments, with what Node brings: most runs need no more, and yargs costs more time than
// linting a file. In: words, a command's options. Out: arguments, or undefined where yargs should see to it: slips, help, and
// spellings that only it knows. What is read here, yargs reads the same (test/cli/parse.test.ts).

import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Command } from "./command.js";
import type { Arguments, OptionSpec } from "./options.js";

type ParseOptions = NonNullable<ParseArgsConfig["options"]>;

export function parseQuickly(
  words: readonly string[],
  { options, positionals }: Command,
): Arguments | undefined {
  const { specs, isNegated } = parseOptions(options);
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...words], options: specs, allowPositionals: true, strict: true });
  } catch {
    return undefined;
  }
  const { values } = parsed;
  const found: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(options)) {
    const value = values[isNegated.get(name) ?? name];
    const result = convert(spec, value);
    if (result === invalid) return undefined;
    found[name] = result;
  }
  const required = positionals.filter((positional) => positional.required).length;
  const most = positionals.some((positional) => positional.several) ? Infinity : positionals.length;
  const count = parsed.positionals.length;
  if (count < required || count > most) return undefined;
  return { options: found, words: parsed.positionals } as Arguments;
}

function parseOptions(options: Command["options"]): {
  specs: ParseOptions;
  isNegated: ReadonlyMap<string, string>;
} {
  const specs: ParseOptions = {};
  const isNegated = new Map<string, string>();
  for (const [name, spec] of Object.entries(options)) {
    if (spec.type === "negated") {
      isNegated.set(name, `no-${name}`);
      specs[`no-${name}`] = { type: "boolean" };
    } else {
      const alias = "alias" in spec && spec.alias ? { short: spec.alias } : {};
      specs[name] = {
        type: spec.type === "boolean" ? "boolean" : "string",
        multiple: spec.type !== "boolean",
        ...alias,
      };
    }
  }
  return { specs, isNegated };
}

const invalid = Symbol("invalid");

function convert(spec: OptionSpec, value: unknown): unknown {
  if (spec.type === "negated") return value !== true;
  if (spec.type === "boolean") return value === true;
  const texts = (value ?? []) as readonly string[];
  if (spec.type !== "number" && spec.choices && texts.some((text) => !spec.choices?.includes(text)))
    return invalid;
  const mayBeEmpty = spec.type === "string" && spec.bare !== undefined;
  // An empty value, or one that looks like the next option, is a slip more often than not.
  if (texts.some((text) => (text === "" && !mayBeEmpty) || text.startsWith("-"))) return invalid;
  if (spec.type === "strings") return texts;
  if (texts.length > 1) return invalid;
  if (spec.type === "string") return texts[0];
  if (texts[0] === undefined) return undefined;
  return /^\d+$/.test(texts[0]) ? Number(texts[0]) : invalid;
}
