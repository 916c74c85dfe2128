// Changes, generated. In: a dialect. Out: fast-check arbitraries of each kind of change that its SQL can state.

import fc from "fast-check";
import type { Change, ChangeKind } from "../../../src/sql/change.js";
import type { ColumnPosition, Dialect, ObjectName } from "../../../src/sql/definition.js";
import { nowhere } from "../../../src/text/source-file.js";
import {
  check,
  column,
  compact,
  dataType,
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
  const makeOn = <K extends ChangeKind>(kind: K, parts: Record<string, fc.Arbitrary<unknown>>) =>
    make(kind, { table, ...parts });

  const tables = {
    createTable: makeOn("createTable", {
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
    dropTable: makeOn("dropTable", {
      ifExists: fc.boolean(),
      cascade: fc.boolean(),
      temporary: isMysql ? fc.boolean() : never,
    }),
    renameTable: makeOn("renameTable", {
      to: isMysql ? objectName : name.map((one) => ({ name: one, range })),
      ifExists: mariadbOnly,
    }),
  };
  const alterations = {
    addColumn: makeOn("addColumn", { column: column(dialect), ifNotExists: guarded, position }),
    dropColumn: makeOn("dropColumn", { column: name, ifExists: guarded, cascade: fc.boolean() }),
    addForeignKey: makeOn("addForeignKey", { foreignKey: foreignKey(dialect), ifNotExists: mariadbOnly }),
    addCheck: check(dialect, false).chain((made) =>
      makeOn("addCheck", { check: fc.constant(made), ifNotExists: made.name ? mariadbOnly : never }),
    ),
    dropConstraint: makeOn("dropConstraint", { name, ifExists: guarded, cascade: postgresqlOnly }),
    alterDefault: makeOn("alterColumn", {
      column: name,
      ifExists: mariadbOnly,
      default: fc.oneof(
        fc.constant(null),
        defaultValue(dialect).filter((value) => value.kind !== "now" || dialect !== "mysql"),
      ),
    }),
    addIndex: index(dialect).chain((made) =>
      makeOn("addIndex", {
        index: fc.constant(made),
        ifNotExists:
          dialect === "mariadb" || (!isMysql && made.name && !made.constraint) ? fc.boolean() : never,
        orReplace: never,
        concurrently: made.constraint ? never : postgresqlOnly,
      }),
    ),
  };
  const mysqlAlterations = {
    setTableOptions: makeOn("setTableOptions", { options: options.filter((list) => list.length > 0) }),
    convertCharset: makeOn("convertCharset", {
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
    dropIndex: makeOn("dropIndex", {
      index: name.map((one) => ({ name: one, range })),
      ifExists: guarded,
      cascade: never,
      concurrently: never,
    }),
    renameIndex: makeOn("renameIndex", {
      index: name.map((one) => ({ name: one, range })),
      to: name,
      ifExists: guarded,
    }),
    setIndexVisibility: makeOn("setIndexVisibility", { index: name, visible: fc.boolean() }),
    dropPrimaryKey: makeOn("dropPrimaryKey", { ifExists: never }),
    dropForeignKey: makeOn("dropForeignKey", { name, ifExists: guarded }),
    renameColumn: makeOn("renameColumn", { column: name, to: name, ifExists: guarded }),
    ...(dialect === "mysql"
      ? {
          dropCheck: makeOn("dropConstraint", {
            name,
            ifExists: never,
            cascade: never,
            only: fc.constant("check"),
          }),
          alterCheck: makeOn("alterConstraint", { name, enforced: fc.boolean() }),
          alterVisibility: makeOn("alterColumn", { column: name, ifExists: never, visible: fc.boolean() }),
        }
      : {}),
  };
  // An empty comment is none.
  const comment = fc
    .option(
      text.filter((value) => value !== ""),
      { nil: null },
    )
    .map(written);
  const columnFact = (fact: string, values: fc.Arbitrary<unknown>, wants?: string) =>
    makeOn("alterColumn", {
      column: name,
      ifExists: never,
      [fact]: values,
      ...(wants && { wants: fc.constant(wants) }),
    });
  const generation = fc.constantFrom("always", "by default").map(written);
  const postgresqlAlterations = {
    alterNullable: columnFact("nullable", fc.boolean().map(written)),
    alterType: columnFact("type", dataType(dialect)),
    alterComment: columnFact("comment", comment),
    addIdentity: columnFact("identity", generation, "no identity"),
    setIdentity: columnFact("identity", generation, "identity"),
    dropIdentity: columnFact("identity", fc.constant(null).map(written), "identity"),
    dropExpression: columnFact("generated", fc.constant(null), "expression"),
    renameColumn: makeOn("renameColumn", { column: name, to: name, ifExists: never }),
    renameConstraint: makeOn("renameConstraint", { name, to: name }),
    validateConstraint: makeOn("alterConstraint", { name, validated: fc.constant(true) }),
    detachPartition: makeOn("attachPartition", { partition: objectName, detach: fc.constant(true) }),
    setTableOptions: makeOn("setTableOptions", {
      options: fc.constant([{ name: "fillfactor", value: "70", range }]),
    }),
    moveTable: makeOn("moveTable", { schema: name }),
    commentOnTable: makeOn("setComment", { object: fc.constant("table"), comment }),
  };
  const own = isMysql ? mysqlAlterations : postgresqlAlterations;
  const objects = isMysql ? {} : postgresqlObjects;
  return { tables: { ...tables, ...objects }, alterations: { ...alterations, ...own } };
}

function make<K extends ChangeKind>(kind: K, parts: Record<string, fc.Arbitrary<unknown>>) {
  return fc.record(parts).map((made) => compact({ kind, ...made, range }) as unknown as Change);
}

const postgresqlObjects = {
  dropIndex: make("dropIndex", {
    index: objectName,
    ifExists: fc.boolean(),
    cascade: fc.boolean(),
    concurrently: fc.boolean(),
  }),
  renameIndex: make("renameIndex", { index: objectName, to: name, ifExists: fc.boolean() }),
  createEnum: make("createEnum", { type: objectName, values: fc.array(text.map(written), { maxLength: 3 }) }),
  addEnumValue: make("addEnumValue", {
    type: objectName,
    value: text.map(written),
    ifNotExists: fc.boolean(),
    neighbour: maybe(fc.record({ side: fc.constantFrom("before", "after"), value: text })),
  }),
  renameEnumValue: make("renameEnumValue", {
    type: objectName,
    from: text.map(written),
    to: text.map(written),
  }),
  dropView: make("dropObject", {
    object: fc.constantFrom("view", "sequence", "type", "schema"),
    name: name.map((one) => ({ name: one, range })),
    ifExists: fc.boolean(),
    cascade: fc.boolean(),
  }),
};

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
