// Whether configuration files say only what there is to say. In: loaded files, the rules. Out: nothing, or a ConfigError that lists
// every fault with file, line, key, what was found and what is allowed.

import { pointerTo } from "./document.js";
import { ConfigError } from "./errors.js";
import type { LoadedFile } from "./load.js";
import { explainFault } from "./messages.js";
import { configSchema, type RuleDescription } from "./schema.js";
import { loadValidator, type SchemaFault } from "./validator.js";

export async function validateFiles(
  files: readonly LoadedFile[],
  rules: readonly RuleDescription[],
  layouts: readonly string[],
  builtIn: object | undefined,
): Promise<void> {
  if (files.length === 0) return;
  const { isValid } = builtIn ? await import("./precompiled.js") : {};
  if (isValid && files.every((file) => isValid(file.value))) return;
  const validate = await loadValidator(() => configSchema(rules, layouts), builtIn);
  const faults = files.flatMap((file) => validate(file.value).map((fault) => describeFault(file, fault)));
  if (faults.length > 0) throw new ConfigError(faults.join("\n"));
}

function describeFault(file: LoadedFile, fault: SchemaFault): string {
  const unknown = fault.params.additionalProperty;
  const where =
    typeof unknown === "string"
      ? file.describe(pointerTo(fault.instancePath, unknown), "key")
      : file.describe(fault.instancePath, "value");
  return `${where}: ${explainFault(fault)}`;
}
