// A configuration file → its values, with a way to point into it. In: a path. Out: what stands there, unchecked.
// Data files are read here; code files are run by cosmiconfig, which is loaded for them alone.

import { readFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { pathToFileURL } from "node:url";
import { SourceFile } from "../text/source-file.js";
import { DocumentError, type Place } from "./document.js";
import { ConfigError } from "./errors.js";
import { importModule } from "./import-module.js";
import { parseJson } from "./json.js";
import { showPath } from "./messages.js";

export interface LoadedFile {
  /** Absolute. */
  readonly path: string;
  readonly value: unknown;
  /** `.integlintrc:7:5: rules["key-name"]` for a JSON pointer; without line where the file is code. */
  describe(pointer: string, part: keyof Place): string;
}

export interface LoadOptions {
  /** How people see a path. */
  readonly show: (path: string) => string;
  /** Refuse files that are code. */
  readonly noCode: boolean;
  /** Throws where a file may not be read. */
  readonly confine?: (path: string) => void;
}

const codeExtensions = new Set([".js", ".mjs", ".cjs", ".ts", ".mts", ".cts"]);

export function isCode(path: string): boolean {
  return codeExtensions.has(extname(path));
}

export async function loadFile(path: string, options: LoadOptions): Promise<LoadedFile> {
  options.confine?.(path);
  if (!isCode(path)) return loadData(path, options);
  if (options.noCode)
    throw new ConfigError(
      `${options.show(path)}: this configuration is code, and --no-code-config refuses it.`,
    );
  const shown = options.show(path);
  return {
    path,
    value: await runCode(path, shown),
    describe: (pointer) => [shown, showPath(pointer)].filter((part) => part !== "").join(": "),
  };
}

async function loadData(path: string, { show }: LoadOptions): Promise<LoadedFile> {
  const source = new SourceFile(show(path), await readText(path, show(path)));
  const position = (offset: number) => {
    const { line, column } = source.positionAt(offset);
    return `${source.path}:${line}:${column}`;
  };
  try {
    const { value, places } = isYaml(path, source.text)
      ? (await import("./yaml.js")).parseYaml(source.text)
      : parseJson(source.text);
    const isPackage = basename(path) === "package.json";
    const root = isPackage ? "/integlint" : "";
    return {
      path,
      value: isPackage ? (value as { integlint?: unknown }).integlint : value,
      describe: (pointer, part) => {
        const offset = places.get(root + pointer)?.[part] ?? places.get(root)?.value ?? 0;
        return [position(offset), showPath(pointer)].filter((text) => text !== "").join(": ");
      },
    };
  } catch (error) {
    if (error instanceof DocumentError) throw new ConfigError(`${position(error.offset)}: ${error.message}`);
    throw error;
  }
}

/** `.integlintrc` may be either: what begins like JSON is read as JSON. */
function isYaml(path: string, text: string): boolean {
  const extension = extname(path);
  if (extension === ".json") return false;
  return extension === ".yaml" || extension === ".yml" || !/^\s*(?:\{|\/[/*])/.test(text);
}

async function readText(path: string, shown: string): Promise<string> {
  try {
    return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new ConfigError(`${shown}: ${reasonOf(error)}`);
  }
}

/** A module's default export, whatever its kind. */
async function runCode(path: string, shown: string): Promise<unknown> {
  const isTypeScript = /ts$/.test(extname(path));
  // Since 22.18, Node reads TypeScript itself.
  const { typescript: readsTypeScript } = process.features as { readonly typescript?: unknown };
  try {
    if (isTypeScript && readsTypeScript)
      return ((await importModule(pathToFileURL(path).href)) as { default: unknown }).default;
    // CommonJS: a bundle keeps its default export alone.
    const { cosmiconfig } = (await import("cosmiconfig")).default;
    return (await cosmiconfig("integlint").load(path))?.config;
  } catch (error) {
    const needs =
      isTypeScript && !readsTypeScript
        ? "\nA configuration in TypeScript needs Node 22.18, or the package typescript 5 beside integlint."
        : "";
    throw new ConfigError(`${shown}: ${reasonOf(error)}${needs}`);
  }
}

export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ENOENT":
      return "there is no such file.";
    case "EACCES":
      return "it may not be read.";
    case "EISDIR":
      return "it is a folder.";
    case "ENOTDIR":
      return "what should be a folder is a file.";
    case "ENOSPC":
      return "the disk is full.";
    case "EROFS":
      return "the disk is read-only.";
    default:
      return `${message}`.replace(/:\n\s*/, ": ").split("\n")[0] ?? "";
  }
}
