// A MariaDB server for tests, through its own client. Databases are made and dropped here.

import { execFileSync, spawnSync } from "node:child_process";
import { foldExpression } from "../../src/schema/expression-text.js";
import { defaultText } from "../../src/schema/facts.js";
import type { Column } from "../../src/schema/model.js";
import { argumentsOf, canonicalType } from "../../src/schema/types.js";
import { readText } from "../schema/replay-text.js";
import {
  checkLine,
  columnLine,
  foreignKeyLine,
  indexLine,
  type ServerRefusal,
  type ServerRun,
  type ServerScript,
} from "./catalog.js";

const client = ["--host=127.0.0.1", "--user=root", "--default-character-set=utf8mb4"];

/** The server's version, or nothing where none answers. */
export function mariadbVersion(): string | undefined {
  try {
    const version = execFileSync("mariadb", [...client, "-N", "-e", "SELECT VERSION()"], { stdio: "pipe" });
    return version.toString().trim();
  } catch {
    return undefined;
  }
}

let databases = 0;

/** Runs scripts one after the other in a new database, past whatever it refuses, and reads what came out of it. */
export function runOnMariadb(scripts: readonly ServerScript[]): ServerRun {
  const database = `integlint_test_${process.pid}_${++databases}`;
  execute(`CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  try {
    const refused = scripts.flatMap(({ path, text }): ServerRefusal[] => {
      const { stderr } = spawnSync("mariadb", [...client, "--force", "--batch", database], { input: text });
      const errors = stderr.toString().matchAll(/^ERROR \d+ \(\w+\) at line (\d+): (.*)$/gm);
      return [...errors].map(([, line, message = ""]) => ({ path, line: Number(line), message }));
    });
    return { refused, lines: catalogLines(database).sort() };
  } finally {
    execute(`DROP DATABASE ${database}`);
  }
}

function execute(sql: string): string {
  return execFileSync("mariadb", [...client, "-N", "--raw", "--batch", "-e", sql], {
    maxBuffer: 1 << 26,
  }).toString();
}

/** Rows as JSON, so that NULL and the text NULL differ. */
function query(columns: Readonly<Record<string, string>>, rest: string): Record<string, string | null>[] {
  const pairs = Object.entries(columns).map(([name, column]) => `'${name}', ${column}`);
  const rows = execute(`SELECT JSON_OBJECT(${pairs.join(", ")}) FROM information_schema.${rest}`);
  return rows
    .split("\n")
    .filter((row) => row !== "")
    .map((row) => JSON.parse(row) as Record<string, string | null>);
}

export function catalogLines(database: string): string[] {
  const inDatabase = (column: string) => `${column} = '${database}'`;
  const tables = query(
    { name: "TABLE_NAME", comment: "TABLE_COMMENT" },
    `TABLES WHERE ${inDatabase("TABLE_SCHEMA")} AND ${isTable}`,
  );
  return [
    ...tables.map(({ name, comment }) => `table ${name} ${comment ?? ""}`.trimEnd()),
    ...columnLines(inDatabase("TABLE_SCHEMA")),
    ...indexLines(inDatabase("TABLE_SCHEMA")),
    ...foreignKeyLines(database),
    ...query(
      { table: "TABLE_NAME", name: "CONSTRAINT_NAME", clause: "CHECK_CLAUSE" },
      `CHECK_CONSTRAINTS WHERE ${inDatabase("CONSTRAINT_SCHEMA")} AND CHECK_CLAUSE NOT LIKE 'json\\_valid(%'`,
    ).map(({ table, name, clause }) => checkLine(table ?? "", name ?? "", clause ?? "", "mariadb")),
  ];
}

const isTable = "TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')";

/** The server's spelling of what migrations spell otherwise. */
function asWritten(expression: string): string {
  return expression
    .replace(/nextval\(`\w+`\.`(\w+)`\)/g, "NEXT VALUE FOR $1")
    .replace(/\blcase\(/g, "lower(")
    .replace(/\bucase\(/g, "upper(");
}

function columnLines(where: string): string[] {
  const rows = query(
    {
      table: "TABLE_NAME",
      name: "COLUMN_NAME",
      position: "ORDINAL_POSITION",
      type: "COLUMN_TYPE",
      nullable: "IS_NULLABLE",
      default: "COLUMN_DEFAULT",
      extra: "EXTRA",
      generated: "GENERATION_EXPRESSION",
      collation: "COLLATION_NAME",
      comment: "COLUMN_COMMENT",
    },
    `COLUMNS JOIN information_schema.TABLES USING (TABLE_SCHEMA, TABLE_NAME) WHERE ${where} AND ${isTable}`,
  );
  return rows.map((row) => {
    const extra = row.extra ?? "";
    return columnLine(row.table ?? "", Number(row.position), {
      name: row.name ?? "",
      ...readShownColumn(row.type ?? "", row.default === null ? null : asWritten(row.default ?? "")),
      nullable: row.nullable === "YES",
      onUpdate: /on update \w+(\(\d*\))/.exec(extra)?.[1],
      autoIncrement: extra.includes("auto_increment"),
      generated:
        row.generated === null ? undefined : foldExpression(asWritten(row.generated ?? ""), "mariadb"),
      collation: row.collation ?? undefined,
      comment: row.comment ?? undefined,
    });
  });
}

/** Type and default as the catalog writes them, told as the model tells its own. */
function readShownColumn(type: string, value: string | null): { type: string; default?: string } {
  const text = `CREATE TABLE t (c ${type}${value === null ? "" : ` DEFAULT ${value}`})`;
  const [statement] = readText("shown.sql", text, "mariadb").statements;
  const change = statement?.kind === "ddl" ? statement.changes[0] : undefined;
  const column = change?.kind === "createTable" ? change.columns[0] : undefined;
  if (!column?.type) throw new Error(`The server shows a column that cannot be read: ${text}`);
  return {
    type: canonicalType(column.type, "mariadb"),
    default: defaultText(column.default, column.type.name, "mariadb"),
  };
}

function indexLines(where: string): string[] {
  const rows = query(
    {
      table: "TABLE_NAME",
      name: "INDEX_NAME",
      column: "COLUMN_NAME",
      unique: "NON_UNIQUE = 0",
      length: "SUB_PART",
      direction: "COLLATION",
      type: "INDEX_TYPE",
    },
    `STATISTICS WHERE ${where} ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX`,
  );
  const parts = new Map<string, { table: string; name: string; kind: string; parts: string[] }>();
  for (const row of rows) {
    const key = `${row.table}.${row.name}`;
    const known = parts.get(key) ?? {
      table: row.table ?? "",
      name: row.name ?? "",
      kind: kindOf(row),
      parts: [],
    };
    const hasLength = row.length !== null && (row.type === "BTREE" || row.type === "HASH");
    const direction = row.direction === "D" ? " DESC" : "";
    known.parts.push(`${row.column}${hasLength ? `(${row.length})` : ""}${direction}`);
    parts.set(key, known);
  }
  return [...parts.values()].map((index) =>
    indexLine(index.table, index.name, index.kind, `(${index.parts.join(", ")})`),
  );
}

function kindOf({ name, type, unique }: Record<string, string | null>): string {
  if (name === "PRIMARY") return "primary";
  if (type === "FULLTEXT" || type === "SPATIAL") return type.toLowerCase();
  return Number(unique) === 1 ? "unique" : "index";
}

function foreignKeyLines(database: string): string[] {
  const rules = query(
    {
      table: "TABLE_NAME",
      name: "CONSTRAINT_NAME",
      target: "REFERENCED_TABLE_NAME",
      onDelete: "DELETE_RULE",
      onUpdate: "UPDATE_RULE",
    },
    `REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = '${database}'`,
  );
  const columns = query(
    {
      table: "TABLE_NAME",
      name: "CONSTRAINT_NAME",
      column: "COLUMN_NAME",
      target: "REFERENCED_COLUMN_NAME",
    },
    `KEY_COLUMN_USAGE WHERE CONSTRAINT_SCHEMA = '${database}' AND REFERENCED_TABLE_NAME IS NOT NULL ` +
      "ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION",
  );
  return rules.map(({ table, name, target, onDelete, onUpdate }) => {
    const own = columns.filter((row) => row.table === table && row.name === name);
    return foreignKeyLine(table ?? "", name ?? "", [
      `(${own.map((row) => row.column).join(", ")})`,
      `${target} (${own.map((row) => row.target).join(", ")})`,
      // InnoDB treats them alike, and so does the model.
      (onDelete ?? "").replace("NO ACTION", "RESTRICT"),
      (onUpdate ?? "").replace("NO ACTION", "RESTRICT"),
    ]);
  });
}

/** What MariaDB shows of the types that are other types underneath (documentation, "JSON Data Type"). */
export const mariadbShown = {
  typeOf: (column: Column): string => (column.type.name === "json" ? "longtext" : shownText(column)),
  collationOf: (column: Column): string | undefined =>
    column.type.name === "json" ? "utf8mb4_bin" : column.collation,
};

/** TEXT(n) is the smallest type that holds so many bytes. */
function shownText(column: Column): string {
  const [length] = argumentsOf(column.type, "mariadb");
  return column.type.name === "text" && length !== undefined ? "text" : canonicalType(column.type, "mariadb");
}
