// The tables of a new integration → SQL for people. In: a design. Out: forward, rollback and a query that tells whether it worked. Tables are
// printed from their definitions; triggers and functions, whose inside the model does not know, are written here.

import { majorityOf } from "../rule/majority.js";
import type { World } from "../rule/rule.js";
import { spellingOf, wordsOf } from "../rule/words.js";
import { nameFor, objectNameFor } from "../schema/definitions.js";
import { updateTriggersOf } from "../schema/queries.js";
import { reaches } from "../schema/server.js";
import type { Change } from "../sql/change.js";
import type { ObjectName } from "../sql/definition.js";
import { printObjectName, printStrings, quoteName } from "../sql/print/name.js";
import { printChanges } from "../sql/print.js";
import { nowhere } from "../text/source-file.js";
import { longestName } from "./scaffold-names.js";
import type { Design, TableDesign } from "./scaffold-tables.js";

export interface ScaffoldSql {
  readonly forward: string;
  readonly rollback: string;
  readonly verify: string;
}

/** What keeps `updated_at` on PostgreSQL: a function that is there, or one that this migration brings. */
interface Keeper {
  readonly name: ObjectName;
  readonly isNew: boolean;
}

export function printScaffold(design: Design, world: World): ScaffoldSql {
  const { tables, enumType } = design;
  const { dialect, version } = world;
  const keeper = dialect === "postgresql" ? findKeeper(tables, world) : undefined;
  const print = (changes: readonly Change[]) => printChanges(changes, dialect, version);
  const quote = (name: string) => quoteName(name, dialect);
  const show = (name: ObjectName) => printObjectName(name, { dialect, version });
  const forward = [
    ...(enumType ? [printEnumType(enumType, show)] : []),
    ...(keeper?.isNew ? [printKeeper(show(keeper.name), quote(tables[0]?.updatedAt ?? ""))] : []),
    ...tables.flatMap((table) => [
      ...printTable(table, world, print),
      ...(keeper ? [printTrigger(table, show(keeper.name), world, show)] : []),
    ]),
  ];
  const drops = [...tables].reverse().map(
    ({ create }): Change => ({
      kind: "dropTable",
      table: create.table,
      ifExists: true,
      cascade: false,
      temporary: false,
      range: nowhere,
    }),
  );
  const rollback = [
    print(drops),
    ...(keeper?.isNew ? [`DROP FUNCTION IF EXISTS ${show(keeper.name)}();`] : []),
    ...(enumType ? [`DROP TYPE IF EXISTS ${show(enumType.name)};`] : []),
  ];
  const verify = tables.map(({ create }) => {
    const columns = create.columns.map(({ name }) => quote(name.text)).join(", ");
    return `SELECT ${columns} FROM ${show(create.table)} WHERE 1 = 0;`;
  });
  const unquoted = (sql: string) => (design.folded ? unquote(sql, design) : sql);
  return {
    forward: unquoted(forward.join("\n\n")),
    rollback: unquoted(rollback.join("\n")),
    verify: unquoted(verify.join("\n")),
  };
}

/** CREATE TABLE with titles between its groups; on PostgreSQL with its comments and indexes, each of which can run twice. */
function printTable(
  { create, titles }: TableDesign,
  { dialect }: World,
  print: (changes: readonly Change[]) => string,
): readonly string[] {
  const isPostgresql = dialect === "postgresql";
  const plain = isPostgresql ? create.indexes.filter(({ constraint }) => !constraint) : [];
  const body = { ...create, indexes: create.indexes.filter((index) => !plain.includes(index)) };
  const [table = "", ...comments] = print([body]).split(/\n(?=COMMENT ON )/);
  const indexes = plain.map(
    (index): Change => ({
      kind: "addIndex",
      table: create.table,
      index,
      ifNotExists: true,
      orReplace: false,
      concurrently: false,
      range: nowhere,
    }),
  );
  return [
    withTitles(table, titles),
    ...(comments.length > 0 ? [comments.join("\n")] : []),
    ...(indexes.length > 0 ? [print(indexes)] : []),
  ];
}

const longestLine = 110;

/** The printer gives an element a line: a title and a blank line go above, and references too long for a line below. */
function withTitles(sql: string, titles: TableDesign["titles"]): string {
  return sql
    .split("\n")
    .flatMap((line, at) => {
      const title = titles.get(at - 1);
      const isKey = /^ {2}CONSTRAINT .* FOREIGN KEY /.test(line);
      const lines =
        isKey && line.length > longestLine ? line.replace(" REFERENCES ", "\n    REFERENCES ") : line;
      return title === undefined ? [lines] : ["", `  -- ${title}`, lines];
    })
    .join("\n");
}

/** CREATE TYPE has no IF NOT EXISTS: PostgreSQL 17 manual. */
function printEnumType(
  { name, values }: NonNullable<Design["enumType"]>,
  show: (name: ObjectName) => string,
): string {
  const labels = printStrings(
    values.map((value) => ({ value })),
    "postgresql",
  );
  return [
    "DO $$",
    "BEGIN",
    `  CREATE TYPE ${show(name)} AS ENUM ${labels};`,
    "EXCEPTION",
    "  WHEN duplicate_object THEN NULL;",
    "END",
    "$$;",
  ].join("\n");
}

/** The function that most triggers of tables with this column call; a new one where there is none. */
function findKeeper(tables: readonly TableDesign[], { schema }: World): Keeper {
  const [{ updatedAt: column, create } = { updatedAt: "", create: undefined }] = tables;
  const isThere = ({ name, schema: owner }: ObjectName) =>
    schema.object("function", name.text, owner?.text) !== undefined;
  const called = schema.tables
    .filter((table) => table.columns.some((own) => spellingOf(own) === column))
    .flatMap((table) => updateTriggersOf(schema, table))
    .flatMap(({ trigger }) => (trigger?.calls && isThere(trigger.calls) ? [trigger.calls] : []));
  const labelOf = (name: ObjectName) => `${name.schema?.text ?? ""}.${name.name.text}`;
  const usual = majorityOf(called, labelOf);
  const like = called.find((name) => labelOf(name) === usual);
  if (like) return { name: like, isNew: false };
  const beside = (name: string): ObjectName => ({
    ...(create?.table ?? objectNameFor({ name })),
    name: nameFor(name),
  });
  const name = beside(`set_${wordsOf(column).join("_")}`);
  const own = `${create?.table.name.text}_${name.name.text}`.slice(0, longestName);
  return { name: isThere(name) ? beside(own) : name, isNew: true };
}

function printKeeper(name: string, column: string): string {
  return [
    `CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger`,
    "LANGUAGE plpgsql AS $$",
    "BEGIN",
    `  NEW.${column} := now();`,
    "  RETURN NEW;",
    "END;",
    "$$;",
  ].join("\n");
}

/** EXECUTE FUNCTION came with PostgreSQL 11: release notes. */
function printTrigger(
  { create, updatedAt }: TableDesign,
  keeper: string,
  { version, dialect }: World,
  show: (name: ObjectName) => string,
): string {
  const own = `trg_${create.table.name.text}_${wordsOf(updatedAt).join("_")}`.toLowerCase();
  const trigger = quoteName(own.slice(0, longestName), dialect);
  const word = reaches(version, [11]) ? "FUNCTION" : "PROCEDURE";
  return [
    `DROP TRIGGER IF EXISTS ${trigger} ON ${show(create.table)};`,
    `CREATE TRIGGER ${trigger}`,
    `  BEFORE UPDATE ON ${show(create.table)}`,
    `  FOR EACH ROW EXECUTE ${word} ${keeper}();`,
  ].join("\n");
}

/** Where the team lets the server fold its names, so does this. */
function unquote(sql: string, { tables }: Design): string {
  const names = new Set(
    tables.flatMap(({ create }) => [create.table.name.text, ...create.columns.map(({ name }) => name.text)]),
  );
  return sql.replace(/"([A-Za-z]\w*)"/g, (quoted, name) => (names.has(name) ? name : quoted));
}
