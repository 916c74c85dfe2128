// ajv, and nothing else of it anywhere. In: a JSON Schema. Out: a function that gives the faults of a value. Loaded only when
// there is a configuration to check.

/** What ajv says of one fault, as far as messages need it. */
export interface SchemaFault {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
  readonly parentSchema?: Readonly<Record<string, unknown>>;
}

export type Validator = (value: unknown) => readonly SchemaFault[];

export async function compileValidator(schema: Record<string, unknown>): Promise<Validator> {
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

function isRegularExpression(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}
