// The command of the comparison. In: arguments. Out: counts for each folder and for its mutants, and each statement that is not as it
// should be, on stdout.

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Script } from "../../src/migration/migration.js";
import { maskStatement } from "../../src/sql/mask.js";
import type { Statement } from "../../src/sql/statement.js";
import { type ServerName, serverNamed } from "../../test/databases/servers.js";
import { readSets } from "../fidelity/read-sets.js";
import { sentText } from "../fidelity/script.js";
import { createRandom } from "../fuzz/mutate.js";
import { grammarOf, grammarVersion } from "./grammar.js";
import { type Mutant, mutate } from "./mutate.js";
import { saidOf, saidOfText } from "./said.js";
import { Tally } from "./tally.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    server: { type: "string", default: "mariadb" },
    layout: { type: "string", default: "auto" },
    mutants: { type: "string", default: "0" },
    seed: { type: "string", default: "1" },
    /** Ask the full parser of MySQL about data statements, too. */
    data: { type: "boolean", default: false },
    /** Each statement, not the first twenty. */
    all: { type: "boolean", default: false },
  },
});

const server = serverNamed(values.server as ServerName);
if (server.version === undefined) throw new Error(`No ${values.server} server answers.`);
const { dialect } = server.replay;
const version = dialect === "postgresql" ? grammarVersion : server.replay.version;
const ask = grammarOf(values.server as ServerName);
const data = values.data;

interface Asked {
  readonly statement: Statement;
  /** As it is run, a tool's directives blanked out. */
  readonly text: string;
}

const core =
  /^(?:(?:CREATE|ALTER|DROP|RENAME)\s+(?:(?:OR\s+REPLACE|TEMP|TEMPORARY|GLOBAL|LOCAL|UNLOGGED|UNIQUE|FULLTEXT|SPATIAL|IGNORE|ONLINE|OFFLINE)\s+)*(?:TABLE|INDEX|TYPE)|COMMENT\s+ON)\b/i;

const isCoreDdl = (text: string) =>
  core.test(text.replace(/^(?:\s+|--.*\n|#.*\n|\/\*(?!!)[\s\S]*?\*\/)+/, ""));

/** Client commands are for no server, and what a tool fills in is not there yet. */
const isForServer = (statement: Statement) =>
  statement.kind !== "client" && !maskStatement(statement).hasPlaceholders;

const good: string[] = [];
const whole = new Tally(dialect);
for (const folder of positionals) {
  const { asked, left } = await readFolder(folder);
  const verdicts = await ask(asked.map(({ text }) => text));
  const tally = new Tally(dialect);
  asked.forEach(({ statement, text }, at) => {
    const verdict = verdicts[at];
    if (!verdict) return;
    const { file, range } = statement.location;
    const one = {
      origin: `${file.path}:${file.positionAt(range.start).line}`,
      text,
      isCoreDdl: isCoreDdl(text),
      verdict,
      said: saidOf([statement], { dialect, version }),
    };
    tally.add(one);
    whole.add(one);
    if (one.isCoreDdl && verdict.accepted && text.length < 4000) good.push(text);
  });
  print(`${folder} (${left} templates and client commands left out)`, tally);
}
if (positionals.length > 1) process.stdout.write(`together: ${whole}\n`);
if (Number(values.mutants) > 0) print("mutants", await judgeMutants(Number(values.mutants)));

async function readFolder(folder: string): Promise<{ asked: readonly Asked[]; left: number }> {
  const { sets, textOf } = await readSets(resolve(folder), values.layout, { dialect, version }, { data });
  const scripts = sets
    .flatMap(({ migrations }) => migrations)
    .flatMap(({ forward, rollback }) => [forward, rollback])
    .filter((script): script is Script => script !== undefined);
  const all = scripts.flatMap((script) =>
    script.statements.map((statement): Asked => {
      const { start, end } = statement.location.range;
      return { statement, text: sentText(textOf(script), start, end) };
    }),
  );
  const asked = all.filter(({ statement }) => isForServer(statement));
  return { asked, left: all.length - asked.length };
}

/** Mutants that the server takes are none. */
async function judgeMutants(count: number): Promise<Tally> {
  const random = createRandom(Number(values.seed));
  const tally = new Tally(dialect);
  const seen = new Set<string>();
  for (let judged = 0, round = 0; judged < count && good.length > 0 && round < 20; round++) {
    const made: Mutant[] = [];
    for (let attempt = 0; attempt < count; attempt++) {
      const mutant = mutate(random.pick(good), dialect, random);
      if (!mutant || seen.has(mutant.text) || !isCoreDdl(mutant.text)) continue;
      seen.add(mutant.text);
      made.push(mutant);
    }
    const verdicts = await ask(made.map(({ text }) => text));
    for (const [at, { kind, text }] of made.entries()) {
      const verdict = verdicts[at];
      if (!verdict || verdict.accepted || judged === count) continue;
      judged++;
      tally.add({
        origin: kind,
        text,
        isCoreDdl: true,
        verdict,
        said: await saidOfText(text, { dialect, version }, data),
      });
    }
  }
  return tally;
}

function print(title: string, tally: Tally): void {
  process.stdout.write(`${title}: ${tally}\n`);
  for (const line of values.all ? tally.told : tally.told.slice(0, 20)) process.stdout.write(`  ${line}\n`);
}
