// The command of the comparison. In: arguments. Out: counts and differences of each set of migrations, on stdout; exit code 1
// where there are any. Each set gets a database of its own, which is dropped afterwards.

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type ServerName, serverNamed } from "../../test/databases/servers.js";
import { compareSet, type Outcome } from "./compare.js";
import { readSets } from "./read-sets.js";
import { compareWritten } from "./written.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    server: { type: "string", default: "mariadb" },
    layout: { type: "string", default: "auto" },
    /** Run every rollback afterwards, the last one first. */
    rollbacks: { type: "boolean", default: false },
    /** What `schema` writes instead, run on an empty database. */
    written: { type: "boolean", default: false },
    /** Each difference, not the first twenty of a kind. */
    all: { type: "boolean", default: false },
  },
});

const server = serverNamed(values.server as ServerName);
if (server.version === undefined) throw new Error(`No ${values.server} server answers.`);

for (const folder of positionals) {
  const cwd = resolve(folder);
  const { sets, textOf } = await readSets(cwd, values.layout, server.replay);
  for (const set of sets) {
    const compare = values.written ? compareWritten : compareSet;
    print(
      `${folder} ${set.folder} (${set.layout})`,
      compare(set.migrations, server, { textOf, rollbacks: values.rollbacks }),
    );
  }
}

function print(title: string, { counts, differences }: Outcome): void {
  const numbers = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  process.stdout.write(`${title}: ${numbers.join(", ")}\n`);
  for (const [kind, lines] of Object.entries(differences)) {
    if (lines.length === 0) continue;
    process.exitCode = 1;
    process.stdout.write(`  ${kind}: ${lines.length}\n`);
    for (const line of values.all ? lines : lines.slice(0, 20)) process.stdout.write(`    ${line}\n`);
  }
}
