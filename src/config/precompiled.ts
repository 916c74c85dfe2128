// The validator of configurations without plugins, compiled beforehand: compiling it takes longer than linting a file. From the
// sources there is none; the build puts in this file's place what ajv makes of schema/config.schema.json.

import type { Validate } from "./validator.js";

export const validate: Validate | undefined = undefined;
