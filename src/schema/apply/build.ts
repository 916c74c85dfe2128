// Definitions as written → objects of the model. In: definitions, the table that they belong to. Out: columns, parts, places.
// It fills in what the server fills in, and checks nothing.

import type {
  ColumnDefinition,
  DataType,
  DefaultValue,
  IndexDefinition,
  TableOption,
} from "../../sql/definition.js";
import { factsByName } from "../../text/facts-by-name.js";
import type { Location, Range } from "../../text/source-file.js";
import { Column, type ColumnFact, type Index, type IndexPart, type Places, type Table } from "../model.js";
import { charsetName, charsetOf, type Server } from "../server.js";
import { temporarySchema } from "../timeline/mentions.js";
import { hasCharset, sizedText } from "../types.js";
import { mapChanged } from "./map-changed.js";
import { isRelation, postgresqlName } from "./names.js";
import type { Identity, Site } from "./site.js";

/** What a column takes from the table that it is in. */
export type Owner = Pick<Table, "name" | "schema" | "charset" | "collation">;

interface Charset {
  readonly charset?: string;
  readonly collation?: string;
}

/** The charset and collation in force for what is written, and for what surrounds it. */
export function charsetInForce(server: Server, written: Charset, inherited: Charset): Charset {
  const collation = written.collation === undefined ? undefined : charsetName(written.collation);
  const charset =
    written.charset === undefined ? collation && charsetOf(collation) : charsetName(written.charset);
  if (charset === undefined) return { charset: inherited.charset, collation: inherited.collation };
  return { charset, collation: collation ?? server.defaultCollation(charset) };
}

/** The charset and collation of a column of this type. */
export function columnCharset(site: Site, type: DataType, owner: Owner): Charset {
  if (site.postgresql) return { collation: type.collation?.value };
  if (!hasCharset(type)) return {};
  const written = { charset: type.charset?.value, collation: type.collation?.value };
  const inForce = charsetInForce(site.server, written, owner);
  // Whatever collation stands beside it (MySQL 9.7: tried; MariaDB takes none there).
  if (!type.binary || inForce.charset === undefined) return inForce;
  return { ...inForce, collation: `${inForce.charset}_bin` };
}

/** Stands in where the text was too broken to tell the type. */
const unknownType = (range: Range): DataType => ({
  name: "unknown",
  arguments: [],
  values: [],
  unsigned: false,
  zerofill: false,
  dimensions: 0,
  text: "unknown",
  range,
});

// PostgreSQL 18 manual 8.1.4: a serial column is an integer, NOT NULL, with a sequence of its own.
const serialTypes: Readonly<Record<string, string>> = factsByName({
  serial: "integer",
  serial4: "integer",
  bigserial: "bigint",
  serial8: "bigint",
  smallserial: "smallint",
  serial2: "smallint",
});

export function serialType(type: DataType): string | undefined {
  return serialTypes[type.text.toLowerCase()];
}

/** A type of the user's own, with the schema that the model files it under. */
export function resolveType(site: Site, type: DataType): DataType {
  if (!site.postgresql) return type;
  if (type.schema === "public") return { ...type, schema: undefined };
  const { current } = site.timeline.settings;
  if (type.schema !== undefined || current === undefined) return type;
  const { schema } = site;
  const isOfCurrent =
    schema.enumType(type.name, current) ??
    schema.object("type", type.name, current) ??
    schema.object("domain", type.name, current);
  return isOfCurrent ? { ...type, schema: current } : type;
}

/** As PostgreSQL writes it: with the schema, where that is not the default one. */
export function sequenceDefault(sequence: string, schema: string | undefined): string {
  const names = schema === undefined ? [sequence] : [schema, sequence];
  const written = names.map((name) => (/^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name}"`));
  return `nextval('${written.join(".")}'::regclass)`;
}

function shownSchema({ schema }: Owner): string | undefined {
  return schema === temporarySchema ? undefined : schema;
}

/** How the server calls the sequence of a serial or identity column (PostgreSQL 18 manual 8.1.4). */
export function sequenceNameFor(site: Site, table: Identity, column: string): string {
  return postgresqlName(table.name, [column], "seq", (name) => isRelation(site, name, table.schema));
}

function computedDefault(text: string, range: Range): DefaultValue {
  return { kind: "expression", text, range };
}

const bytesTypes: Readonly<Record<string, string>> = factsByName({
  ...{ char: "binary", varchar: "varbinary", text: "blob" },
  ...{ tinytext: "tinyblob", mediumtext: "mediumblob", longtext: "longblob" },
});
const noCharset: Charset = {};

/** Text of the charset binary is bytes (MySQL 8.4 manual 13.3.1). */
function asBytes(type: DataType): DataType {
  return { ...type, name: bytesTypes[type.name] ?? type.name, charset: undefined, collation: undefined };
}

/** MariaDB gives the current time the fractions that the type has (10.11: tried). */
function momentInForce({ server }: Site, type: DataType, text: string): string {
  const isMoment = type.name === "timestamp" || type.name === "datetime";
  if (server.dialect !== "mariadb" || !isMoment) return text;
  const wanted = Number(type.arguments[0] ?? 0);
  const written = Number(/\(\s*(\d+)/.exec(text)?.[1] ?? 0);
  if (wanted === written) return text;
  return wanted === 0 ? "CURRENT_TIMESTAMP" : `CURRENT_TIMESTAMP(${wanted})`;
}

export function defaultInForce(
  site: Site,
  type: DataType,
  value: DefaultValue | undefined,
): DefaultValue | undefined {
  if (!value || site.server.dialect !== "mariadb") return value;
  if (value.kind !== "now") return withoutParentheses(value);
  const text = momentInForce(site, type, value.text);
  return text === value.text ? value : { ...value, text };
}

/** A plain value: MariaDB keeps no parentheses around it, MySQL none that SET DEFAULT states (MariaDB 10.11, MySQL 9.7: tried). */
export function withoutParentheses(value: DefaultValue): DefaultValue {
  const [, text, quoted] = /^\(\s*('([^'\\]*)'|-?\d+(?:\.\d+)?)\s*\)$/.exec(value.text) ?? [];
  return text === undefined ? value : { ...value, kind: "literal", text, value: quoted ?? text };
}

/** A column as its definition states it, before keys make it NOT NULL. */
export function buildColumn(
  site: Site,
  owner: Owner,
  definition: ColumnDefinition,
  bornAt?: Location,
): Column {
  const written = resolveType(site, definition.type ?? unknownType(definition.name.range));
  const inForce = columnCharset(site, written, owner);
  const isBytes = inForce.charset === "binary" && bytesTypes[written.name] !== undefined;
  const type = isBytes ? asBytes(written) : site.postgresql ? written : sizedText(written, inForce.charset);
  const serial = site.postgresql ? serialType(type) : undefined;
  const countsItself = definition.autoIncrement !== undefined || definition.identity !== undefined;
  const self = site.at(definition.name.range);
  const { charset, collation } = isBytes ? noCharset : inForce;
  return new Column({
    name: definition.name.text,
    table: owner.name,
    schema: owner.schema,
    type: serial === undefined ? type : { ...type, name: serial },
    nullable: definition.nullable?.value ?? !(countsItself || serial !== undefined),
    notNullName: definition.nullable?.name?.text,
    default:
      serial === undefined
        ? defaultInForce(site, type, definition.default)
        : computedDefault(
            sequenceDefault(sequenceNameFor(site, owner, definition.name.text), shownSchema(owner)),
            type.range,
          ),
    onUpdate: definition.onUpdate && momentInForce(site, type, definition.onUpdate.value),
    autoIncrement: definition.autoIncrement !== undefined,
    generated: definition.generated && {
      expression: definition.generated.expression.value,
      stored: definition.generated.stored,
    },
    identity: definition.identity?.value,
    comment: definition.comment?.value,
    visible: definition.visible,
    charset,
    collation,
    places: new DefinedPlaces(self, definition),
    bornAt: bornAt ?? self,
  });
}

/** Where a definition states the facts of its column. Each location is made when it is asked for: of most columns nobody asks. */
class DefinedPlaces implements Places<ColumnFact> {
  // No fact, so nobody who looks at all of them may come by it.
  readonly #definition: ColumnDefinition;

  constructor(
    readonly self: Location,
    definition: ColumnDefinition,
  ) {
    this.#definition = definition;
  }

  get type(): Location | undefined {
    return this.at(this.#definition.type?.range);
  }

  get nullable(): Location | undefined {
    return this.at(this.#definition.nullable?.range);
  }

  get default(): Location | undefined {
    return this.at(this.#definition.default?.range);
  }

  get onUpdate(): Location | undefined {
    return this.at(this.#definition.onUpdate?.range);
  }

  get comment(): Location | undefined {
    return this.at(this.#definition.comment?.range);
  }

  get autoIncrement(): Location | undefined {
    return this.at(this.#definition.autoIncrement);
  }

  get generated(): Location | undefined {
    return this.at(this.#definition.generated?.expression.range ?? this.#definition.identity?.range);
  }

  get charset(): Location | undefined {
    const { type } = this.#definition;
    return this.at(type?.charset?.range ?? type?.collation?.range);
  }

  private at(range: Range | undefined): Location | undefined {
    return range && { file: this.self.file, range };
  }
}

/** The parts of an index, its columns spelled as the table spells them. */
export function buildParts(site: Site, table: Table, definition: IndexDefinition): readonly IndexPart[] {
  return definition.parts.map((part) => {
    const { column: name, expression, length: written, descending } = part;
    const column = name && site.column(table, name.text);
    const length = keepsLength(definition.kind, written, column) ? written : undefined;
    const plain = { column: column?.name ?? name?.text, expression, length, descending };
    // What most parts have is written out: there are thousands, and to ask for what is not there takes long where shapes vary.
    if (!site.postgresql) return part.withoutOverlaps ? { ...plain, withoutOverlaps: true } : plain;
    const { operatorClass, nulls, withoutOverlaps } = part;
    // The column's own goes without saying.
    const isOwn =
      part.collation !== undefined && part.collation.replace(/^.*\.|"/g, "") === column?.collation;
    const collation = isOwn ? undefined : part.collation;
    if (!collation && !operatorClass && !nulls && !withoutOverlaps) return plain;
    return { ...plain, collation, operatorClass, nulls, withoutOverlaps };
  });
}

/** The bytes of a number. */
export const numberSizes: Readonly<Record<string, number>> = factsByName({
  ...{ tinyint: 1, smallint: 2, mediumint: 3, int: 4, bigint: 8, float: 4, double: 8 },
});

/** MySQL and MariaDB keep no length that is all of the value, and none of a FULLTEXT key (MySQL 9.7, MariaDB 10.11: tried). */
function keepsLength(kind: Index["kind"], length: number | undefined, column: Column | undefined): boolean {
  if (length === undefined || kind === "fulltext") return false;
  if (!column) return true;
  const {
    name,
    arguments: [size = "1"],
  } = column.type;
  if (/^(var)?(char|binary)$/.test(name)) return Number(size) !== length;
  return numberSizes[name] !== length && !/^(date|time|datetime|timestamp|year|bit|decimal)$/.test(name);
}

/** Keys that have a part of a column which is no longer than that now have it whole. */
export function withoutWholeLengths(indexes: readonly Index[], { name, type }: Column): readonly Index[] {
  if (!/^(var)?(char|binary)$/.test(type.name)) return indexes;
  const size = Number(type.arguments[0] ?? 1);
  const isWhole = ({ column, length }: IndexPart) =>
    column === name && length !== undefined && length >= size;
  return mapChanged(indexes, (index) => {
    const parts = mapChanged(index.parts, (part) => (isWhole(part) ? { ...part, length: undefined } : part));
    return parts === index.parts ? index : index.with({ parts });
  });
}

/** The facts that table options state; what they leave out is left out. */
export function optionFacts(
  site: Site,
  options: readonly TableOption[],
  inherited: Charset,
): Pick<Table, "engine" | "comment"> & Charset {
  const valueFor = (name: string) => options.findLast((option) => option.name === name)?.value;
  const written = { charset: valueFor("charset"), collation: valueFor("collation") };
  return {
    engine: valueFor("engine"),
    comment: valueFor("comment"),
    ...charsetInForce(site.server, written, inherited),
  };
}

/** A table's places, with those of the facts that its options state. Each fact is named: the places of all tables have one shape. */
export function tablePlaces(
  site: Site,
  options: readonly TableOption[],
  self: Location,
  known?: Table["places"],
): Table["places"] {
  const statedBy = (fact: "engine" | "comment" | "charset" | "collation") => {
    const option = options.findLast(({ name }) => name === fact);
    return option ? site.at(option.range) : known?.[fact];
  };
  return {
    self,
    comment: statedBy("comment"),
    charset: statedBy("charset"),
    collation: statedBy("collation"),
    engine: statedBy("engine"),
  };
}
