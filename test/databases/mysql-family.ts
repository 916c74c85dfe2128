// MariaDB and MySQL for tests, through the client's program. Databases are made and dropped here.

import { execFileSync, spawnSync } from "node:child_process";
import { defaultText } from "../../src/schema/default-text.js";
import { foldExpression } from "../../src/schema/expression-text.js";
import type { Column } from "../../src/schema/model.js";
import { argumentsOf, canonicalType } from "../../src/schema/types.js";
import { readText } from "../schema/replay-text.js";
import {
  bareText,
  type CatalogRows,
  checkLine,
  columnLine,
  foreignKeyLine,
  indexLine,
  type ServerRefusal,
  type ServerRun,
  type ServerScript,
} from "./catalog.js";

type Family = "mariadb" | "mysql";

/** A server of the family: which of the two it is, and what tells the client where it is. */
export interface MysqlServer {
  readonly dialect: Family;
  readonly arguments: readonly string[];
}

/** What all tables of these tests inherit. */
export const database = { charset: "utf8mb4", collation: "utf8mb4_unicode_ci" } as const;

export const mariadb: MysqlServer = {
  dialect: "mariadb",
  arguments: ["--host=127.0.0.1", "--user=root", "--default-character-set=utf8mb4"],
};

/** MySQL at a URL such as `mysql://root@127.0.0.1:3306`. */
export function mysqlAt(url: string): MysqlServer {
  const { hostname, port, username, password } = new URL(url);
  return {
    dialect: "mysql",
    arguments: [
      `--host=${hostname}`,
      `--port=${port || "3306"}`,
      `--user=${decodeURIComponent(username) || "root"}`,
      ...(password ? [`--password=${decodeURIComponent(password)}`] : []),
      "--default-character-set=utf8mb4",
    ],
  };
}

/** The server's version, or nothing where none answers. */
export function versionOf(server: MysqlServer): string | undefined {
  try {
    return execute(server, "SELECT VERSION()").trim();
  } catch {
    return undefined;
  }
}

let databases = 0;

/** Runs scripts one after the other in a new database, past whatever it refuses, and reads what came out of it. */
export function runOn(server: MysqlServer, scripts: readonly ServerScript[]): ServerRun {
  const name = `integlint_test_${process.pid}_${++databases}`;
  execute(server, `CREATE DATABASE ${name} CHARACTER SET ${database.charset} COLLATE ${database.collation}`);
  try {
    const refused = scripts.flatMap(({ path, text, delimiter = ";" }): ServerRefusal[] => {
      const options = [
        ...server.arguments,
        "--force",
        "--batch",
        "--comments",
        `--delimiter=${delimiter}`,
        name,
      ];
      const { stderr } = spawnSync("mariadb", options, { input: text, maxBuffer: 1 << 28 });
      const errors = stderr.toString().matchAll(/^ERROR \d+ \(\w+\) at line (\d+): (.*)$/gm);
      return [...errors].map(([, line, message = ""]) => ({ path, line: Number(line), message }));
    });
    return { refused, lines: catalogLines(server, name).sort() };
  } finally {
    execute(server, `DROP DATABASE ${name}`);
  }
}

/** A view of information_schema after a script: those of the columns that it has, and its rows for the script's database. */
export function catalogRows(
  server: MysqlServer,
  text: string,
  view: string,
  known: readonly string[],
): CatalogRows {
  const name = `integlint_test_${process.pid}_${++databases}`;
  execute(server, `CREATE DATABASE ${name} CHARACTER SET ${database.charset} COLLATE ${database.collation}`);
  try {
    execute(server, `USE ${name}; ${text}`);
    const where = `WHERE LOWER(TABLE_SCHEMA) = 'information_schema' AND LOWER(TABLE_NAME) = '${view}'`;
    const all = query(server, { name: "LOWER(COLUMN_NAME)" }, `COLUMNS ${where}`);
    const columns = known.filter((column) => all.some((one) => one.name === column));
    const schema = columns.find((column) => /^(?!referenced|unique|event_object).*_schema$/.test(column));
    const texts = Object.fromEntries(columns.map((column) => [column, `CAST(${column} AS CHAR)`]));
    const rows = query(server, texts, `${view.toUpperCase()} WHERE ${schema} = '${name}'`);
    const replaced = rows.map((row) =>
      Object.fromEntries(
        columns.map((column) => [column, row[column] === name ? "" : (row[column] ?? null)]),
      ),
    );
    return { columns: columns.filter((column) => !column.endsWith("_schema")), rows: replaced };
  } finally {
    execute(server, `DROP DATABASE ${name}`);
  }
}

export function execute(server: MysqlServer, sql: string): string {
  return execFileSync("mariadb", [...server.arguments, "-N", "--raw", "--batch", "-e", sql], {
    maxBuffer: 1 << 28,
    stdio: "pipe",
  }).toString();
}

type Row = Record<string, string | null>;

/** Rows as JSON, so that NULL and the text NULL differ. */
function query(server: MysqlServer, columns: Readonly<Record<string, string>>, rest: string): Row[] {
  const pairs = Object.entries(columns).map(([name, column]) => `'${name}', ${column}`);
  const rows = execute(server, `SELECT JSON_OBJECT(${pairs.join(", ")}) FROM information_schema.${rest}`);
  return rows
    .split("\n")
    .filter((row) => row !== "")
    .map((row) => JSON.parse(row) as Row);
}

export function catalogLines(server: MysqlServer, name: string): string[] {
  const where = `TABLE_SCHEMA = '${name}'`;
  const tables = query(
    server,
    { name: "TABLE_NAME", comment: "TABLE_COMMENT" },
    `TABLES WHERE ${where} AND ${isTable}`,
  );
  return [
    ...tables.map((row) => `table ${row.name} ${row.comment ?? ""}`.trimEnd()),
    ...columnLines(server, where),
    ...indexLines(server, where),
    ...foreignKeyLines(server, name),
    ...checkLines(server, name),
  ];
}

/** MySQL's catalog does not say whose a check is; MariaDB's names are their table's own. */
function checkLines(server: MysqlServer, name: string): string[] {
  const isMysql = server.dialect === "mysql";
  const source = isMysql
    ? "CHECK_CONSTRAINTS c JOIN information_schema.TABLE_CONSTRAINTS t USING (CONSTRAINT_SCHEMA, CONSTRAINT_NAME)"
    : "CHECK_CONSTRAINTS t";
  const own = isMysql ? "t.CONSTRAINT_TYPE = 'CHECK'" : "CHECK_CLAUSE NOT LIKE 'json\\_valid(%'";
  return query(
    server,
    { table: "t.TABLE_NAME", name: "CONSTRAINT_NAME", clause: "CHECK_CLAUSE" },
    `${source} WHERE CONSTRAINT_SCHEMA = '${name}' AND ${own}`,
  ).map(({ table, name, clause }) =>
    checkLine(table ?? "", name ?? "", asWritten(clause ?? "", server.dialect), server.dialect),
  );
}

const isTable = "TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')";

/** The server's spelling of what migrations spell otherwise. */
function asWritten(expression: string, dialect: Family): string {
  // MySQL's catalog escapes the quotes of an expression once more, and names each string's charset.
  const plain =
    dialect === "mysql"
      ? expression.replace(/\\([\\'])/g, "$1").replace(/_(?:utf8mb[34]|latin1)(?=')/g, "")
      : expression;
  return plain
    .replace(/nextval\(`\w+`\.`(\w+)`\)/g, "NEXT VALUE FOR $1")
    .replace(/\blcase\(/g, "lower(")
    .replace(/\bucase\(/g, "upper(");
}

function columnLines(server: MysqlServer, where: string): string[] {
  const { dialect } = server;
  const rows = query(
    server,
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
    return columnLine(
      row.table ?? "",
      Number(row.position),
      {
        name: row.name ?? "",
        ...readShownColumn(row.type ?? "", shownDefault(row, dialect), dialect),
        nullable: row.nullable === "YES",
        onUpdate: onUpdateOf(extra),
        autoIncrement: extra.includes("auto_increment"),
        generated: row.generated ? foldExpression(asWritten(row.generated, dialect), dialect) : undefined,
        collation: row.collation ?? undefined,
        comment: row.comment ?? undefined,
      },
      dialect,
    );
  });
}

function onUpdateOf(extra: string): string | undefined {
  const found = /on update \w+(\(\d*\))?/i.exec(extra);
  return found ? (found[1] ?? "()") : undefined;
}

/** The default as SQL: MariaDB shows it so, MySQL shows a literal's value. */
function shownDefault(row: Row, dialect: Family): string | null {
  if (row.default === null) return null;
  const value = row.default ?? "";
  if (dialect === "mariadb") return asWritten(value, dialect);
  if (/^CURRENT_TIMESTAMP(\(\d\))?$/.test(value)) return value;
  if ((row.extra ?? "").includes("DEFAULT_GENERATED")) return `(${asWritten(value, dialect)})`;
  // MySQL shows the bytes of a binary string as hexadecimal digits.
  if (/binary/.test(row.type ?? "") && /^0x[0-9A-F]*$/.test(value)) return `x'${value.slice(2)}'`;
  return /^b'[01]*'$/.test(value) ? value : `'${value.replace(/['\\]/g, "$&$&")}'`;
}

/** Type and default as the catalog writes them, told as the model tells its own. */
function readShownColumn(
  type: string,
  value: string | null,
  dialect: Family,
): { type: string; default?: string } {
  const text = `CREATE TABLE t (c ${type}${value === null ? "" : ` DEFAULT ${value}`})`;
  const [statement] = readText("shown.sql", text, dialect).statements;
  const change = statement?.kind === "ddl" ? statement.changes[0] : undefined;
  const column = change?.kind === "createTable" ? change.columns[0] : undefined;
  if (!column?.type) throw new Error(`The server shows a column that cannot be read: ${text}`);
  return {
    type: canonicalType(column.type, dialect),
    default: defaultText(column.default, column.type.name, dialect),
  };
}

function indexLines(server: MysqlServer, where: string): string[] {
  const { dialect } = server;
  const rows = query(
    server,
    {
      table: "TABLE_NAME",
      name: "INDEX_NAME",
      column: "COLUMN_NAME",
      unique: "NON_UNIQUE = 0",
      length: "SUB_PART",
      direction: "COLLATION",
      type: "INDEX_TYPE",
      ...(dialect === "mysql" && { expression: "EXPRESSION" }),
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
    const expression = row.expression && `(${foldExpression(asWritten(row.expression, dialect), dialect)})`;
    known.parts.push(`${expression || row.column}${hasLength ? `(${row.length})` : ""}${direction}`);
    parts.set(key, known);
  }
  return [...parts.values()].map((index) =>
    indexLine(index.table, index.name, index.kind, bareText(`(${index.parts.join(", ")})`, dialect)),
  );
}

function kindOf({ name, type, unique }: Record<string, string | null>): string {
  if (name === "PRIMARY") return "primary";
  if (type === "FULLTEXT" || type === "SPATIAL") return type.toLowerCase();
  return Number(unique) === 1 ? "unique" : "index";
}

function foreignKeyLines(server: MysqlServer, name: string): string[] {
  const rules = query(
    server,
    {
      table: "TABLE_NAME",
      name: "CONSTRAINT_NAME",
      target: "REFERENCED_TABLE_NAME",
      onDelete: "DELETE_RULE",
      onUpdate: "UPDATE_RULE",
    },
    `REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = '${name}'`,
  );
  const columns = query(
    server,
    {
      table: "TABLE_NAME",
      name: "CONSTRAINT_NAME",
      column: "COLUMN_NAME",
      target: "REFERENCED_COLUMN_NAME",
    },
    `KEY_COLUMN_USAGE WHERE CONSTRAINT_SCHEMA = '${name}' AND REFERENCED_TABLE_NAME IS NOT NULL ` +
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

/** What a server shows of the types that are other types underneath (MariaDB documentation, "JSON Data Type"). */
export function shownBy({ dialect }: MysqlServer) {
  const isJson = (column: Column) => dialect === "mariadb" && column.type.name === "json";
  return {
    typeOf: (column: Column) => (isJson(column) ? "longtext" : shownText(column, dialect)),
    collationOf: (column: Column) => (isJson(column) ? "utf8mb4_bin" : column.collation),
  };
}

/** TEXT(n) is the smallest type that holds so many bytes. */
function shownText({ type }: Column, dialect: Family): string {
  const [length] = argumentsOf(type, dialect);
  return type.name === "text" && length !== undefined ? "text" : canonicalType(type, dialect);
}
