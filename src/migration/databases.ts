// Which database a file is for, where the paths of a folder tell: …/postgres/001_a.sql, 001_a.mysql.up.sql. In: files. Out: those of one
// dialect, and how many are for which other. It reads no SQL.

import type { Dialect } from "../sql/definition.js";

/** What folders and parts of file names call a database. */
const databases: ReadonlyMap<string, Dialect | "other"> = new Map([
  ...["mysql", "innodb"].map((name) => [name, "mysql"] as const),
  ...["mariadb", "maria"].map((name) => [name, "mariadb"] as const),
  ...["postgres", "postgresql", "pgsql", "psql", "pg"].map((name) => [name, "postgresql"] as const),
  ...[
    "sqlite",
    "cockroach",
    "cockroachdb",
    "crdb",
    "yugabyte",
    "yugabytedb",
    "mssql",
    "sqlserver",
    "sqlsrv",
  ].map((name) => [name, "other"] as const),
  ...[
    "oracle",
    "db2",
    "h2",
    "hsqldb",
    "derby",
    "firebird",
    "clickhouse",
    "snowflake",
    "duckdb",
    "spanner",
  ].map((name) => [name, "other"] as const),
]);

interface Named {
  /** As the path has it. */
  readonly word: string;
  readonly database: Dialect | "other";
}

export interface FilesOfDialect<File> {
  readonly files: readonly File[];
  /** How many files are for another database, by what their paths call it, in the order of those names. */
  readonly leftOut: readonly (readonly [word: string, count: number])[];
}

/**
 * All of them, unless some are for this dialect by their paths: then not those that are for another one, nor those for any database that
 * have one for this dialect beside them. MySQL's are MariaDB's where MariaDB has none of its own.
 */
export function filesOfDialect<File>(
  folder: string,
  files: readonly File[],
  dialect: Dialect,
  pathOf: (file: File) => string,
): FilesOfDialect<File> {
  const all = files.map((file) => {
    const path = pathBelow(folder, pathOf(file));
    return { file, path, named: databaseOf(path) };
  });
  const own = ownNames(dialect).find((name) => all.some(({ named }) => named?.database === name));
  if (own === undefined) return { files, leftOut: [] };
  const isOthers = ({ named }: (typeof all)[number]) => named !== undefined && named.database !== own;
  const special = new Set(
    all.filter((one) => !isOthers(one)).flatMap(({ path, named }) => prefixOf(path, named) ?? []),
  );
  const counts = new Map<string, number>();
  for (const { named } of all.filter(isOthers))
    if (named) counts.set(named.word, (counts.get(named.word) ?? 0) + 1);
  return {
    files: all.filter((one) => !isOthers(one) && !isReplaced(one, special)).map(({ file }) => file),
    leftOut: [...counts].sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

/** Whether the path of a file in a folder tells that it is for a database that is read as none of the dialects. */
export function isForOther(folder: string, path: string): boolean {
  return databaseOf(pathBelow(folder, path))?.database === "other";
}

/** `mysql8`, `Postgres-15`; but H2 and DB2 end in a digit themselves. */
function databaseOfWord(word: string): Dialect | "other" | undefined {
  const folded = word.toLowerCase();
  return databases.get(folded) ?? databases.get(folded.replace(/[-_.]?v?\d[\d.]*$/, ""));
}

/** What the folders above are called says nothing: all files are in them. */
function pathBelow(folder: string, path: string): string {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

function ownNames(dialect: Dialect): readonly Dialect[] {
  if (dialect === "postgresql") return [dialect];
  return dialect === "mysql" ? ["mysql", "mariadb"] : ["mariadb", "mysql"];
}

/** The file's own name before its folders, the innermost of those first. */
function databaseOf(path: string): Named | undefined {
  const folders = path.split("/");
  const parts = (folders.pop() ?? "").split(".").slice(1, -1);
  for (const word of [...parts, ...folders.reverse()]) {
    const database = databaseOfWord(word);
    if (database) return { word, database };
  }
  return undefined;
}

/** A file's name without the part that names a database: `001_a.mysql` → `001_a`. */
export function withoutDatabase(name: string): string {
  if (!name.includes(".")) return name;
  const [first = "", ...parts] = name.split(".");
  return [first, ...parts.filter((part) => databaseOfWord(part) === undefined)].join(".");
}

/** What stands before the part that names a database, and which way the script goes: `001_a up`. */
function prefixOf(path: string, named: Named | undefined): string | undefined {
  const part = named ? path.lastIndexOf(`.${named.word}.`) : -1;
  return part > path.lastIndexOf("/") ? `${path.slice(0, part)} ${directionOf(path)}` : undefined;
}

/** `001_a.mysql.up.sql` stands in the place of `001_a.up.sql` and `001_a.autocommit.up.sql`. */
function isReplaced(
  { path, named }: { readonly path: string; readonly named?: Named },
  special: ReadonlySet<string>,
): boolean {
  if (named || special.size === 0) return false;
  for (let at = path.indexOf(".", path.lastIndexOf("/")); at >= 0; at = path.indexOf(".", at + 1))
    if (special.has(`${path.slice(0, at)} ${directionOf(path)}`)) return true;
  return false;
}

function directionOf(path: string): string {
  return /[._-](down|rollback|undo)\.[^./]+$/i.test(path) ? "back" : "forward";
}
