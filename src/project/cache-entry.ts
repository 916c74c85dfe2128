// A result ⇄ text. In: a result, the files that it is about. Out: one text that holds all that reports show; the same result, as of the
// files that are asked for. Places are kept as a file's number and offsets.

import type { LintResult, MatrixCell, Verdict } from "../lint/finding.js";
import type { Rule } from "../rule/rule.js";
import { type Location, SourceFile } from "../text/source-file.js";
import type { OpenProject } from "./open.js";

/** A set of migrations, as statistics tell of it. */
export interface SetOutline {
  readonly folder: string;
  readonly layout: string;
  readonly evidence: string;
  readonly migrations: { readonly length: number };
}

/** The same with numbers in the place of files. */
type Packed<T> = T extends SourceFile
  ? number
  : T extends object
    ? { readonly [K in keyof T]: Packed<T[K]> }
    : T;

interface Unpacked
  extends Pick<
    LintResult,
    "dialect" | "dialectVersion" | "findings" | "failures" | "statistics" | "unresolved"
  > {
  readonly assumptions: readonly string[];
  /** As in an open project. */
  readonly gone: readonly string[];
  readonly sets: readonly SetOutline[];
  readonly migrations: readonly MigrationOutline[];
  /** By the number of the file. */
  readonly statements: readonly number[];
  readonly tables: readonly { readonly name: string; readonly schema?: string; readonly class: string }[];
  /** In the order of the rules. */
  readonly severities: readonly LintResult["rules"][number]["severity"][];
}

interface MigrationOutline {
  readonly kind: string;
  readonly version: string;
  readonly name: string;
  readonly forward?: SourceFile;
  readonly rollback?: SourceFile;
  readonly touches: readonly string[];
}

/** Rows of rule, table, verdict, findings; the first three are places in lists. Most reports show none of it, so it has its own line. */
interface PackedMatrix {
  readonly rules: readonly string[];
  readonly tables: readonly string[];
  readonly cells: readonly (readonly [number, number, number, number])[];
}

const verdicts: readonly Verdict[] = ["pass", "fail", "suppressed", "exempt", "unknown"];

/** `result` must be of all files. Gives lines: the run, its matrix, the texts that its places point to and that no file holds. */
export function packRun({ config, files, sets, gone = new Set() }: OpenProject, result: LintResult): string {
  const numbers = new Map(files.map((file, at) => [file, at]));
  const others: SourceFile[] = [];
  const numberOf = (file: SourceFile) => {
    let number = numbers.get(file);
    if (number === undefined) {
      number = files.length + others.length;
      numbers.set(file, number);
      others.push(file);
    }
    return number;
  };
  const statements = files.map(() => 0);
  for (const { forward, rollback } of sets.flatMap((set) => set.migrations)) {
    for (const script of [forward, rollback]) {
      const number = script && numbers.get(script.file);
      if (number !== undefined)
        statements[number] = (statements[number] ?? 0) + (script?.statements.length ?? 0);
    }
  }
  const run: Unpacked = {
    dialect: result.dialect,
    dialectVersion: result.dialectVersion,
    assumptions: config.assumptions,
    gone: [...gone],
    sets: sets.map(({ migrations: { length }, folder, layout, evidence }) => ({
      folder,
      layout,
      evidence,
      migrations: { length },
    })),
    findings: result.findings,
    failures: result.failures,
    migrations: result.migrations.map(
      ({ migration: { kind, version, name, forward, rollback }, touches }) => ({
        kind,
        version,
        name,
        forward: forward?.file,
        rollback: rollback?.file,
        touches,
      }),
    ),
    statements,
    tables: result.tables.map(({ table: { name, schema }, class: of }) => ({ name, schema, class: of })),
    severities: result.rules.map(({ severity }) => severity),
    statistics: result.statistics.map(({ milliseconds: _, ...counts }) => counts),
    unresolved: result.unresolved.map(({ location, reason }) => ({ location, reason })),
  };
  const first = JSON.stringify(run, (_, value) => (value instanceof SourceFile ? numberOf(value) : value));
  const texts = others.map(({ path, text }) => ({ path, text }));
  return `${[first, JSON.stringify(packMatrix(result.matrix)), JSON.stringify(texts)].join("\n")}\n`;
}

function packMatrix(cells: readonly MatrixCell[]): PackedMatrix {
  const rules = [...new Set(cells.map((cell) => cell.rule))];
  const tables = [...new Set(cells.map((cell) => cell.table))];
  const ruleAt = new Map(rules.map((rule, at) => [rule, at]));
  const tableAt = new Map(tables.map((table, at) => [table, at]));
  return {
    rules,
    tables,
    cells: cells.map(({ rule, table, verdict, findings }) => [
      ruleAt.get(rule) as number,
      tableAt.get(table) as number,
      verdicts.indexOf(verdict),
      findings,
    ]),
  };
}

function unpackMatrix(line: string): readonly MatrixCell[] {
  const { rules, tables, cells } = JSON.parse(line) as PackedMatrix;
  return cells.map(([rule, table, verdict, findings]) => ({
    rule: rules[rule] as string,
    table: tables[table] as string,
    verdict: verdicts[verdict] as Verdict,
    findings,
  }));
}

export interface UnpackedRun {
  readonly result: LintResult;
  readonly assumptions: readonly string[];
  readonly sets: readonly SetOutline[];
}

/** `files` and `rules` are those that it was packed with, in the same order. Asking the result for its schema throws. */
export function unpackRun(
  text: string,
  files: readonly SourceFile[],
  rules: readonly Rule[],
  differs: (path: string) => boolean = () => true,
): UnpackedRun {
  const [first = "", matrixLine = "", texts = ""] = text.split("\n");
  const run = JSON.parse(first) as Packed<Unpacked>;
  const others = JSON.parse(texts) as readonly { readonly path: string; readonly text: string }[];
  const all = [...files, ...others.map((other) => new SourceFile(other.path, other.text))];
  const fileAt = (number: number) => all[number] as SourceFile;
  const placeOf = ({ file, range }: Packed<Location>): Location => ({ file: fileAt(file), range });
  const gone = new Set(run.gone);
  const isReported = (path: string) => gone.has(path) || differs(path);
  const isWanted = files.map(({ path }) => isReported(path));
  let matrix: readonly MatrixCell[] | undefined;
  const result = {
    dialect: run.dialect,
    dialectVersion: run.dialectVersion,
    findings: run.findings
      .filter(({ location: { file } }) => isWanted[file] ?? isReported(fileAt(file).path))
      .map((finding) => ({
        ...finding,
        location: placeOf(finding.location),
        related: finding.related.map(({ at, message }) => ({ at: placeOf(at), message })),
        ...(finding.suppressed && {
          suppressed: { ...finding.suppressed, at: placeOf(finding.suppressed.at) },
        }),
      })),
    failures: run.failures.map(({ at, ...failure }) => ({ ...failure, ...(at && { at: placeOf(at) }) })),
    files: files.filter((_, at) => isWanted[at]),
    migrations: run.migrations.map(({ forward, rollback, touches, ...migration }) => ({
      migration: { ...migration, ...scriptAt("forward", forward), ...scriptAt("rollback", rollback) },
      touches,
    })),
    statements: run.statements.reduce((sum, count, at) => (isWanted[at] ? sum + count : sum), 0),
    tables: run.tables.map(({ class: tableClass, ...table }) => ({ table, class: tableClass })),
    rules: rules.map((rule, at) => ({ rule, severity: run.severities[at] })),
    statistics: run.statistics,
    unresolved: run.unresolved.map(({ location, reason }) => ({ location: placeOf(location), reason })),
    get matrix() {
      matrix ??= unpackMatrix(matrixLine);
      return matrix;
    },
    get schema(): never {
      throw new Error("a kept result has no schema: reporters that show it say `readsSchema`");
    },
  };
  // Tables and migrations have what reports show of them, and nothing else.
  return { result: result as unknown as LintResult, assumptions: run.assumptions, sets: run.sets };

  function scriptAt(key: "forward" | "rollback", number: number | undefined): object {
    return number === undefined ? {} : { [key]: { file: fileAt(number) } };
  }
}
