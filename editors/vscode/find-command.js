// Which integlint a workspace means. In: its folders and the setting. Out: how to start that one, or undefined.

const { existsSync, readFileSync } = require("node:fs");
const { dirname, isAbsolute, join, resolve } = require("node:path");

/**
 * A module that VS Code's own Node runs, or a command that the system does.
 * @typedef {{ module: string } | { command: string }} Found
 */

/**
 * @param {readonly string[]} folders absolute paths of the workspace's folders
 * @param {string} configured the setting `integlint.path`; empty for none
 * @returns {(Found & { folder: string }) | undefined}
 */
function findCommand(folders, configured) {
  for (const folder of folders) {
    const found = configured === "" ? findInstalled(folder) : findConfigured(configured, folder);
    if (found) return { ...found, folder };
  }
  return undefined;
}

function findConfigured(configured, folder) {
  const path = isAbsolute(configured) ? configured : resolve(folder, configured);
  if (!existsSync(path)) return undefined;
  return /\.[cm]?js$/.test(path) ? { module: path } : { command: path };
}

/** In the folder or one above it, as Node looks for packages. */
function findInstalled(folder) {
  const home = join(folder, "node_modules/integlint");
  try {
    const { bin } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
    const module = join(home, typeof bin === "string" ? bin : bin.integlint);
    if (existsSync(module)) return { module };
  } catch {
    // Not installed here, or not readable: perhaps above.
  }
  const above = dirname(folder);
  return above === folder ? undefined : findInstalled(above);
}

module.exports = { findCommand };
