// ajv, and nothing else of it anywhere. In: a JSON Schema. Out: a function that gives the faults of a value. Loaded only when
// there is a configuration to check.

// The build compiles with the same ones.
import ajvOptions from "./ajv-options.json" with { type: "json" };
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

/** What ajv compiles a schema to. */
export interface Validate {
  (value: unknown): boolean;
  errors?: readonly SchemaFault[] | null;
}

const compiled = new WeakMap<object, Promise<Validate>>();

/**
 * `schema` is asked for only where no validator was compiled beforehand. `builtIn` stands for the rules of a configuration
 * without plugins: their validator is made once.
 */
export async function loadValidator(
  schema: () => Record<string, unknown>,
  builtIn: object | undefined,
): Promise<Validator> {
  if (!builtIn) return toValidator(await compile(schema()));
  const { validate } = await import("./precompiled.js");
  if (validate) return toValidator(validate);
  const known = compiled.get(builtIn) ?? compile(schema());
  compiled.set(builtIn, known);
  return toValidator(await known);
}

async function compile(schema: Record<string, unknown>): Promise<Validate> {
  // CommonJS: a bundle keeps its default export alone.
  const { Ajv } = (await import("ajv")).default;
  const ajv = new Ajv(ajvOptions);
  ajv.addFormat("regex", isRegularExpression);
  return ajv.compile(schema) as Validate;
}

function toValidator(validate: Validate): Validator {
  return (value) => {
    if (validate(value)) return [];
    // A fault behind if/then/else is told twice: by itself and by `if`.
    return (validate.errors ?? []).filter((fault) => fault.keyword !== "if");
  };
}
