// ajv, and nothing else of it anywhere. In: a JSON Schema. Out: a function that gives the faults of a value. Loaded only when
// there is a configuration to check.

import { isRegularExpression } from "./regular-expression.js";

/** What ajv says of one fault, as far as messages need it. */
export interface SchemaFault {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
  readonly parentSchema?: Readonly<Record<string, unknown>>;
}

export type Validator = (value: unknown) => readonly SchemaFault[];

const made = new WeakMap<object, Promise<Validator>>();

/** `key` stands for the schema: one that comes again with the same key is not compiled again. */
export async function loadValidator(
  schema: () => Record<string, unknown>,
  key: object | undefined,
): Promise<Validator> {
  if (!key) return compile(schema());
  const known = made.get(key) ?? compile(schema());
  made.set(key, known);
  return known;
}

async function compile(schema: Record<string, unknown>): Promise<Validator> {
  // CommonJS: a bundle keeps its default export alone.
  const { Ajv } = (await import("ajv")).default;
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    strictTypes: false,
    strictTuples: false,
  });
  ajv.addFormat("regex", isRegularExpression);
  const validate = ajv.compile(schema);
  return (value) => {
    if (validate(value)) return [];
    // A fault behind if/then/else is told twice: by itself and by `if`.
    return (validate.errors ?? []).filter((fault) => fault.keyword !== "if");
  };
}
