// A PostgreSQL server for tests, through psql. Databases are made and dropped here.

import { execFileSync, spawnSync } from "node:child_process";
import { defaultText } from "../../src/schema/default-text.js";
import { foldExpression } from "../../src/schema/expression-text.js";
import type { Column } from "../../src/schema/model.js";
import { canonicalType } from "../../src/schema/types.js";
import { replayPostgresql } from "../schema/replay-text.js";
import {
  type CatalogRows,
  checkLine,
  columnLine,
  compositeLine,
  foreignKeyLine,
  indexLine,
  indexText,
  type ServerRefusal,
  type ServerRun,
  type ServerScript,
  sequenceLine,
} from "./catalog.js";

const server = ["--host=127.0.0.1", "--username=postgres", "--no-psqlrc", "--quiet"];

/** The server's version, or nothing where none answers. */
export function postgresqlVersion(): string | undefined {
  try {
    const version = execFileSync("psql", [...server, "-At", "-c", "SHOW server_version"], { stdio: "pipe" });
    return version.toString().trim();
  } catch {
    return undefined;
  }
}

let databases = 0;

/** Runs scripts one after the other in a new database, past whatever it refuses, and reads what came out of it. */
export function runOnPostgresql(scripts: readonly ServerScript[]): ServerRun {
  const database = `integlint_test_${process.pid}_${++databases}`;
  execute("postgres", `CREATE DATABASE ${database}`);
  try {
    const refused = scripts.flatMap(({ path, text }): ServerRefusal[] => {
      const { stderr } = spawnSync("psql", [...server, "-f", "-", database], { input: text });
      const errors = stderr.toString().matchAll(/^psql:<stdin>:(\d+): ERROR: {2}(.*)$/gm);
      return [...errors].map(([, line, message = ""]) => ({ path, line: Number(line), message }));
    });
    return { refused, lines: catalogLines(database).sort() };
  } finally {
    execute("postgres", `DROP DATABASE ${database}`);
  }
}

/** A catalog after a script: those of the columns that it has, and its rows for what the script made. Numbers of objects are their names. */
export function catalogRows(text: string, view: string, known: readonly string[]): CatalogRows {
  const database = `integlint_test_${process.pid}_${++databases}`;
  execute("postgres", `CREATE DATABASE ${database}`);
  try {
    execute(database, text);
    const schema = view.startsWith("pg_") ? "pg_catalog" : "information_schema";
    const where = `WHERE table_schema = '${schema}' AND table_name = '${view}'`;
    const all = query(database, { name: "column_name" }, `information_schema.columns ${where}`);
    const columns = known.filter(
      (column) => !/_catalog$|^catalog_name$/.test(column) && all.some((one) => one.name === column),
    );
    const texts = Object.fromEntries(columns.map((column) => [column, textOfColumn(column, view)]));
    const rows = query(database, texts, `${schema}.${view} r WHERE ${isOfScript[view] ?? "true"}`);
    const system = /^(pg_catalog|information_schema|pg_toast)$/;
    return {
      columns,
      rows: rows.filter((row) => !Object.values(row).some((cell) => cell !== null && system.test(cell))),
    };
  } finally {
    execute("postgres", `DROP DATABASE ${database}`);
  }
}

const ownClasses =
  "(SELECT oid FROM pg_class WHERE relnamespace::regnamespace::text !~ '^(pg_|information_schema)')";
// The model has the columns of tables alone.
const isOfScript: Readonly<Record<string, string>> = {
  pg_attribute: `attnum > 0 AND attrelid IN ${ownClasses} AND attrelid IN (SELECT oid FROM pg_class WHERE relkind IN ('r', 'p'))`,
  pg_index: `indrelid IN ${ownClasses}`,
  pg_class: "relkind <> 't'",
};

function textOfColumn(column: string, view: string): string {
  if (
    /^(conrelid|confrelid|attrelid|tgrelid|indrelid|indexrelid)$/.test(column) ||
    (column === "oid" && view === "pg_class")
  )
    return `(SELECT relname FROM pg_class WHERE oid = r.${column})`;
  if (/namespace$/.test(column)) return `(SELECT nspname FROM pg_namespace WHERE oid = r.${column})`;
  if (column === "oid" && view === "pg_namespace") return "nspname";
  if (column === "enumtypid" || column === "atttypid")
    return `(SELECT typname FROM pg_type WHERE oid = r.${column})`;
  return `r.${column}::text`;
}

function execute(database: string, sql: string): string {
  return execFileSync("psql", [...server, "-At", "-c", sql, database], { maxBuffer: 1 << 26 }).toString();
}

type Row = Record<string, string | null>;

function query(database: string, columns: Readonly<Record<string, string>>, rest: string): Row[] {
  const pairs = Object.entries(columns).map(([name, column]) => `'${name}', ${column}`);
  const rows = execute(database, `SELECT json_build_object(${pairs.join(", ")}) FROM ${rest}`);
  return rows
    .split("\n")
    .filter((row) => row !== "")
    .map((row) => JSON.parse(row) as Row);
}

const tableName = "CASE WHEN n.nspname = 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END";
const tables =
  "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname !~ '^(pg_|information_schema)'";
const isTable = "c.relkind IN ('r', 'p')";

const typeName = "CASE WHEN n.nspname = 'public' THEN t.typname ELSE n.nspname || '.' || t.typname END";
const types =
  "pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace AND n.nspname !~ '^(pg_|information_schema)'";
// What an extension brings is no migration's.
const isOwn = (object: string) =>
  `NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = ${object} AND e.deptype = 'e')`;

function sequenceLines(database: string): string[] {
  const owner = `(SELECT CASE WHEN m.nspname = 'public' THEN '' ELSE m.nspname || '.' END || o.relname || '.' || a.attname
    FROM pg_depend d JOIN pg_class o ON o.oid = d.refobjid JOIN pg_namespace m ON m.oid = o.relnamespace
    JOIN pg_attribute a ON a.attrelid = o.oid AND a.attnum = d.refobjsubid
    WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i'))`;
  const rows = query(
    database,
    { name: tableName, owner },
    `${tables} WHERE c.relkind = 'S' AND ${isOwn("c.oid")}`,
  );
  return rows.map(({ name, owner }) => sequenceLine(name ?? "", owner ?? undefined));
}

/** Composite types and domains. */
function typeLines(database: string): string[] {
  const attributes = `(SELECT json_agg(attname || ' ' || format_type(atttypid, atttypmod) ORDER BY attnum) FROM pg_attribute
    WHERE attrelid = t.typrelid AND attnum > 0 AND NOT attisdropped)`;
  const isComposite = "t.typtype = 'c' AND (SELECT relkind FROM pg_class WHERE oid = t.typrelid) = 'c'";
  const rows = query(
    database,
    { name: typeName, kind: "t.typtype", attributes },
    `${types} WHERE (t.typtype = 'd' OR ${isComposite}) AND ${isOwn("t.oid")}`,
  );
  return rows.map(({ name, kind, attributes }) => {
    const list = (attributes ?? []) as unknown as readonly string[];
    return kind === "d" ? `domain ${name}` : compositeLine(name ?? "", list);
  });
}

export function catalogLines(database: string): string[] {
  const rows = query(
    database,
    { table: tableName, comment: "obj_description(c.oid, 'pg_class')" },
    `${tables} WHERE ${isTable}`,
  );
  return [
    ...rows.map(({ table, comment }) => `table ${table} ${comment ?? ""}`.trimEnd()),
    ...columnLines(database),
    ...indexLines(database),
    ...constraintLines(database),
    ...sequenceLines(database),
    ...typeLines(database),
    ...query(
      database,
      {
        name: typeName,
        labels:
          "(SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)",
      },
      `${types} WHERE t.typtype = 'e'`,
    ).map(({ name, labels }) => `enum type ${name} (${labels ?? ""})`),
  ];
}

function columnLines(database: string): string[] {
  const rows = query(
    database,
    {
      table: tableName,
      name: "a.attname",
      position: "row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum)",
      type: "format_type(a.atttypid, a.atttypmod)",
      notNull: "a.attnotnull",
      expression: "pg_get_expr(d.adbin, d.adrelid)",
      generated: "a.attgenerated <> ''",
      identity: "CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END",
      comment: "col_description(c.oid, a.attnum)",
    },
    `${tables} JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ` +
      `LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE ${isTable}`,
  );
  return rows.map((row) => {
    const isGenerated = String(row.generated) === "true";
    const shown = readShownColumn(row.type ?? "", isGenerated ? null : (row.expression ?? null));
    return columnLine(
      row.table ?? "",
      Number(row.position),
      {
        name: row.name ?? "",
        type: canonicalType(shown.type, "postgresql"),
        nullable: String(row.notNull) !== "true",
        default: defaultText(shown.default, shown.type.name, "postgresql"),
        autoIncrement: false,
        generated: isGenerated ? foldExpression(row.expression ?? "", "postgresql") : undefined,
        identity: row.identity ?? undefined,
        comment: row.comment ?? undefined,
      },
      "postgresql",
    );
  });
}

/** Type and default as the catalog writes them, told as the model tells its own. */
function readShownColumn(type: string, value: string | null): Column {
  const text = `CREATE TABLE t (c ${type}${value === null ? "" : ` DEFAULT ${value}`})`;
  const column = replayPostgresql(text).final.table("t")?.columns[0];
  if (!column) throw new Error(`The server shows a column that cannot be read: ${text}`);
  return column;
}

function indexLines(database: string): string[] {
  const rows = query(
    database,
    {
      table: tableName,
      name: "i.relname",
      comment: "obj_description(i.oid, 'pg_class')",
      definition: "pg_get_indexdef(x.indexrelid)",
      primary: "x.indisprimary",
      unique: "x.indisunique",
      exclusion: "x.indisexclusion",
      deferrable:
        "CASE WHEN k.condeferrable THEN CASE WHEN k.condeferred THEN 'deferred' ELSE 'immediate' END END",
    },
    `${tables} JOIN pg_index x ON x.indrelid = c.oid JOIN pg_class i ON i.oid = x.indexrelid LEFT JOIN pg_constraint k ON k.conindid = i.oid AND k.contype IN ('p', 'u', 'x') WHERE ${isTable}`,
  );
  return rows.map((row) => {
    const index = replayPostgresql(row.definition ?? "").final.tables[0]?.indexes[0];
    if (!index) throw new Error(`The server shows an index that cannot be read: ${row.definition}`);
    const isTrue = (name: string) => String(row[name]) === "true";
    const kind = isTrue("primary")
      ? "primary"
      : isTrue("exclusion")
        ? "exclusion"
        : isTrue("unique")
          ? "unique"
          : "index";
    const comment = row.comment ?? undefined;
    const deferrable = (row.deferrable as "deferred" | "immediate" | null) ?? undefined;
    const text = indexText(index.with({ comment, deferrable }), "postgresql");
    return indexLine(row.table ?? "", row.name ?? "", kind, text);
  });
}

const actions =
  "CASE $ WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END";
const names = (relation: string, keys: string) =>
  `(SELECT string_agg(attname, ', ' ORDER BY position) FROM unnest(${keys}) WITH ORDINALITY part (number, position) JOIN pg_attribute ON attrelid = ${relation} AND attnum = number)`;

function constraintLines(database: string): string[] {
  const rows = query(
    database,
    {
      table: tableName,
      name: "k.conname",
      kind: "k.contype",
      expression: "CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END",
      columns: names("k.conrelid", "k.conkey"),
      target: "CASE WHEN k.contype = 'f' THEN replace(k.confrelid::regclass::text, '\"', '') END",
      targetColumns: names("k.confrelid", "k.confkey"),
      onDelete: actions.replace("$", "k.confdeltype"),
      onUpdate: actions.replace("$", "k.confupdtype"),
      validated: "k.convalidated",
    },
    `${tables} JOIN pg_constraint k ON k.conrelid = c.oid WHERE ${isTable} AND k.contype IN ('c', 'f')`,
  );
  return rows.map((row) => {
    const { table, name } = row;
    if (row.kind === "c") return checkLine(table ?? "", name ?? "", row.expression ?? "", "postgresql");
    return foreignKeyLine(table ?? "", name ?? "", [
      `(${row.columns})`,
      `${row.target} (${row.targetColumns})`,
      row.onDelete ?? "",
      row.onUpdate ?? "",
      ...(String(row.validated) === "true" ? [] : ["NOT VALID"]),
    ]);
  });
}
