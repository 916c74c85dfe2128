// Changes, generated. In: a dialect. Out: fast-check arbitraries of each kind of change that its SQL can state.

import fc from "fast-check";
import type { Change, ChangeKind } from "../../../src/sql/change.js";
import type { ColumnPosition, Dialect, ObjectName } from "../../../src/sql/definition.js";
import { nowhere } from "../../../src/text/source-file.js";
import {
  check,
  column,
  compact,
  defaultValue,
  foreignKey,
  index,
  isMysqlFamily,
  maybe,
  name,
  objectName,
  text,
  written,
} from "./parts.js";

const range = nowhere;
const never = fc.constant(false);

/** By kind; `table` says which tables they are about. */
export function changesOf(dialect: Dialect, table: fc.Arbitrary<ObjectName> = objectName) {
  const isMysql = isMysqlFamily(dialect);
  // MySQL itself has IF [NOT] EXISTS on none of these.
  const guarded = dialect === "mysql" ? never : fc.boolean();
  const mariadbOnly = dialect === "mariadb" ? fc.boolean() : never;
  const postgresqlOnly = isMysql ? never : fc.boolean();
  const position: fc.Arbitrary<ColumnPosition | undefined> = isMysql
    ? maybe(
        fc.oneof(
          fc.constant({ kind: "first" as const }),
          name.map((one) => ({ kind: "after" as const, column: one })),
        ),
      )
    : fc.constant(undefined);
  const make = <K extends ChangeKind>(kind: K, parts: Record<string, fc.Arbitrary<unknown>>) =>
    fc.record({ table, ...parts }).map((made) => compact({ kind, ...made, range }) as unknown as Change);

  const tables = {
    createTable: make("createTable", {
      ifNotExists: fc.boolean(),
      orReplace: mariadbOnly,
      temporary: fc.boolean(),
      columns: fc.array(column(dialect), { minLength: 1, maxLength: 4 }),
      indexes: fc
        .array(index(dialect), { maxLength: 2 })
        .map((list) => (isMysql ? list : list.filter((one) => one.constraint))),
      foreignKeys: fc.array(foreignKey(dialect), { maxLength: 2 }),
      checks: fc.array(check(dialect, false), { maxLength: 2 }),
      options: isMysql ? options : fc.constant([]),
      like: fc.constant([]),
      inherits: isMysql ? fc.constant([]) : fc.array(objectName, { maxLength: 2 }),
      partitioned: never,
    }),
    dropTable: make("dropTable", {
      ifExists: fc.boolean(),
      cascade: fc.boolean(),
      temporary: isMysql ? fc.boolean() : never,
    }),
    renameTable: make("renameTable", {
      to: isMysql ? objectName : name.map((one) => ({ name: one, range })),
      ifExists: mariadbOnly,
    }),
  };
  const alterations = {
    addColumn: make("addColumn", { column: column(dialect), ifNotExists: guarded, position }),
    dropColumn: make("dropColumn", { column: name, ifExists: guarded, cascade: fc.boolean() }),
    addForeignKey: make("addForeignKey", { foreignKey: foreignKey(dialect), ifNotExists: mariadbOnly }),
    addCheck: check(dialect, false).chain((made) =>
      make("addCheck", { check: fc.constant(made), ifNotExists: made.name ? mariadbOnly : never }),
    ),
    dropConstraint: make("dropConstraint", { name, ifExists: guarded, cascade: postgresqlOnly }),
    alterDefault: make("alterColumn", {
      column: name,
      ifExists: mariadbOnly,
      default: fc.oneof(
        fc.constant(null),
        defaultValue(dialect).filter((value) => value.kind !== "now" || dialect !== "mysql"),
      ),
    }),
    addIndex: index(dialect).chain((made) =>
      make("addIndex", {
        index: fc.constant(made),
        ifNotExists:
          dialect === "mariadb" || (!isMysql && made.name && !made.constraint) ? fc.boolean() : never,
        orReplace: never,
        concurrently: made.constraint ? never : postgresqlOnly,
      }),
    ),
  };
  const mysqlAlterations = {
    setTableOptions: make("setTableOptions", { options: options.filter((list) => list.length > 0) }),
    convertCharset: make("convertCharset", {
      charset: fc.constant(written("utf8mb4")),
      collation: maybe(fc.constant(written("utf8mb4_unicode_ci"))),
    }),
    redefineColumn: fc
      .record({
        column: name,
        definition: column(dialect).map((made) => ({ ...made, foreignKeys: [] })),
        isRenamed: fc.boolean(),
        ifExists: guarded,
        position,
        table,
      })
      .map(
        ({ isRenamed, ...parts }): Change =>
          compact({
            kind: "redefineColumn",
            ...parts,
            column: isRenamed ? parts.column : parts.definition.name,
            range,
          }),
      ),
    dropIndex: make("dropIndex", {
      index: name.map((one) => ({ name: one, range })),
      ifExists: guarded,
      cascade: never,
      concurrently: never,
    }),
    renameIndex: make("renameIndex", {
      index: name.map((one) => ({ name: one, range })),
      to: name,
      ifExists: guarded,
    }),
    setIndexVisibility: make("setIndexVisibility", { index: name, visible: fc.boolean() }),
    dropPrimaryKey: make("dropPrimaryKey", { ifExists: never }),
    dropForeignKey: make("dropForeignKey", { name, ifExists: guarded }),
    renameColumn: make("renameColumn", { column: name, to: name, ifExists: guarded }),
    ...(dialect === "mysql"
      ? {
          dropCheck: make("dropConstraint", {
            name,
            ifExists: never,
            cascade: never,
            only: fc.constant("check"),
          }),
          alterCheck: make("alterConstraint", { name, enforced: fc.boolean() }),
          alterVisibility: make("alterColumn", { column: name, ifExists: never, visible: fc.boolean() }),
        }
      : {}),
  };
  return { tables, alterations: { ...alterations, ...(isMysql ? mysqlAlterations : {}) } };
}

const options = fc
  .uniqueArray(
    fc.oneof(
      fc.constantFrom(
        { name: "engine", value: "InnoDB" },
        { name: "charset", value: "utf8mb4" },
        { name: "collation", value: "utf8mb4_bin" },
        { name: "auto_increment", value: "100" },
        { name: "row_format", value: "DYNAMIC" },
      ),
      text.map((value) => ({ name: "comment", value })),
    ),
    { selector: (option) => option.name, maxLength: 3 },
  )
  .map((list) => list.map((option) => ({ ...option, range })));
