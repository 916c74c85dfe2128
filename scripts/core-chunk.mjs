// What nearly every run loads. The build injects this file into each entry point, so that all of it lands in one chunk: shared pieces
// would otherwise be cut by who shares them, and each chunk costs a run its own look at the disk. It exports nothing.

import "../src/cli/commands/lint.js";
import "../src/cli/run.js";
import "../src/report/compact.js";
import "../src/report/json.js";
import "../src/report/pretty.js";
