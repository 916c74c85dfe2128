// Catalog rows of columns. In: a table's column. Out: rows, with the texts that the servers show: types, defaults, lengths.

import { factsByName } from "../../text/facts-by-name.js";
import type { Column, Table } from "../model.js";
import type { Moment } from "../timeline/moment.js";
import { argumentsOf, hasCharset, storedName } from "../types.js";
import { mysqlDefault, postgresqlDefault } from "./column-defaults.js";
import { columnType } from "./column-types.js";
import { isBuiltIn, typeLength, typeReference, typmod, typname, withoutFields } from "./postgresql-types.js";
import { type Cell, OwnedRow, ofDatabase, relationReference } from "./row.js";
import { type TypeNumbers, typeNumbers, unknownNumbers } from "./type-numbers.js";
import { unknownValue } from "./value.js";

/** What a domain stands for is not known. */
function isOfDomain({ type: { name, schema } }: Column, now: Moment): boolean {
  return now.dialect === "postgresql" && now.object("domain", name, schema) !== undefined;
}

function numbersOf(column: Column, now: Moment): TypeNumbers {
  return isOfDomain(column, now) ? unknownNumbers : typeNumbers(column.type, now.dialect);
}

/** What every catalog says of a column. */
class ColumnRow extends OwnedRow {
  constructor(
    table: Table,
    now: Moment,
    protected readonly column: Column,
    private readonly position: number,
  ) {
    super(table, now);
  }

  get column_name(): Cell {
    return this.column.name;
  }
  get ordinal_position(): Cell {
    return this.position;
  }
  get is_nullable(): Cell {
    return this.column.nullable ? "YES" : "NO";
  }
  get is_generated(): Cell {
    return this.column.generated ? "ALWAYS" : "NEVER";
  }
  get numeric_precision(): Cell {
    return numbersOf(this.column, this.now).precision;
  }
  get numeric_scale(): Cell {
    return numbersOf(this.column, this.now).scale;
  }
  get datetime_precision(): Cell {
    return numbersOf(this.column, this.now).fraction;
  }
}

/** COLUMNS of MySQL and MariaDB. */
export class MysqlColumnRow extends ColumnRow {
  get data_type(): Cell {
    return this.isJsonText ? "longtext" : storedName(this.column.type, this.now.dialect);
  }
  get column_type(): Cell {
    return columnType(this.column.type, this.now.server);
  }
  get character_maximum_length(): Cell {
    const { type } = this.column;
    const name = String(this.data_type);
    const labels = type.values.map(({ value }) => [...value].length);
    if (name === "enum") return Math.max(0, ...labels);
    if (name === "set") return labels.reduce((sum, length) => sum + length + 1, -1);
    const size = textSizes[name];
    if (size !== undefined) return size;
    const [length] = argumentsOf(type, this.now.dialect);
    return /char|binary/.test(name) && length !== undefined ? Number(length) : null;
  }
  get character_set_name(): Cell {
    if (this.isJsonText) return "utf8mb4";
    return hasCharset(this.column.type) ? (this.column.charset ?? ofDatabase) : null;
  }
  get collation_name(): Cell {
    if (this.isJsonText) return "utf8mb4_bin";
    return hasCharset(this.column.type) ? (this.column.collation ?? ofDatabase) : null;
  }
  get column_default(): Cell {
    return mysqlDefault(this.column, this.now.dialect);
  }
  get column_comment(): Cell {
    return this.column.comment ?? "";
  }
  get column_key(): Cell {
    const { owner, column } = this;
    if (owner.primaryKey?.columns.includes(column.name)) return "PRI";
    const leading = owner.indexes.filter((index) => index.parts[0]?.column === column.name);
    if (leading.some((index) => index.unique && index.parts.length === 1)) return "UNI";
    return leading.length > 0 ? "MUL" : "";
  }
  get extra(): Cell {
    const { autoIncrement, generated, onUpdate, visible, default: value } = this.column;
    const isMysql = this.now.dialect === "mysql";
    const digits = /\(\s*[1-6]\s*\)/.exec(onUpdate ?? "")?.[0] ?? "";
    const words = [
      autoIncrement && "auto_increment",
      generated && (generated.stored ? "STORED GENERATED" : "VIRTUAL GENERATED"),
      isMysql &&
        this.now.server.showsGeneratedDefaults &&
        (value?.kind === "now" || value?.kind === "expression") &&
        "DEFAULT_GENERATED",
      onUpdate !== undefined &&
        (isMysql
          ? `on update CURRENT_TIMESTAMP${digits}`
          : `on update current_timestamp(${digits.replace(/\D/g, "")})`),
      !visible && "INVISIBLE",
    ];
    return words.filter(Boolean).join(isMysql ? " " : ", ");
  }

  /** MariaDB's JSON is a LONGTEXT (documentation, "JSON Data Type"). */
  private get isJsonText(): boolean {
    return this.now.dialect === "mariadb" && this.column.type.name === "json";
  }
}

// MySQL 8.4 manual 13.7.
const textSizes: Readonly<Record<string, number>> = factsByName({
  tinytext: 255,
  text: 65_535,
  mediumtext: 16_777_215,
  longtext: 4_294_967_295,
  tinyblob: 255,
  blob: 65_535,
  mediumblob: 16_777_215,
  longblob: 4_294_967_295,
});

/** COLUMNS and pg_attribute of PostgreSQL. */
export class PostgresqlColumnRow extends ColumnRow {
  get attname(): Cell {
    return this.column.name;
  }
  get attrelid(): Cell {
    return relationReference(this.owner);
  }
  get attnum(): Cell {
    return this.ordinal_position;
  }
  get attisdropped(): Cell {
    return false;
  }
  get attnotnull(): Cell {
    return !this.column.nullable;
  }
  get atthasdef(): Cell {
    return this.column.generated !== undefined || this.column_default !== null;
  }
  get attidentity(): Cell {
    const { identity } = this.column;
    return identity ? (identity.charAt(0) === "a" ? "a" : "d") : "";
  }
  get attgenerated(): Cell {
    const { generated } = this.column;
    return generated ? (generated.stored ? "s" : "v") : "";
  }
  get atttypid(): Cell {
    const { type } = this.column;
    return typeReference(typname(type), type.schema);
  }
  get atttypmod(): Cell {
    return typmod(this.column.type);
  }
  get attlen(): Cell {
    const { type } = this.column;
    return typeLength(type, this.now.enumType(type.name, type.schema) !== undefined);
  }
  get attndims(): Cell {
    return this.column.type.dimensions;
  }
  get data_type(): Cell {
    const { dimensions } = this.column.type;
    if (dimensions > 0) return "ARRAY";
    if (isOfDomain(this.column, this.now)) return unknownValue("unresolved");
    return isBuiltIn(this.column.type) ? withoutFields(this.column.type) : "USER-DEFINED";
  }
  get udt_name(): Cell {
    const { type } = this.column;
    return type.dimensions === 0 && isOfDomain(this.column, this.now)
      ? unknownValue("unresolved")
      : typname(type);
  }
  get character_maximum_length(): Cell {
    const { type } = this.column;
    const [length] = argumentsOf(type, "postgresql");
    return type.dimensions === 0 && /^(character|bit)/.test(type.name) && length !== undefined
      ? Number(length)
      : null;
  }
  get character_set_name(): Cell {
    return null;
  }
  get collation_name(): Cell {
    return this.column.collation;
  }
  get column_default(): Cell {
    return postgresqlDefault(this.column);
  }
  get is_identity(): Cell {
    return this.column.identity ? "YES" : "NO";
  }
  get identity_generation(): Cell {
    return this.column.identity?.toUpperCase();
  }
}
