// Shows what integlint says of the example project. Findings are what the demo is for: they do not make it fail, a broken run does.

import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { status } = spawnSync(process.execPath, [join(root, "dist/integlint.cjs")], {
  cwd: join(root, "fixtures/projects/example"),
  stdio: "inherit",
});
process.exitCode = status === 0 || status === 1 ? 0 : 2;
