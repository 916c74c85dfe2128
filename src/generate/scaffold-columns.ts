// The types of a new integration's columns and what they refer to. In: the schema that is there, external tables, the rules' options.
// Out: column definitions: first what a reference needs, then what the other tables have, then what the rules ask for.

import { columnsInRole } from "../rule/census.js";
import { majorityOf } from "../rule/majority.js";
import { tenantTypes, tenantTypesFor } from "../rule/policy.js";
import { booleanType, dataType, defaultNow, defaultTrue } from "../rule/remedies/column.js";
import { isMoment, isOneOf, meaningOf } from "../rule/types.js";
import { furtherStates, initialStateOf, initialStates, resultStates } from "../rule/verification.js";
import type { Role } from "../rule/vocabulary.js";
import { foldWords, spellingOf } from "../rule/words.js";
import { columnDefinitionFor, nameFor, writtenFor } from "../schema/definitions.js";
import type { Column, Table } from "../schema/model.js";
import { closedValues, defaultsToNow } from "../schema/queries.js";
import type { ColumnDefinition, DataType, TableOption } from "../sql/definition.js";
import { type Construct, isSupported } from "../sql/dialects/constructs.js";
import { readScript } from "../sql/read.js";
import { nowhere, SourceFile } from "../text/source-file.js";
import type { NamesInput } from "./scaffold-names.js";

export class Columns {
  /** ENGINE and the like, as most tables state them. */
  readonly tableOptions: readonly TableOption[];
  private readonly defaults: Pick<Table, "charset" | "collation">;
  /** Most types are written in lower case. */
  private readonly isLower: boolean;

  constructor(private readonly input: NamesInput) {
    const tables = input.world.schema.tables.filter(({ knowledge }) => knowledge === "whole");
    const usual = (fact: "engine" | "charset" | "collation") =>
      majorityOf(tables, (table) => (table.places[fact] ? (table[fact] ?? "none") : "none"));
    this.tableOptions = (["engine", "charset", "collation"] as const).flatMap((name) => {
      const value = usual(name);
      return value === undefined || value === "none" ? [] : [{ name, value, range: nowhere }];
    });
    const last = tables.findLast(({ charset }) => charset !== undefined);
    this.defaults = { charset: last?.charset, collation: last?.collation };
    const spellings = tables.flatMap((table) => table.columns.map(({ type }) => type.text));
    this.isLower = spellings.filter((text) => /^[a-z]/.test(text)).length * 2 > spellings.length;
  }

  private get dialect() {
    return this.input.world.dialect;
  }

  private option<T>(rule: string, name: string, fallback: T): T {
    return (this.input.settingOf(rule)?.options[name] as T | undefined) ?? fallback;
  }

  private inRole(role: Role): readonly Column[] {
    return columnsInRole(this.input.world, role);
  }

  /** `id` as most tables have it, if the rule allows that; else of the first type that rule and server know. */
  primaryKey(name: string): ColumnDefinition {
    const allowed = this.option<readonly string[]>("primary-key-type", "types", ["VARCHAR(255)"]);
    const ids = this.input.world.schema.tables.flatMap((table) => {
      const [column, ...more] = table.primaryKey?.columns ?? [];
      const found = table.knowledge === "whole" && more.length === 0 && table.column(column ?? "");
      return found && foldWords(found.name) === "id" && isOneOf(found.type, this.dialect, allowed)
        ? [found]
        : [];
    });
    const usual = majorityOf(ids, (column) => meaningOf(column.type, this.dialect));
    const model = ids.find((column) => meaningOf(column.type, this.dialect) === usual);
    const inline = {
      kind: "primary",
      parts: [],
      constraint: true,
      inline: true,
      include: [],
      visible: true,
      nullsNotDistinct: false,
      range: nowhere,
    } as const;
    if (model) {
      const { nullable: _, comment: __, ...own } = columnDefinitionFor(model, this.defaults);
      return { ...own, name: nameFor(name), indexes: [inline] };
    }
    const type = this.firstKnown(allowed) ?? dataType("VARCHAR(255)");
    const counts = /^(?:big|small)?int/i.test(type.name) || type.name === "integer";
    return { ...this.column(name, type), ...(counts && { autoIncrement: nowhere }), indexes: [inline] };
  }

  tenant(name: string, target: Column | undefined): ColumnDefinition {
    const types = this.option("tenant-column-type", "types", tenantTypes);
    const allowed = tenantTypesFor(name, types);
    // What people store UUIDs in on PostgreSQL.
    const ordered = this.dialect === "postgresql" ? [...allowed].sort((a, b) => rank(a) - rank(b)) : allowed;
    return this.required(
      name,
      this.typeOf(target) ??
        this.usualType("tenant", name) ??
        this.firstKnown(ordered) ??
        dataType("CHAR(36)"),
    );
  }

  creator(name: string, target: Column | undefined): ColumnDefinition {
    const type = this.typeOf(target) ?? this.usualType("creator", name) ?? dataType("VARCHAR(255)");
    return this.required(name, type);
  }

  /** A column that refers to another one of this migration. */
  reference(name: string, to: ColumnDefinition): ColumnDefinition {
    return this.required(name, plainType(to.type ?? dataType("VARCHAR(255)"), this.dialect));
  }

  flag(name: string): ColumnDefinition {
    return { ...this.required(name, booleanType(this.input.world.schema)), default: defaultTrue };
  }

  text(name: string, type: string): ColumnDefinition {
    return this.required(name, dataType(type));
  }

  credential(name: string): ColumnDefinition {
    const comment = writtenFor("Encrypted by the application before it is stored");
    return { ...this.required(name, dataType("TEXT")), comment };
  }

  json(name: string, comment: string): ColumnDefinition {
    const type = dataType(this.dialect === "postgresql" ? "JSONB" : "JSON");
    return { ...this.required(name, type), comment: writtenFor(comment) };
  }

  moment(role: "createdAt" | "updatedAt", name: string): ColumnDefinition {
    const model = this.modelOf(role, name, (column) => defaultsToNow(column) && isMoment(column.type));
    const type = model ? (this.typeOf(model) ?? this.usualMoment()) : this.usualMoment();
    const now = model?.default ?? defaultNow;
    const keeps = role === "updatedAt" && this.dialect !== "postgresql";
    const precision = /\(\d\)/.exec(now.text)?.[0] ?? "";
    return {
      ...this.required(name, type),
      default: now,
      ...(keeps && { onUpdate: writtenFor(`CURRENT_TIMESTAMP${precision}`) }),
    };
  }

  verifiedAt(name: string): ColumnDefinition {
    const type = this.typeOf(this.modelOf("verifiedAt", name, isAt)) ?? this.usualMoment();
    // MySQL's TIMESTAMP was NOT NULL by itself once, and people still say NULL.
    return {
      ...this.column(name, type),
      ...(this.dialect !== "postgresql" && { nullable: writtenFor(true) }),
    };
  }

  /** The states that the other tables have, and those that the rule asks for. */
  states(): readonly string[] {
    const { schema } = this.input.world;
    const known = this.inRole("verificationStatus").flatMap((column) => {
      const values = closedValues(schema, column)?.values;
      return values ? [values] : [];
    });
    const initial = majorityOf(known, initialStateOf) ?? initialStates[0];
    const further = majorityOf(known, (values) => JSON.stringify(furtherStates(values)));
    const states = [initial, ...resultStates, ...(JSON.parse(further ?? "[]") as string[])];
    const isLower = known.length > 0 && known.flat().every((value) => value === value.toLowerCase());
    return isLower ? states.map((state) => state.toLowerCase()) : states;
  }

  /** PostgreSQL: an enum type that the other tables use, with exactly these states or more. */
  sharedStates(states: readonly string[]): DataType | undefined {
    const { schema } = this.input.world;
    const types = this.inRole("verificationStatus").flatMap(
      (column) => closedValues(schema, column)?.enumType ?? [],
    );
    const name = majorityOf(types, (type) => type.name);
    const type = types.find((one) => one.name === name);
    const fits = type && states.every((state) => type.values.includes(state));
    if (!type || !fits || type.values.length !== states.length) return undefined;
    return { ...dataType(type.name), ...(type.schema !== undefined && { schema: type.schema }) };
  }

  required(name: string, type: DataType): ColumnDefinition {
    return { ...this.column(name, type), nullable: writtenFor(false) };
  }

  private column(name: string, type: DataType): ColumnDefinition {
    const text = this.isLower ? type.text.replace(/^\w+/, (word) => word.toLowerCase()) : type.text;
    return {
      name: nameFor(name),
      type: { ...type, text },
      visible: true,
      indexes: [],
      foreignKeys: [],
      checks: [],
      range: nowhere,
    };
  }

  private usualMoment(): DataType {
    const roles = ["createdAt", "updatedAt", "verifiedAt"] as const;
    const models = roles.flatMap((role) => this.inRole(role)).filter(isAt);
    const usual = majorityOf(models, (column) => meaningOf(column.type, this.dialect));
    const model = models.find((column) => meaningOf(column.type, this.dialect) === usual);
    return this.typeOf(model) ?? dataType(this.dialect === "postgresql" ? "TIMESTAMPTZ" : "TIMESTAMP");
  }

  private usualType(role: Role, name: string): DataType | undefined {
    return this.typeOf(this.modelOf(role, name, () => true));
  }

  /** A column of the same name whose type most of that name have. */
  private modelOf(role: Role, name: string, fits: (column: Column) => boolean): Column | undefined {
    const own = this.inRole(role).filter((column) => foldWords(spellingOf(column)) === foldWords(name));
    const usual = majorityOf(own.filter(fits), (column) => meaningOf(column.type, this.dialect));
    return own.find((column) => fits(column) && meaningOf(column.type, this.dialect) === usual);
  }

  private typeOf(column: Column | undefined): DataType | undefined {
    const type = column && columnDefinitionFor(column, this.defaults).type;
    return type && plainType(type, this.dialect);
  }

  private firstKnown(types: readonly string[]): DataType | undefined {
    const found = types.find((type) => this.knows(type));
    return found === undefined ? undefined : dataType(found);
  }

  /** Whether the server has the type, in its version. */
  private knows(type: string): boolean {
    const { dialect, version } = this.input.world;
    const file = new SourceFile("type", `CREATE TABLE t (c ${type})`);
    const { statements } = readScript(file, { dialect, version });
    return statements.every(
      ({ problems, constructs }) =>
        problems.length === 0 &&
        constructs.every(({ construct }) => isSupported(construct as Construct, dialect, version)),
    );
  }
}

function isAt({ type }: Column): boolean {
  return isMoment(type);
}

function rank(type: string): number {
  return type.toUpperCase() === "UUID" ? 0 : 1;
}

/** What a serial type files its numbers as: a reference counts nothing itself. */
function plainType(type: DataType, dialect: NamesInput["world"]["dialect"]): DataType {
  const size = /^(big|small)?serial\d?$/i.exec(type.text);
  if (!size) return type;
  if (dialect !== "postgresql") return { ...dataType("BIGINT"), unsigned: true, text: "BIGINT UNSIGNED" };
  return dataType({ big: "BIGINT", small: "SMALLINT" }[size[1]?.toLowerCase() ?? ""] ?? "INTEGER");
}
