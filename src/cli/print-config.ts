// The configuration in force for one file, as JSON. In: what to open, a file. Out: text. It lints nothing.

import { resolve } from "node:path";
import { openConfig, type ProjectOptions } from "../project/open.js";
import { showPath } from "../project/paths.js";

export async function printConfig(
  options: ProjectOptions & { readonly cwd: string },
  file: string,
): Promise<string> {
  const { allRules: _, loaded: __, ignores, overrides, rules, ...config } = await openConfig(options);
  const path = showPath(resolve(options.cwd, file), options.cwd);
  const applying = overrides.filter((override) => override.matches(path));
  const settings = new Map([...rules, ...applying.flatMap((override) => [...override.rules])]);
  const shown = {
    ...config,
    ignored: ignores(path),
    rules: Object.fromEntries(
      [...settings].map(([id, { severity, options: own }]) => [
        id,
        Object.keys(own).length > 0 ? [severity, own] : severity,
      ]),
    ),
  };
  return `${JSON.stringify(shown, null, 2)}\n`;
}
