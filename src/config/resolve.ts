// A configuration file, what it extends, and flags → settings of every rule and all else. In: a path or none, the rules. Out: an
// open configuration: what nobody said stays open, for whoever sees the migrations. It reads no migration.

import { dirname, join, relative } from "node:path";
import type { Rule } from "../rule/rule.js";
import { defaultVocabulary, type Vocabulary } from "../rule/vocabulary.js";
import type { Config } from "./config.js";
import { applyFlags, type ConfigFlags } from "./flags.js";
import { collectLayers, type Layer, type PresetName } from "./layers.js";
import { type LoadOptions, loadFile } from "./load.js";
import { loadPlugins } from "./plugins.js";
import { type Settable, type SeverityIn, settleOverride, settleRules } from "./settle.js";
import type { UserConfig } from "./user-config.js";
import { validateFiles } from "./validate.js";

export interface ResolveContext extends LoadOptions {
  /** Absolute: what shown paths are relative to. */
  readonly cwd: string;
  readonly rules: readonly Rule[];
  /** The engine's own checks. */
  readonly checks: readonly Settable[];
  readonly severityIn: SeverityIn;
  readonly layouts: readonly string[];
  readonly flags: ConfigFlags;
}

type Open = "dialect" | "dialectVersion" | "migrations";

export interface OpenConfig extends Omit<Config, Open | "assumptions">, Partial<Pick<Config, Open>> {
  /** Built-in rules and those of plugins. */
  readonly allRules: readonly Rule[];
  /** What it was made of; absolute paths. */
  readonly loaded: { readonly configs: readonly string[]; readonly plugins: readonly string[] };
  /** Whether a file, by its path as shown, is read but not replayed. */
  readonly ignores: (path: string) => boolean;
}

export async function resolveConfig(path: string | undefined, context: ResolveContext): Promise<OpenConfig> {
  const layers = path ? await collectLayers(await loadFile(path, context), context) : [];
  const files = layers.flatMap((layer) => ("file" in layer ? [layer.file] : []));
  const plugins = await loadPlugins(files, new Set(context.rules.map((rule) => rule.meta.id)), context);
  const allRules = [...context.rules, ...plugins.rules];
  const settables: readonly Settable[] = [...allRules.map((rule) => rule.meta), ...context.checks];
  await validateFiles(
    files,
    settables,
    context.layouts,
    plugins.paths.length > 0 ? undefined : context.rules,
  );

  const chosen = chooseLayers(layers, context.flags.preset);
  const configs = files.map((file) => file.value as UserConfig);
  const merged: UserConfig = Object.assign({}, ...configs);
  const directory = path ? dirname(path) : context.cwd;
  const matcher = await loadMatcher(configs);
  const matches = (globs: readonly string[]) => matcher(globs, directory, context.cwd);
  const ignore = configs.flatMap((config) => config.ignore ?? []);
  const settings = settleRules(chosen, settables, context.severityIn);
  const overrides = configs
    .flatMap((config) => config.overrides ?? [])
    .map(({ files: globs, rules }) => ({
      matches: matches([globs].flat()),
      rules: settleOverride(rules, settings, settables),
    }));
  return {
    allRules,
    loaded: { configs: files.map((file) => file.path), plugins: plugins.paths },
    dialect: merged.dialect,
    dialectVersion: isOfOther(merged, context.flags) ? undefined : merged.dialectVersion,
    migrations: merged.migrations?.map(({ dir, layout = "auto", rollback }) => ({
      dir: relative(context.cwd, join(directory, dir)).split("\\").join("/") || ".",
      layout,
      rollback,
    })),
    ignore,
    ignores: ignore.length > 0 ? matches(ignore) : () => false,
    vocabulary: mergeVocabulary(configs),
    external: Object.assign({}, ...configs.map((config) => config.external)),
    database: Object.assign({}, ...configs.map((config) => config.database)),
    requireReason: merged.requireReason ?? chosen.some((layer) => isPreset(layer, "integlint:strict")),
    source: path && context.show(path),
    ...applyFlags(settings, overrides, settables, context.flags),
  };
}

/** The version that is written down is one of the dialect that is written down. */
function isOfOther({ dialect }: UserConfig, flags: ConfigFlags): boolean {
  return dialect !== undefined && flags.dialect !== undefined && flags.dialect !== dialect;
}

/** A preset on the command line stands in for those that the files extend. */
function chooseLayers(layers: readonly Layer[], preset: PresetName | undefined): readonly Layer[] {
  if (preset === undefined) return layers.length > 0 ? layers : [{ preset: "integlint:recommended" }];
  return [{ preset }, ...layers.filter((layer) => "file" in layer)];
}

function isPreset(layer: Layer, name: PresetName): boolean {
  return "preset" in layer && layer.preset === name;
}

function mergeVocabulary(configs: readonly UserConfig[]): Vocabulary {
  return {
    roles: Object.assign({}, defaultVocabulary.roles, ...configs.map((config) => config.vocabulary)),
    classes: Object.assign({}, defaultVocabulary.classes, ...configs.map((config) => config.tables)),
  };
}

type Matcher = typeof import("./globs.js").matchPaths;

/** Most configurations have no globs: the matcher is loaded for those that do. */
async function loadMatcher(configs: readonly UserConfig[]): Promise<Matcher> {
  const hasGlobs = configs.some((config) => config.ignore?.length || config.overrides?.length);
  return hasGlobs ? (await import("./globs.js")).matchPaths : () => () => false;
}
