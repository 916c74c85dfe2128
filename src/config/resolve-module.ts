// Where the packages and files that a configuration names are. In: a name and the file that names it. Out: an absolute path.

import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { ConfigError } from "./errors.js";

/** `./rules/x.js` and absolute paths are files; all else is a package, with or without a path in it. */
export function resolveModule(name: string, folder: string): string | undefined {
  if (isAbsolute(name) || /^\.{1,2}(?:[\\/]|$)/.test(name)) {
    const path = resolve(folder, name);
    return existsSync(path) ? path : undefined;
  }
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = resolveInPackage(join(at, "node_modules"), name);
    if (found) return found;
    if (dirname(at) === at) return undefined;
  }
}

function resolveInPackage(modules: string, name: string): string | undefined {
  const parts = name.split("/");
  const packageName = parts.splice(0, name.startsWith("@") ? 2 : 1).join("/");
  const root = join(modules, packageName);
  if (!existsSync(join(root, "package.json"))) return undefined;
  const inside = parts.length > 0 ? `./${parts.join("/")}` : ".";
  const path = join(root, entryOf(root, inside));
  return existsSync(path) ? path : undefined;
}

interface Manifest {
  readonly exports?: unknown;
  readonly main?: string;
}

/** What stands in a package that cannot be read is not quoted: a link may have led there. */
function manifestOf(root: string): Manifest {
  const path = join(root, "package.json");
  try {
    return Object(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    throw new ConfigError(`${path}: it cannot be read as JSON.`);
  }
}

/** Packages here hold configurations and rules: `import` and `default` are the only conditions that matter. */
function entryOf(root: string, inside: string): string {
  const { exports, main } = manifestOf(root);
  const isMap = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  const hasPaths = isMap(exports) && Object.keys(exports).some((key) => key.startsWith("."));
  let target: unknown = hasPaths ? exports[inside] : inside === "." ? exports : undefined;
  while (isMap(target)) target = target.import ?? target.node ?? target.default ?? target.require;
  if (typeof target === "string") return target;
  return inside === "." ? (main ?? "index.js") : inside;
}
