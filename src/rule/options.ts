// A rule's options: one spec gives the type, the JSON Schema, the default and the line in the docs.
// In: specs. Out: types and schemas. It reads no configuration.

interface SpecBase {
  /** One sentence for the docs. */
  readonly description: string;
}

export type OptionSpec =
  | (SpecBase & { readonly type: "boolean"; readonly default: boolean })
  | (SpecBase & { readonly type: "number"; readonly default: number; readonly minimum?: number })
  | (SpecBase & { readonly type: "string"; readonly default: string })
  /** A regular expression, without slashes; "" means none. */
  | (SpecBase & { readonly type: "pattern"; readonly default: string })
  | (SpecBase & { readonly type: "choice"; readonly choices: readonly string[]; readonly default: string })
  | (SpecBase & {
      readonly type: "strings";
      readonly default: readonly string[];
      readonly choices?: readonly string[];
      /** How many there must be at least. Default: 0. */
      readonly minimum?: number;
    })
  /** Name → text, such as a table pattern → an action. */
  | (SpecBase & {
      readonly type: "map";
      readonly default: Readonly<Record<string, string>>;
      readonly choices?: readonly string[];
    })
  /** Name → list of texts, such as a role → its columns. */
  | (SpecBase & { readonly type: "lists"; readonly default: Readonly<Record<string, readonly string[]>> });

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

type ValueOf<S extends OptionSpec> = S extends { type: "choice"; choices: readonly (infer C)[] }
  ? C
  : S extends { type: "boolean" }
    ? boolean
    : S extends { type: "number" }
      ? number
      : S extends { type: "strings" }
        ? readonly string[]
        : S extends { type: "map" }
          ? Readonly<Record<string, string>>
          : S extends { type: "lists" }
            ? Readonly<Record<string, readonly string[]>>
            : string;

/** The values that a rule receives for its specs. */
export type OptionsOf<S extends OptionSpecs> = { readonly [K in keyof S]: ValueOf<S[K]> };

/** The defaults of a rule's options. */
export function defaultOptions<S extends OptionSpecs>(specs: S): OptionsOf<S> {
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, spec.default]),
  ) as OptionsOf<S>;
}

/** What a rule receives: what was given, over the defaults. Maps have no keys but their own: any word may be asked for. */
export function completeOptions(
  specs: OptionSpecs,
  given: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const options = { ...defaultOptions(specs), ...given };
  const bare = Object.entries(options).map(([name, value]) => {
    const { type } = specs[name] ?? {};
    return [name, type === "map" || type === "lists" ? Object.assign(Object.create(null), value) : value];
  });
  return Object.fromEntries(bare);
}

/** The JSON Schema (draft-07) of one option. */
export function optionSchema(spec: OptionSpec): Record<string, unknown> {
  const { description } = spec;
  const base = { description, default: spec.default };
  const text = (choices?: readonly string[]) => (choices ? { enum: choices } : { type: "string" });
  switch (spec.type) {
    case "boolean":
      return { ...base, type: "boolean" };
    case "number":
      return { ...base, type: "number", ...(spec.minimum === undefined ? {} : { minimum: spec.minimum }) };
    case "string":
      return { ...base, type: "string" };
    case "pattern":
      return { ...base, type: "string", format: "regex" };
    case "choice":
      return { ...base, enum: spec.choices };
    case "strings":
      return {
        ...base,
        type: "array",
        items: text(spec.choices),
        uniqueItems: true,
        ...(spec.minimum === undefined ? {} : { minItems: spec.minimum }),
      };
    case "map":
      return { ...base, type: "object", additionalProperties: text(spec.choices) };
    case "lists":
      return { ...base, type: "object", additionalProperties: { type: "array", items: { type: "string" } } };
  }
}

/** The JSON Schema (draft-07) of all options of a rule. */
export function optionsSchema(specs: OptionSpecs): Record<string, unknown> {
  return {
    type: "object",
    properties: Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, optionSchema(spec)])),
    additionalProperties: false,
  };
}
