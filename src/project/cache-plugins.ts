// The code of plugins, as a cache must know it: a rule that changed finds something else. In: the plugins' files. Out: the texts of all
// that they load, as far as their imports say. It runs nothing.

import { existsSync, readFileSync, realpathSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, extname, join } from "node:path";
import { resolveModule } from "../config/resolve-module.js";
import { showPath } from "./paths.js";

const imports =
  /\b(?:import|export)\b[^'"`;()]*?\bfrom\s*(["'])(.+?)\1|\bimport\s*(["'])(.+?)\3|\b(?:import|require)\s*\(\s*(["'])(.+?)\5\s*[,)]/g;
const computedImport = /\b(?:import|require)\s*\(\s*[^"'\s)]/;
const endings = ["", ".js", ".cjs", ".mjs", ".ts", ".json", "/index.js"];

/** False where a plugin loads something by a computed name. Packages count by their manifests: installed, they do not change. */
export function addPlugins(
  paths: readonly string[],
  cwd: string,
  add: (part: readonly string[]) => void,
): boolean {
  const seen = new Set<string>();
  return paths.every(visit);

  function visit(path: string): boolean {
    const real = realpathSync(path);
    if (seen.has(real)) return true;
    seen.add(real);
    const manifest = manifestOf(real);
    const text = readFileSync(manifest ?? real, "utf8");
    add([showPath(real, cwd), text]);
    if (manifest !== undefined || extname(real) === ".json") return true;
    if (computedImport.test(text)) return false;
    return [...text.matchAll(imports)].every((match) => {
      const name = (match[2] ?? match[4] ?? match[6]) as string;
      if (isBuiltin(name)) return true;
      const target = targetOf(name, dirname(real));
      return target === undefined ? false : visit(target);
    });
  }
}

function targetOf(name: string, folder: string): string | undefined {
  if (!name.startsWith(".")) return resolveModule(name, folder);
  return endings
    .map((ending) => join(folder, name + ending))
    .find((path) => existsSync(path) && extname(path));
}

/** The package.json of an installed package that a file belongs to. */
function manifestOf(path: string): string | undefined {
  const root = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(path)?.[0];
  return root === undefined ? undefined : join(root, "package.json");
}
