// Whether a configuration without plugins is valid, compiled beforehand: compiling takes longer than linting a file. From the sources
// there is no such function; the build puts in this file's place what ajv makes of schema/config.schema.json.

export const isValid: ((value: unknown) => boolean) | undefined = undefined;
