// Parts of schema definitions, generated. In: a dialect. Out: fast-check arbitraries of what its reader can give.

import fc from "fast-check";
import type {
  CheckDefinition,
  ColumnDefinition,
  DataType,
  DefaultValue,
  Dialect,
  ForeignKeyDefinition,
  IndexDefinition,
  IndexKind,
  KeyPart,
  Name,
  ObjectName,
  Written,
} from "../../../src/sql/definition.js";
import { nowhere } from "../../../src/text/source-file.js";

export const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** An object without the keys whose value is undefined. */
export function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}

export const written = <T>(value: T): Written<T> => ({ value, range: nowhere });

const words = [
  "id",
  "tenant_id",
  "createdAt",
  "größe",
  "order",
  "Key",
  "group",
  "user",
  "a b",
  'a"b',
  "a`b",
  "1st",
];

export const name: fc.Arbitrary<Name> = fc
  .oneof(
    fc.constantFrom(...words, "check", "primary", "select", "period", "rank", "offset", "x$y", "é€"),
    fc.string({ unit: fc.constantFrom(..."abcXYZ019_$ -'\"`.;#%"), minLength: 1, maxLength: 12 }),
  )
  .filter((text) => text.trim() === text && text !== "")
  .map((text) => ({ text, quoted: true, range: nowhere }));

export const objectName: fc.Arbitrary<ObjectName> = fc
  .record({ schema: fc.option(name, { nil: undefined, freq: 5 }), name })
  .map((parts) => compact({ ...parts, range: nowhere }));

export const text = fc.string({ unit: fc.constantFrom(..."abc ,;()'\"\\%_\n-/*#€"), maxLength: 15 });

interface Base {
  readonly text: string;
  readonly name: string;
  readonly args?: readonly string[];
  readonly unsigned?: boolean;
  readonly zerofill?: boolean;
  readonly isText?: boolean;
}

const mysqlTypes: readonly Base[] = [
  { text: "INT", name: "int" },
  { text: "int(11)", name: "int", args: ["11"] },
  { text: "BIGINT UNSIGNED", name: "bigint", unsigned: true },
  { text: "INT(5) UNSIGNED", name: "int", args: ["5"], unsigned: true, zerofill: true },
  { text: "TINYINT(1)", name: "tinyint", args: ["1"] },
  { text: "BOOLEAN", name: "tinyint", args: ["1"] },
  { text: "DECIMAL(10, 2)", name: "decimal", args: ["10", "2"] },
  { text: "double precision", name: "double" },
  { text: "DATETIME(6)", name: "datetime", args: ["6"] },
  { text: "TIMESTAMP", name: "timestamp" },
  { text: "JSON", name: "json" },
  { text: "VARBINARY(20)", name: "varbinary", args: ["20"] },
  { text: "VARCHAR(255)", name: "varchar", args: ["255"], isText: true },
  { text: "CHAR(36)", name: "char", args: ["36"], isText: true },
  { text: "LONGTEXT", name: "longtext", isText: true },
];

const postgresqlTypes: readonly Base[] = [
  { text: "INTEGER", name: "integer" },
  { text: "int8", name: "bigint" },
  { text: "BOOLEAN", name: "boolean" },
  { text: "NUMERIC(10, 2)", name: "numeric", args: ["10", "2"] },
  { text: "DOUBLE PRECISION", name: "double precision" },
  { text: "TIMESTAMPTZ", name: "timestamp with time zone" },
  { text: "TIMESTAMP(3) WITH TIME ZONE", name: "timestamp with time zone", args: ["3"] },
  { text: "timestamp", name: "timestamp without time zone" },
  { text: "JSONB", name: "jsonb" },
  { text: "UUID", name: "uuid" },
  { text: "BYTEA", name: "bytea" },
  { text: "VARCHAR(255)", name: "character varying", args: ["255"], isText: true },
  { text: "TEXT", name: "text", isText: true },
];

export function isMysqlFamily(dialect: Dialect): boolean {
  return dialect !== "postgresql";
}

export function dataType(dialect: Dialect): fc.Arbitrary<DataType> {
  const isMysql = isMysqlFamily(dialect);
  const plain = fc
    .record({
      base: fc.constantFrom(...(isMysql ? mysqlTypes : postgresqlTypes)),
      charset: fc.option(fc.constantFrom("utf8mb4", "latin1", "binary"), { nil: undefined, freq: 3 }),
      collation: fc.option(fc.constantFrom("utf8mb4_bin", "latin1_swedish_ci"), { nil: undefined, freq: 3 }),
      postgresqlCollation: fc.option(fc.constantFrom("C", "en_US"), { nil: undefined, freq: 3 }),
    })
    .map(({ base, charset, collation, postgresqlCollation }) => {
      const chosen = isMysql ? collation : postgresqlCollation;
      return type({
        ...base,
        charset: base.isText && isMysql && charset ? written(charset) : undefined,
        collation: base.isText && chosen ? written(chosen) : undefined,
      });
    });
  if (!isMysql) return plain;
  const closed = fc
    .record({ name: fc.constantFrom("enum", "set"), values: fc.array(text, { minLength: 1, maxLength: 4 }) })
    .map(({ name: word, values }) =>
      type({ text: word.toUpperCase(), name: word, values: values.map(written) }),
    );
  return fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: closed });
}

function type(parts: Base & Partial<DataType>): DataType {
  const { args = [], isText: _, ...rest } = parts;
  return compact({
    arguments: args,
    values: [],
    unsigned: false,
    zerofill: false,
    dimensions: 0,
    ...rest,
    range: nowhere,
  });
}

export function defaultValue(dialect: Dialect): fc.Arbitrary<DefaultValue> {
  const literal = (sql: string, value: string): DefaultValue => ({
    kind: "literal",
    text: sql,
    value,
    range: nowhere,
  });
  return fc.oneof(
    fc.constantFrom<DefaultValue>(
      { kind: "null", text: "NULL", range: nowhere },
      { kind: "now", text: "CURRENT_TIMESTAMP", range: nowhere },
      { kind: "now", text: "CURRENT_TIMESTAMP(3)", range: nowhere },
      literal("TRUE", "1"),
      literal("-1", "-1"),
      literal("3.5", "3.5"),
      { kind: "expression", text: isMysqlFamily(dialect) ? "(uuid())" : "gen_random_uuid()", range: nowhere },
    ),
    text.map((value) => {
      const escaped = isMysqlFamily(dialect) ? value.replaceAll("\\", "\\\\") : value;
      return literal(`'${escaped.replaceAll("'", "''")}'`, value);
    }),
  );
}

export const condition = fc.constantFrom(
  "a > 0",
  "status IN ('a', 'b')",
  "(a) <> (b)",
  "length(a) > 0 AND b = 'x)'",
);

export function check(dialect: Dialect, inline: boolean): fc.Arbitrary<CheckDefinition> {
  const canBeNamed = !(inline && dialect === "mariadb");
  return fc
    .record({
      name: canBeNamed ? maybe(name) : fc.constant(undefined),
      expression: condition.map(written),
      enforced: dialect === "mysql" ? fc.boolean() : fc.constant(true),
    })
    .map((parts) => compact({ ...parts, inline, notValid: false, range: nowhere }));
}

export function foreignKey(dialect: Dialect, own?: Name): fc.Arbitrary<ForeignKeyDefinition> {
  const referential = fc
    .constantFrom("cascade", "restrict", "set null", "no action", "set default")
    .map((value) => written(value as never));
  return fc
    .record({
      name: own && dialect !== "postgresql" ? fc.constant(undefined) : maybe(name),
      indexName: isMysqlFamily(dialect) && !own ? maybe(name) : fc.constant(undefined),
      columns: own ? fc.constant([own]) : fc.array(name, { minLength: 1, maxLength: 3 }),
      target: objectName,
      targetColumns: fc.array(name, { minLength: isMysqlFamily(dialect) ? 1 : 0, maxLength: 3 }),
      onDelete: maybe(referential),
      onUpdate: maybe(referential),
    })
    .map((parts) =>
      compact({
        ...parts,
        inline: own !== undefined,
        notValid: false,
        referencesRange: nowhere,
        range: nowhere,
      }),
    );
}

export function keyPart(dialect: Dialect): fc.Arbitrary<KeyPart> {
  const column = fc
    .record({
      column: name,
      length: isMysqlFamily(dialect) ? maybe(fc.integer({ min: 1, max: 500 })) : fc.constant(undefined),
      descending: fc.boolean(),
    })
    .map((parts) => compact({ ...parts, range: nowhere }));
  const expression = fc
    .record({ expression: fc.constantFrom("lower(a)", "a + 1"), descending: fc.boolean() })
    .map((parts) => ({ ...parts, range: nowhere }));
  // MariaDB has no functional key parts.
  return fc.oneof(
    { weight: 5, arbitrary: column },
    { weight: dialect === "mariadb" ? 0 : 1, arbitrary: expression },
  );
}

export function index(dialect: Dialect): fc.Arbitrary<IndexDefinition> {
  const isMysql = isMysqlFamily(dialect);
  return fc
    .record({
      kind: fc.constantFrom<IndexKind>("primary", "unique", "index", ...(isMysql ? mysqlKinds : [])),
      name: maybe(name),
      parts: fc.array(keyPart(dialect), { minLength: 1, maxLength: 3 }),
      constraint: fc.boolean(),
      method: maybe(fc.constantFrom(...(isMysql ? ["btree", "hash"] : ["gin", "hash"])).map(written)),
      comment: maybe(text.map(written)),
      visible: fc.boolean(),
      where: maybe(condition.map(written)),
      include: fc.array(name, { maxLength: 2 }),
      nullsNotDistinct: fc.boolean(),
    })
    .map((made): IndexDefinition => {
      const constraint = made.kind === "primary" || (made.kind === "unique" && made.constraint);
      const common = { ...made, constraint, inline: false, range: nowhere };
      if (isMysql) {
        const hasMethod = made.kind !== "fulltext" && made.kind !== "spatial";
        const method = hasMethod ? made.method : undefined;
        return compact({ ...common, method, where: undefined, include: [], nullsNotDistinct: false });
      }
      const plainParts = made.parts
        .filter((part) => part.column)
        .map((part) => ({ ...part, descending: false }));
      return compact({
        ...common,
        parts: constraint ? plainParts : made.parts,
        where: constraint ? undefined : made.where,
        method: constraint ? undefined : made.method,
        comment: undefined,
        visible: true,
        nullsNotDistinct: made.kind === "unique" && made.nullsNotDistinct,
      });
    })
    .filter((made) => made.parts.length > 0);
}

const mysqlKinds: readonly IndexKind[] = ["fulltext", "spatial"];

function inlineIndex(dialect: Dialect, own: Name): fc.Arbitrary<IndexDefinition> {
  return fc
    .record({
      kind: fc.constantFrom("primary" as const, "unique" as const),
      name: isMysqlFamily(dialect) ? fc.constant(undefined) : maybe(name),
    })
    .map((parts) =>
      compact({
        ...parts,
        parts: [{ column: own, descending: false, range: nowhere }],
        constraint: true,
        inline: true,
        include: [],
        visible: true,
        nullsNotDistinct: false,
        range: nowhere,
      }),
    );
}

export function column(dialect: Dialect): fc.Arbitrary<ColumnDefinition> {
  const isMysql = isMysqlFamily(dialect);
  return name.chain((own) =>
    fc
      .record({
        type: dataType(dialect),
        nullable: maybe(fc.boolean().map(written)),
        default: maybe(defaultValue(dialect)),
        onUpdate: isMysql ? maybe(fc.constant(written("CURRENT_TIMESTAMP(6)"))) : fc.constant(undefined),
        autoIncrement: isMysql ? maybe(fc.constant(nowhere)) : fc.constant(undefined),
        identity: isMysql
          ? fc.constant(undefined)
          : maybe(fc.constantFrom("always" as const, "by default" as const).map(written)),
        generated: maybe(fc.record({ expression: condition.map(written), stored: fc.boolean() })),
        comment: isMysql ? maybe(text.map(written)) : fc.constant(undefined),
        visible: isMysql ? fc.boolean() : fc.constant(true),
        indexes: fc.array(inlineIndex(dialect, own), { maxLength: 1 }),
        foreignKeys: fc.array(foreignKey(dialect, own), { maxLength: 1 }),
        checks: fc.array(check(dialect, true), { maxLength: 1 }),
      })
      .map((parts) => {
        const { generated } = parts;
        const exclusive = generated
          ? { default: undefined, autoIncrement: undefined, identity: undefined, onUpdate: undefined }
          : {};
        // MariaDB's generated columns take less.
        const less =
          generated && dialect === "mariadb" ? { nullable: undefined, indexes: [], foreignKeys: [] } : {};
        return compact({ name: own, ...parts, ...exclusive, ...less, range: nowhere });
      }),
  );
}
