// Migrations by chance: statements that fit the schema at hand, by the model's own word. In: a dialect, a seed. Out: SQL that repeats.

import type { Column, Schema, Table } from "../../src/schema/model.js";
import { type ReplayOptions, replayScript } from "../../src/schema/replay.js";
import { canonicalType } from "../../src/schema/types.js";
import type { Dialect } from "../../src/sql/definition.js";
import { quoteName } from "../../src/sql/print/name.js";
import { readText, replayTexts } from "../schema/replay-text.js";

/** Numbers that repeat (Mulberry32). */
export class Chance {
  constructor(private state: number) {}

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }
  is(probability: number): boolean {
    return this.next() < probability;
  }
  pick<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)];
  }
  some<T>(list: readonly T[], most: number): readonly T[] {
    const rest = [...list];
    const count = Math.min(list.length, 1 + this.below(most));
    return Array.from({ length: count }, () => rest.splice(this.below(rest.length), 1)[0] as T);
  }
}

const tableNames = ["users", "orders", "items", "tags", "Odd name", "logs"];
const columnNames = ["name", "state", "amount", "note", "owner", "Kind", "created", "order"];
const keyNames = ["k_one", "k_two", "k_three", "k_four", "Key five", "k_six"];

const types: Readonly<Record<"mysql" | "postgresql", readonly string[]>> = {
  mysql: [
    ...[
      "INT",
      "BIGINT UNSIGNED",
      "VARCHAR(50)",
      "VARCHAR(255)",
      "CHAR(36)",
      "TEXT",
      "TINYINT(1)",
      "DECIMAL(10,2)",
    ],
    ...[
      "DATETIME",
      "TIMESTAMP NULL",
      "DATE",
      "JSON",
      "ENUM('A','B','C')",
      "ENUM('A','it''s')",
      "SET('x','y')",
    ],
    ...[
      "VARCHAR(20) CHARACTER SET latin1",
      "VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
      "VARBINARY(16)",
    ],
  ],
  postgresql: [
    ...["integer", "bigint", "varchar(50)", "varchar(255)", "char(36)", "text", "boolean", "numeric(10,2)"],
    ...["timestamp", "timestamptz", "date", "jsonb", "uuid", "text[]", "status", "status[]"],
  ],
};

/** A script of so many statements, of those that the model takes on top of `schema`. */
export function randomScript(schema: Schema, length: number, chance: Chance): string {
  const statements: string[] = [];
  let now = schema;
  for (let tries = 0; statements.length < length && tries < length * 12; tries++) {
    const sql = new Maker(now, chance).statement();
    if (!sql) continue;
    const script = readText("candidate.sql", sql, schema.dialect);
    const { steps, blindSpots, after } = replayScript(script, now);
    const isTaken = steps.length > 0 && steps.every(({ outcome }) => outcome === "changed");
    if (!isTaken || blindSpots.length > 0 || script.statements.some(({ problems }) => problems.length > 0))
      continue;
    statements.push(sql);
    now = after;
  }
  return `${statements.join(";\n")};\n`;
}

/** Scripts that run one after the other, on the server that `options` tell of. */
export function randomMigrations(
  dialect: Dialect,
  seed: number,
  count: number,
  options: Partial<ReplayOptions> = {},
): readonly string[] {
  const chance = new Chance(seed);
  const scripts: string[] = [];
  for (let at = 0; at < count; at++) {
    const { final } = replayTexts(dialect, scripts, options);
    scripts.push(randomScript(final, at === 0 ? 12 : 2 + chance.below(5), chance));
  }
  return scripts;
}

/** MariaDB refuses a CHECK on what a foreign key sets to NULL; the model does not know that. */
function isReferring(table: Table, column: string): boolean {
  return table.foreignKeys.some(({ columns }) => columns.includes(column));
}

class Maker {
  private readonly isMysql: boolean;

  constructor(
    private readonly schema: Schema,
    private readonly chance: Chance,
  ) {
    this.isMysql = schema.dialect !== "postgresql";
  }

  private q(name: string): string {
    return quoteName(name, this.schema.dialect);
  }
  private table(): Table | undefined {
    return this.chance.pick(this.schema.tables);
  }
  private type(): string {
    const list = types[this.isMysql ? "mysql" : "postgresql"];
    const type = this.chance.pick(list) as string;
    return /^status/.test(type) && this.schema.enumTypes.length === 0 ? "text" : type;
  }

  statement(): string | undefined {
    const { chance } = this;
    const kinds: readonly (() => string | undefined)[] = [
      () => this.createTable(),
      () => this.createTable(),
      () => this.addColumn(),
      () => this.addColumn(),
      () => this.changeColumn(),
      () => this.changeColumn(),
      () => this.addIndex(),
      () => this.addIndex(),
      () => this.addForeignKey(),
      () => this.addForeignKey(),
      () => this.addCheck(),
      () => this.dropPart(),
      () => this.dropPart(),
      () => this.rename(),
      () => this.dropTable(),
      () => this.comment(),
      () => this.enumType(),
      () => this.view(),
      () => this.primaryKey(),
    ];
    return chance.pick(kinds)?.();
  }

  private column(name: string): string {
    const type = this.type();
    const { chance } = this;
    const isNull = chance.is(0.5) || /NULL$/.test(type);
    const value = chance.is(0.4) ? this.defaultFor(type) : undefined;
    return [
      this.q(name),
      type.replace(/ NULL$/, ""),
      isNull ? "NULL" : "NOT NULL",
      value === undefined ? "" : `DEFAULT ${value}`,
      this.isMysql && chance.is(0.2) ? "COMMENT 'it''s a note'" : "",
    ]
      .filter(Boolean)
      .join(" ");
  }

  private defaultFor(type: string): string | undefined {
    if (/^(int|bigint|decimal|numeric)/i.test(type)) return String(this.chance.below(9));
    if (/^(varchar|char)/i.test(type)) return this.chance.is(0.5) ? "'a''b'" : "''";
    if (/^(datetime|timestamp)/i.test(type)) return "CURRENT_TIMESTAMP";
    if (/^enum/i.test(type)) return "'A'";
    if (/^boolean/.test(type)) return "true";
    return /^status$/.test(type) ? `'${this.schema.enumTypes[0]?.values[0]}'` : undefined;
  }

  private createTable(): string | undefined {
    const { chance } = this;
    const name = chance.pick(tableNames.filter((one) => !this.schema.table(one)));
    if (name === undefined) return undefined;
    const id = this.isMysql
      ? chance.pick(["id INT NOT NULL AUTO_INCREMENT", "id VARCHAR(50) NOT NULL", "id BIGINT NOT NULL"])
      : chance.pick(["id integer GENERATED ALWAYS AS IDENTITY", "id uuid NOT NULL", "id bigint NOT NULL"]);
    const columns = chance.some(columnNames, 4).map((column) => this.column(column));
    const comment = this.isMysql && chance.is(0.3) ? " COMMENT='made'" : "";
    return `CREATE TABLE ${this.q(name)} (${[id, ...columns, "PRIMARY KEY (id)"].join(", ")})${comment}`;
  }

  private addColumn(): string | undefined {
    const table = this.table();
    const name = this.chance.pick(columnNames);
    if (!table || name === undefined) return undefined;
    const after = this.isMysql && this.chance.is(0.3) ? " FIRST" : "";
    const base = `ALTER TABLE ${this.q(table.name)} ADD COLUMN`;
    const source = table.columns.find(
      ({ type, name }) => name !== "id" && /^(int|integer|bigint)$/.test(type.name),
    );
    if (source && this.chance.is(0.15)) {
      const kind = this.isMysql ? (this.chance.is(0.5) ? "STORED" : "VIRTUAL") : "STORED";
      return `${base} ${this.q(name)} BIGINT GENERATED ALWAYS AS (${this.q(source.name)} + 1) ${kind}`;
    }
    return `${base} ${this.column(name)}${after}`;
  }

  private changeColumn(): string | undefined {
    const table = this.table();
    const column = table && this.chance.pick(table.columns.filter(({ name }) => name !== "id"));
    if (!table || !column || column.generated) return undefined;
    const alter = `ALTER TABLE ${this.q(table.name)}`;
    if (this.isMysql) return `${alter} MODIFY COLUMN ${this.column(column.name)}`;
    const own = `${alter} ALTER COLUMN ${this.q(column.name)}`;
    return this.chance.pick([
      `${own} SET NOT NULL`,
      `${own} DROP NOT NULL`,
      `${own} DROP DEFAULT`,
      `${own} TYPE text`,
      /char|text/.test(column.type.name) && column.type.dimensions === 0
        ? `${own} TYPE varchar(70)`
        : undefined,
      /^(integer|int)$/.test(column.type.name) ? `${own} TYPE bigint` : undefined,
      /char|text/.test(column.type.name) && column.type.dimensions === 0
        ? `${own} SET DEFAULT 'new'`
        : undefined,
    ]);
  }

  private keyName(table: Table): string | undefined {
    const name = this.chance.pick(keyNames);
    const isTaken = this.schema.tables.some((one) =>
      [one.indexes, one.foreignKeys, one.checks].some((list) => list.some((key) => key.name === name)),
    );
    return isTaken || !table ? undefined : name;
  }

  private addIndex(): string | undefined {
    const table = this.table();
    if (!table) return undefined;
    const usable = table.columns.filter(
      ({ type }) => !/text|json|blob/i.test(canonicalType(type, this.schema.dialect)) || !this.isMysql,
    );
    const columns = this.chance.some(usable, 3).filter(({ type }) => !/json/.test(type.name));
    const name = this.keyName(table);
    if (columns.length === 0 || name === undefined) return undefined;
    const list = columns.map((column) => this.q(column.name)).join(", ");
    const unique = this.chance.is(0.3) ? "UNIQUE " : "";
    if (unique && this.chance.is(0.4))
      return `ALTER TABLE ${this.q(table.name)} ADD CONSTRAINT ${this.q(name)} UNIQUE (${list})`;
    const where =
      !this.isMysql && this.chance.is(0.2) ? ` WHERE ${this.q((columns[0] as Column).name)} IS NOT NULL` : "";
    return `CREATE ${unique}INDEX ${this.q(name)} ON ${this.q(table.name)} (${list})${where}`;
  }

  private addForeignKey(): string | undefined {
    const [table, target] = [this.table(), this.table()];
    const id = target?.column("id");
    if (!table || !target?.primaryKey || !id || target.primaryKey.columns.join() !== "id") return undefined;
    const name = this.chance.pick(columnNames.filter((one) => !table.column(one)));
    const key = this.keyName(table);
    if (name === undefined || key === undefined) return undefined;
    const type = canonicalType(id.type, this.schema.dialect);
    const actions = this.chance.pick([
      "",
      " ON DELETE CASCADE",
      " ON DELETE SET NULL ON UPDATE CASCADE",
      " ON DELETE RESTRICT",
    ]);
    const charset = id.collation === undefined ? "" : "";
    return `ALTER TABLE ${this.q(table.name)} ADD COLUMN ${this.q(name)} ${type}${charset} NULL, ADD CONSTRAINT ${this.q(key)} FOREIGN KEY (${this.q(name)}) REFERENCES ${this.q(target.name)} (id)${actions}`;
  }

  private addCheck(): string | undefined {
    const table = this.table();
    const column =
      table &&
      this.chance.pick(
        table.columns.filter(
          ({ name, generated }) => name !== "id" && !generated && !isReferring(table, name),
        ),
      );
    const key = table && this.keyName(table);
    if (!table || !column || key === undefined) return undefined;
    const number = /int|decimal|numeric/.test(column.type.name) && column.type.dimensions === 0;
    const condition = number ? `${this.q(column.name)} > 0` : `${this.q(column.name)} IS NOT NULL`;
    return `ALTER TABLE ${this.q(table.name)} ADD CONSTRAINT ${this.q(key)} CHECK (${condition})`;
  }

  private dropPart(): string | undefined {
    const table = this.table();
    if (!table) return undefined;
    const alter = `ALTER TABLE ${this.q(table.name)}`;
    const column = this.chance.pick(table.columns.filter(({ name }) => name !== "id"));
    const index = this.chance.pick(
      table.indexes.filter(({ kind, implicit }) => kind !== "primary" && !implicit),
    );
    const key = this.chance.pick(table.foreignKeys);
    const check = this.chance.pick(table.checks);
    const dropIndex =
      index &&
      (this.isMysql
        ? `${alter} DROP INDEX ${this.q(index.name)}`
        : index.constraint
          ? `${alter} DROP CONSTRAINT ${this.q(index.name)}`
          : `DROP INDEX ${this.q(index.name)}`);
    return this.chance.pick([
      column && `${alter} DROP COLUMN ${this.q(column.name)}`,
      dropIndex,
      key && `${alter} DROP ${this.isMysql ? "FOREIGN KEY" : "CONSTRAINT"} ${this.q(key.name)}`,
      check && `${alter} DROP CONSTRAINT ${this.q(check.name)}`,
    ]);
  }

  private rename(): string | undefined {
    const table = this.table();
    if (!table) return undefined;
    const alter = `ALTER TABLE ${this.q(table.name)}`;
    const column = this.chance.pick(table.columns.filter(({ name }) => name !== "id"));
    const index = this.chance.pick(
      table.indexes.filter(({ kind, implicit }) => kind !== "primary" && !implicit),
    );
    const free = this.chance.pick(tableNames);
    const name = this.chance.pick(columnNames);
    const key = this.keyName(table);
    return this.chance.pick([
      free && `${alter} RENAME TO ${this.q(free)}`,
      column && name && `${alter} RENAME COLUMN ${this.q(column.name)} TO ${this.q(name)}`,
      index &&
        key &&
        (this.isMysql
          ? `${alter} RENAME INDEX ${this.q(index.name)} TO ${this.q(key)}`
          : `ALTER INDEX ${this.q(index.name)} RENAME TO ${this.q(key)}`),
    ]);
  }

  private dropTable(): string | undefined {
    const table = this.table();
    return table && this.chance.is(0.5) ? `DROP TABLE ${this.q(table.name)}` : undefined;
  }

  private comment(): string | undefined {
    const table = this.table();
    if (!table) return undefined;
    const text = `'c${this.chance.below(9)}'`;
    const column = this.chance.pick(table.columns);
    if (this.isMysql) return `ALTER TABLE ${this.q(table.name)} COMMENT=${text}`;
    return column && this.chance.is(0.5)
      ? `COMMENT ON COLUMN ${this.q(table.name)}.${this.q(column.name)} IS ${text}`
      : `COMMENT ON TABLE ${this.q(table.name)} IS ${text}`;
  }

  private enumType(): string | undefined {
    if (this.isMysql) return undefined;
    const [type] = this.schema.enumTypes;
    if (!type) return "CREATE TYPE status AS ENUM ('NEW', 'OPEN', 'DONE')";
    const value = this.chance.pick(["LATE", "LOST", "it''s"]) as string;
    return this.chance.pick([
      `ALTER TYPE ${type.name} ADD VALUE '${value}' BEFORE '${type.values[0]?.replace(/'/g, "''")}'`,
      `ALTER TYPE ${type.name} ADD VALUE '${value}'`,
      `ALTER TYPE ${type.name} RENAME VALUE '${type.values[0]?.replace(/'/g, "''")}' TO '${value}'`,
    ]);
  }

  private view(): string {
    const number = this.chance.below(9);
    return this.chance.is(0.5) ? `CREATE VIEW v_one AS SELECT ${number} AS n` : "DROP VIEW v_one";
  }

  private primaryKey(): string | undefined {
    const table = this.table();
    if (!table?.primaryKey || this.chance.is(0.6)) return undefined;
    // MariaDB lets a foreign key lose the key that it refers to, and pins whichever comes next: there is no way back.
    if (this.schema.foreignKeysTo(table).length > 0) return undefined;
    const column = this.chance.pick(
      table.columns.filter(({ nullable, type }) => !nullable && !/text|json/.test(type.name)),
    );
    const alter = `ALTER TABLE ${this.q(table.name)}`;
    const drop = this.isMysql ? "DROP PRIMARY KEY" : `DROP CONSTRAINT ${this.q(table.primaryKey.name)}`;
    if (!column || column.name === "id") return `${alter} ${drop}`;
    return `${alter} ${drop}, ADD PRIMARY KEY (id, ${this.q(column.name)})`;
  }
}
