// What a command line may say, as one table: parsing, help and errors all follow it. In: nothing. Out: types and shared options.

interface SpecBase {
  readonly describe: string;
}

export type OptionSpec =
  | (SpecBase & { readonly type: "boolean"; readonly alias?: string })
  /** On unless `--no-…` is given; `describe` says what that does. */
  | (SpecBase & { readonly type: "negated" })
  | (SpecBase & { readonly type: "number" })
  | (SpecBase & {
      readonly type: "string";
      readonly choices?: readonly string[];
      readonly alias?: string;
      /** A value stands behind `=` or not at all; without one it is "". */
      readonly bare?: "";
      /** `--no-…` is possible, too, and gives `false`. */
      readonly negatable?: boolean;
    })
  /** May stand several times. */
  | (SpecBase & { readonly type: "strings"; readonly choices?: readonly string[] });

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

export interface PositionalSpec {
  readonly name: string;
  readonly describe: string;
  readonly several: boolean;
  readonly required: boolean;
}

type ValueOf<S extends OptionSpec> = S extends { type: "boolean" }
  ? boolean
  : S extends { type: "negated" }
    ? boolean
    : S extends { type: "number" }
      ? number | undefined
      : S extends { type: "strings" }
        ? readonly string[]
        : S extends { negatable: true }
          ? string | false | undefined
          : string | undefined;

/** A command line, read: options by their names, words in order. */
export interface Arguments<S extends OptionSpecs = OptionSpecs> {
  readonly options: { readonly [K in keyof S]: ValueOf<S[K]> };
  readonly words: readonly string[];
}

const presetChoices = ["recommended", "strict", "seed"] as const;

/** Which configuration is in force: the same for every command that reads migrations. */
export const configOptions = {
  config: { type: "string", alias: "c", describe: "Use this configuration instead of looking for one." },
  "code-config": {
    type: "negated",
    describe: "Refuse configurations and plugins that are code: for branches that are not trusted.",
  },
  preset: {
    type: "string",
    choices: presetChoices,
    describe: "Rules to start from, in the place of extended presets.",
  },
  rule: { type: "strings", describe: "Set a rule's severity: key-name:off. May be given several times." },
  dialect: {
    type: "string",
    choices: ["mysql", "mariadb", "postgresql"],
    describe: "The database. Left out: configured, or recognised from the SQL.",
  },
  "dialect-version": { type: "string", describe: "The oldest server version that runs the migrations: 8.0." },
  cwd: { type: "string", describe: "Work in this folder." },
} as const satisfies OptionSpecs;

export const colorOption = {
  color: { type: "negated", describe: "No colours. NO_COLOR and FORCE_COLOR are heard, too." },
} as const satisfies OptionSpecs;
