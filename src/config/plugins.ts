// Rules from a team's own files and packages. In: the names of modules. Out: rules, made by defineRule. Whatever goes wrong
// here is told as the plugin's.

import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import type { Rule } from "../rule/rule.js";
import { ConfigError } from "./errors.js";
import { importModule } from "./import-module.js";
import { namesIn } from "./layers.js";
import { type LoadedFile, type LoadOptions, reasonOf } from "./load.js";
import { resolveModule } from "./resolve-module.js";
import { severityNames } from "./schema.js";

export interface LoadedPlugins {
  readonly rules: readonly Rule[];
  /** The modules, absolute. */
  readonly paths: readonly string[];
}

export async function loadPlugins(
  files: readonly LoadedFile[],
  known: ReadonlySet<string>,
  { noCode }: LoadOptions,
): Promise<LoadedPlugins> {
  const rules: Rule[] = [];
  const owners = new Map<string, string>([...known].map((id) => [id, "integlint"]));
  const loaded = new Set<string>();
  for (const file of files) {
    for (const { name, pointer } of namesIn(file.value, "plugins")) {
      const where = file.describe(pointer, "value");
      if (noCode) throw new ConfigError(`${where}: a plugin is code, and --no-code-config refuses it.`);
      const path = resolveModule(name, dirname(file.path));
      if (path === undefined) throw new ConfigError(`${where}: "${name}" was not found.`);
      if (loaded.has(path)) continue;
      loaded.add(path);
      for (const rule of await loadPlugin(path, name, where)) {
        const owner = owners.get(rule.meta.id);
        if (owner !== undefined)
          throw new ConfigError(`${where}: the rule "${rule.meta.id}" of "${name}" is one of ${owner}, too.`);
        owners.set(rule.meta.id, `"${name}"`);
        rules.push(rule);
      }
    }
  }
  return { rules, paths: [...loaded] };
}

async function loadPlugin(path: string, name: string, where: string): Promise<readonly Rule[]> {
  let exported: Record<string, unknown>;
  try {
    exported = (await importModule(pathToFileURL(path).href)) as Record<string, unknown>;
  } catch (error) {
    throw new ConfigError(`${where}: the plugin "${name}" failed to load: ${reasonOf(error)}`);
  }
  const rules = rulesIn(Object.values(exported));
  if (rules.length === 0)
    throw new ConfigError(`${where}: "${name}" exports no rule. A rule is made with defineRule.`);
  for (const { meta } of rules) {
    if (!severityNames.includes(meta.severity))
      throw new ConfigError(
        `${where}: the rule "${meta.id}" of "${name}" has the severity ${JSON.stringify(meta.severity)}, allowed: ${severityNames.join(", ")}.`,
      );
  }
  return rules;
}

/** Rules on their own, in lists, and under `rules` of a default export; each once. */
function rulesIn(values: readonly unknown[]): readonly Rule[] {
  const found = values.flatMap((value): readonly Rule[] => {
    if (isRule(value)) return [value];
    if (Array.isArray(value)) return rulesIn(value);
    if (typeof value !== "object" || value === null) return [];
    const { rules } = value as { rules?: unknown };
    return typeof rules === "object" && rules !== null ? rulesIn(Object.values(rules)) : [];
  });
  return [...new Set(found)];
}

function isRule(value: unknown): value is Rule {
  if (typeof value !== "object" || value === null) return false;
  const { meta, check } = value as { meta?: Partial<Rule["meta"]>; check?: unknown };
  return typeof check === "function" && typeof meta?.id === "string" && typeof meta.subject === "string";
}
