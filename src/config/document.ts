// A configuration file's values with their places. In: nothing. Out: types. Paths are JSON pointers, as ajv gives them.

export interface Place {
  /** Offset of the key in its object; of the value where it has none. */
  readonly key: number;
  /** Offset of the value. */
  readonly value: number;
}

export interface Document {
  readonly value: unknown;
  readonly places: ReadonlyMap<string, Place>;
}

/** The text is no JSON or YAML. */
export class DocumentError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

export function pointerTo(parent: string, key: string | number): string {
  return `${parent}/${String(key).replace(/~/g, "~0").replace(/\//g, "~1")}`;
}
