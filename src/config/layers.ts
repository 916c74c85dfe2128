// A configuration and all that it extends, in the order in which they count: later ones win. In: a loaded file. Out: layers.
// It checks only what it must read, `extends`; the rest is validated afterwards.

import { dirname } from "node:path";
import { didYouMean } from "../text/nearest.js";
import { ConfigError } from "./errors.js";
import { type LoadedFile, type LoadOptions, loadFile } from "./load.js";
import { resolveModule } from "./resolve-module.js";
import { presetNames } from "./schema.js";

export type PresetName = (typeof presetNames)[number];

export type Layer = { readonly preset: PresetName } | { readonly file: LoadedFile };

export async function collectLayers(file: LoadedFile, options: LoadOptions): Promise<readonly Layer[]> {
  const base: readonly Layer[] = hasKey(file.value, "extends") ? [] : [{ preset: "integlint:recommended" }];
  return [...base, ...(await layersOf(file, options, []))];
}

async function layersOf(
  file: LoadedFile,
  options: LoadOptions,
  above: readonly string[],
): Promise<readonly Layer[]> {
  const chain = [...above, file.path];
  const layers: Layer[] = [];
  for (const { name, pointer } of namesIn(file.value, "extends")) {
    if (isPreset(name)) {
      layers.push({ preset: name });
      continue;
    }
    const where = file.describe(pointer, "value");
    if (name.startsWith("integlint:"))
      throw new ConfigError(
        `${where}: there is no preset "${name}".${didYouMean(name, presetNames)} Allowed: ${presetNames.join(", ")}.`,
      );
    const path = resolveModule(name, dirname(file.path));
    if (path === undefined) throw new ConfigError(`${where}: "${name}" was not found.`);
    if (chain.includes(path))
      throw new ConfigError(`${where}: ${[...chain, path].map(options.show).join(" extends ")}.`);
    layers.push(...(await layersOf(await loadFile(path, options), options, chain)));
  }
  return [...layers, { file }];
}

/** The names that a key lists, one or several; values of another kind are left to the validator. */
export function namesIn(
  value: unknown,
  key: "extends" | "plugins",
): readonly { name: string; pointer: string }[] {
  const found = hasKey(value, key) ? value[key] : [];
  if (typeof found === "string") return [{ name: found, pointer: `/${key}` }];
  if (!Array.isArray(found)) return [];
  return found.flatMap((name, at) => (typeof name === "string" ? [{ name, pointer: `/${key}/${at}` }] : []));
}

function hasKey<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key);
}

function isPreset(name: string): name is PresetName {
  return (presetNames as readonly string[]).includes(name);
}
