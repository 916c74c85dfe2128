// What holds for the commands beside lint. In: a text and its dialect. Out: the properties that are broken, in words: on a project that the
// text is in, every command comes to an end without a fault of its own, what it prints can be read, and what it writes is read again.

import { compareSchemas } from "../../src/schema/compare.js";
import type { SchemaHistory } from "../../src/schema/history.js";
import type { Dialect } from "../../src/sql/definition.js";
import { type Called, call } from "../../test/cli/call.js";
import { replayTexts } from "../../test/schema/replay-text.js";
import { firstProblem } from "./flow.js";
import { type ProjectOnDisk, withProject } from "./on-disk.js";

type Faults = AsyncGenerator<string>;
type Check = (project: ProjectOnDisk) => Faults;

export function findCommandFaults(text: string, dialect: Dialect): Promise<readonly string[]> {
  const checks: readonly Check[] = [checkSchema, checkShown, checkNew, checkForward, checkFix, checkInferred];
  return withProject(text, dialect, async (project) => {
    const faults = new Set<string>();
    for (const check of checks) for await (const fault of check(project)) faults.add(fault);
    return [...faults];
  });
}

/** What a template prints of a value that is not there. */
const slip = /\bundefined\b|\bNaN\b|\[object Object\]/;

/** Runs a command. Exit code 2 is for what a person has to change: here there is nothing. */
async function* run({ folder, text }: ProjectOnDisk, ...words: string[]): AsyncGenerator<string, Called> {
  const called = await call(folder, words, { environment: { INTEGLINT_DEBUG: "1" } });
  const { code, out, err } = called;
  const name = words.filter((word) => !word.includes("`")).join(" ");
  if (code === 2) yield `${name} fails: ${err.replaceAll(folder, "").slice(0, 600)}`;
  if (slip.test(out + err) && !slip.test(text)) yield `${name} shows ${slip.exec(out + err)?.[0]}`;
  if (words.includes("json") && code !== 2) {
    try {
      JSON.parse(out);
    } catch (error) {
      yield `${name} cannot be parsed: ${(error as Error).message}`;
    }
  }
  return called;
}

/** SQL that was written; only texts that could be read are ground to write on. */
function* checkWritten({ isReadable, dialect }: ProjectOnDisk, what: string, sql: string): Generator<string> {
  const fault = isReadable ? firstProblem(sql, dialect, true) : undefined;
  if (fault !== undefined) yield `${what} cannot be read: ${fault} "${sql.slice(0, 400)}"`;
}

/** The schema as SQL makes the same schema. */
async function* checkSchema(project: ProjectOnDisk): Faults {
  const { out } = yield* run(project, "schema");
  yield* run(project, "schema", "--format", "json");
  yield* checkWritten(project, "the schema", out);
  const { history, result } = await project.lint();
  // What is of another database is written in this one's words.
  const isOwn = !result.findings.some(({ rule }) => rule === "dialect-support");
  if (project.isReadable && isOwn && isKnown(history)) {
    const again = replayTexts(project.dialect, [out]).final;
    const [first] = compareSchemas(history.final, again);
    if (first) {
      const { how, kind, name, table, facts } = first;
      const values = facts.map(({ fact, wanted, found }) => `${fact} ${wanted.value} → ${found.value}`);
      yield `the schema's SQL leaves ${how} ${kind} "${table}.${name} ${values.join()} in ${out.slice(0, 400)}"`;
    }
  }
}

/** What is known by name alone, or only in part, is not written down whole. */
function isKnown({ blindSpots, final: { tables, objects } }: SchemaHistory): boolean {
  return (
    blindSpots.length === 0 &&
    [...tables].every(({ knowledge }) => knowledge === "whole") &&
    [...objects].length === 0
  );
}

/** What only looks. */
async function* checkShown(project: ProjectOnDisk): Faults {
  for (const by of ["table", "integration"]) yield* run(project, "matrix", "--format", "json", "--by", by);
  const { code, out } = yield* run(project, "compare", "migrations", "migrations", "--format", "json");
  if (code === 1) yield `a folder differs from itself: "${out.slice(0, 400)}"`;
  yield* run(project, "compare", "migrations", "others", "--format", "json", "--uuid-as-char");
  const { tables } = (await project.lint()).history.final;
  for (const table of [...tables].slice(0, 2)) {
    const label = table.schema === undefined ? table.name : `${table.schema}.${table.name}`;
    // A word that begins like this is an option's name.
    if (label.startsWith("-")) continue;
    yield* run(project, "why", label);
    const column = table.columns.at(-1);
    if (column) yield* run(project, "why", `${label}.${column.name}`);
  }
}

async function* checkNew(project: ProjectOnDisk): Faults {
  for (const pattern of ["simple", "split"]) {
    const words = ["add_fuzz", "--dry-run", "--pattern", pattern, "--provider", "ONE,TWO"];
    const { out } = yield* run(project, "new", ...words);
    for (const [path, sql] of filesIn(out))
      if (!project.texts.has(path)) yield* checkWritten(project, `new --pattern ${pattern}`, sql);
  }
}

/** As `new --dry-run` prints them: each behind a comment with its path. */
function filesIn(printed: string): readonly (readonly [path: string, text: string])[] {
  return printed.split(/^(?=-- migrations\/)/m).map((part) => {
    const end = part.indexOf("\n");
    return [part.slice("-- migrations/".length, end), part.slice(end + 1)];
  });
}

async function* checkForward(project: ProjectOnDisk): Faults {
  const before = await project.openFindings();
  yield* run(project, "fix", "--forward", "--trust-rows");
  yield* checkFiles(project, "fix --forward");
  // What it brings of its own is told: a header that only a person can write.
  const after = await project.openFindings();
  if (after.errors > before.errors)
    yield `fix --forward makes ${after.errors} errors out of ${before.errors}`;
}

async function* checkFix(project: ProjectOnDisk): Faults {
  const before = await project.openFindings();
  const { out } = yield* run(project, "fix", "--all", "--dry-run");
  yield* run(project, "fix", "--all");
  yield* checkFiles(project, "fix");
  const after = await project.openFindings();
  if (after.all > before.all)
    yield `fix makes ${after.all} findings out of ${before.all} "${out.slice(0, 400)}"`;
  const again = yield* run(project, "fix", "--all", "--dry-run");
  if (/^--- /m.test(again.out)) yield `fix does not end: "${again.out.slice(0, 400)}"`;
}

/** As the project's own layout reads them: a changelog's changesets end without a semicolon. */
async function* checkFiles(project: ProjectOnDisk, what: string): Faults {
  const { findings } = (await project.lint()).result;
  const fault = project.isReadable ? findings.find(({ rule }) => rule === "syntax") : undefined;
  if (fault) yield `${fault.location.file.path} after ${what} cannot be read: ${fault.message}`;
}

/** A configuration of the project's own can be read, and stands the next time. */
async function* checkInferred(project: ProjectOnDisk): Faults {
  project.forgetConfig();
  yield* run(project, "init", "--infer", "--dialect", project.dialect, "migrations");
  const first = project.inferred();
  if (first === undefined) return;
  yield* run(project, "matrix", "--format", "json");
  yield* checkNew(project);
  yield* run(project, "init", "--infer", "--force", "--dialect", project.dialect, "migrations");
  if (project.inferred() !== first) yield "init --infer says something else the second time";
}
