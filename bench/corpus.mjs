// A whole repository of migrations, made up. In: dialect, count, seed. Out: file names and texts; `writeCorpus` writes them.
// It reads nothing and measures nothing.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mysql } from "./mysql.mjs";
import { planSteps } from "./plan.mjs";
import { postgresql } from "./postgresql.mjs";
import { createRandom } from "./random.mjs";

export const writers = { mysql, postgresql };
const versions = { mysql: "8.0", postgresql: "15" };

/** Grows when the generator changes, so that a corpus from before is written anew. */
const edition = 4;

/** `[path, text]` of each file, the configuration among them. */
export function* corpusFiles({ dialect, count, seed }) {
  const random = createRandom(seed);
  const writer = writers[dialect];
  const digits = String(count).length;
  let number = 0;
  for (const step of planSteps(random, count)) {
    number += 1;
    const name = `${String(number).padStart(Math.max(3, digits), "0")}_${title(step)}`;
    const written = writer.write(step);
    yield [`migrations/${name}.sql`, header(step, random) + written.forward];
    // One in fifty is forgotten, as in life.
    if (!random.chance(0.02))
      yield [`migrations/${name}_rollback.sql`, rollbackHeader(step) + written.rollback];
    if (written.seed) yield [`migrations/${name}_seed.sql`, written.seed];
  }
  yield ["external.sql", writer.externalSql];
  yield [".integlintrc", `${JSON.stringify(configuration(dialect, writer), null, 2)}\n`];
}

/** Writes a corpus, unless it is there already; gives its folder, its number of SQL files and their size in bytes. */
export function writeCorpus(root, { dialect, count, seed }) {
  const folder = join(root, `${dialect}-${count}-${seed}`);
  const stamp = join(folder, "corpus.json");
  if (existsSync(stamp)) {
    const made = JSON.parse(readFileSync(stamp, "utf8"));
    if (made.edition === edition) return { folder, ...made };
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "migrations"), { recursive: true });
  const made = { edition, files: 0, bytes: 0 };
  for (const [path, text] of corpusFiles({ dialect, count, seed })) {
    writeFileSync(join(folder, path), text);
    if (!path.startsWith("migrations/")) continue;
    made.files += 1;
    made.bytes += Buffer.byteLength(text);
  }
  writeFileSync(stamp, JSON.stringify(made));
  return { folder, ...made };
}

const line = `-- ${"=".repeat(76)}\n`;

function header(step, random) {
  const why = random.chance(0.05) ? "" : `-- Why: ${reasons[step.kind]}\n`;
  return `${line}-- What: ${title(step).replaceAll("_", " ")}\n${why}-- Tables: ${step.table.name}\n${line}\n`;
}

const rollbackHeader = (step) =>
  `-- What: Undoes ${title(step).replaceAll("_", " ")}\n-- Why: Rollback\n-- Tables: ${step.table.name}\n\n`;

const reasons = {
  createTable: "The provider is asked for by tenants, and each of them brings its own credentials",
  addColumn: "The screen shows what the provider tells, and did not keep it until now",
  addColumnGuarded: "Some environments got the column by hand, so that this has to look first",
  addIndex: "The list reads the whole table once a minute",
  addForeignKey: "Rows of deleted parents were left behind",
  widenStates: "An expired token was shown as invalid",
  changeType: "The counter ran over",
  renameColumn: "The old name said something else",
  dropColumn: "Nothing has read it for two releases",
  dropTable: "Its rows moved elsewhere two releases ago",
};

function title(step) {
  const verb = step.kind.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return `${verb}_${step.table.name}`;
}

function configuration(dialect, writer) {
  return {
    extends: ["integlint:recommended"],
    dialect,
    dialectVersion: versions[dialect],
    migrations: [{ dir: "migrations", layout: "suffix" }],
    external: writer.external,
  };
}
