// Foreign keys, checks, and constraints of any kind by name. In: a site and a change. Out: its effect.

import type {
  AddCheck,
  AddForeignKey,
  AlterConstraint,
  DropConstraint,
  DropForeignKey,
  RenameConstraint,
} from "../../sql/change.js";
import type { Check, Column, ColumnState, ForeignKey, Index, PastPart, Table } from "../model.js";
import { addCheck } from "./add-check.js";
import { addForeignKey } from "./add-foreign-key.js";
import { removeIndex } from "./indexes.js";
import { isRelationTaken } from "./names.js";
import { type Effect, type Site, withPast } from "./site.js";

export function applyAddForeignKey(site: Site, change: AddForeignKey): Effect {
  const table = site.tableToAlter(change);
  if (!table) return "unchanged";
  const { foreignKey: definition, ifNotExists } = change;
  const name = definition.name ?? (site.server.indexNamesForeignKey ? definition.indexName : undefined);
  if (name && ifNotExists && findConstraint(site, table, name.text)) return "unchanged";
  const isReused = name && site.droppedForeignKeys.has(name.text.toLowerCase());
  if (name && isReused && !site.server.reusesForeignKeyName) {
    const message = `Foreign key \`${name.text}\` cannot be dropped and added in one statement.`;
    site.refuse("conflict", message, name.range);
  }
  const isOnly = change.table.only === true;
  const isLate = definition.notValid && !site.server.validatesPartitionsLater;
  if (site.postgresql && table.partitioned && (isOnly || isLate)) {
    const what = isOnly ? "ONLY without its partitions" : "NOT VALID before PostgreSQL 18";
    const message = `Partitioned table \`${table.name}\` has no foreign key ${what}.`;
    return site.refuse("conflict", message, definition.range, site.birthPlace(table));
  }
  const added = addForeignKey(site, table, definition);
  // With a bad target the key is kept all the same: it is refused once, here.
  if (!added || added === table) return "unchanged";
  site.timeline.putTable(added);
  return "changed";
}

export function applyDropForeignKey(site: Site, change: DropForeignKey): Effect {
  const table = site.tableToAlter(change);
  if (!table) return "unchanged";
  const key = table.foreignKeys.find((one) => site.sameName(one.name, change.name.text));
  const fate = { how: "dropped", at: site.at(change.range) } as const;
  if (!key) return site.withoutPart(table, "foreign key", change.name, fate, change.ifExists);
  return removeForeignKey(site, table, key, change.range);
}

function removeForeignKey(site: Site, table: Table, key: ForeignKey, range: AddCheck["range"]): Effect {
  site.droppedForeignKeys.add(key.name.toLowerCase());
  const foreignKeys = table.foreignKeys.filter((one) => one !== key);
  const past = withPast(table, { part: "foreign key", name: key.name, how: "dropped", at: site.at(range) });
  site.timeline.putTable(table.with({ foreignKeys, ...past }));
  return "changed";
}

export function applyAddCheck(site: Site, change: AddCheck): Effect {
  const table = site.tableToAlter(change);
  if (!table) return "unchanged";
  const { name } = change.check;
  if (name && change.ifNotExists && findConstraint(site, table, name.text)) return "unchanged";
  const added = addCheck(site, table, change.check);
  if (!added || added === table) return "unchanged";
  site.timeline.putTable(added);
  return "changed";
}

type Constraint =
  | { readonly part: "foreign key"; readonly key: ForeignKey }
  | { readonly part: "check"; readonly check: Check }
  | { readonly part: "index"; readonly index: Index }
  | { readonly part: "not null"; readonly column: Column };

/** A constraint by its name, whatever its kind. A check that is part of a MariaDB column has none of its own. */
function findConstraint(site: Site, table: Table, name: string): Constraint | undefined {
  const key = table.foreignKeys.find((one) => site.sameName(one.name, name));
  if (key) return { part: "foreign key", key };
  const check = table.checks.find(
    (one) => site.sameName(one.name, name) && !(site.server.checksBelongToColumns && one.inline),
  );
  if (check) return { part: "check", check };
  const index = table.indexes.find(
    (one) => site.sameName(one.name, name) && (one.constraint || (!site.postgresql && one.unique)),
  );
  if (index) return { part: "index", index };
  const column = notNullColumn(site, table, name);
  return column && { part: "not null", column };
}

/** A column by the name of its NOT NULL constraint. */
function notNullColumn(site: Site, table: Table, name: string): Column | undefined {
  if (!site.server.namesNotNull) return undefined;
  const required = table.columns.filter(({ nullable }) => !nullable);
  return (
    required.find(({ notNullName }) => notNullName === name) ??
    required.find(({ madeNotNullName }) => madeNotNullName === name)
  );
}

function withColumn(table: Table, column: Column, facts: Partial<ColumnState>): Table {
  return table.with({ columns: table.columns.map((one) => (one === column ? one.with(facts) : one)) });
}

/** DROP CONSTRAINT of a NOT NULL is DROP NOT NULL. */
function dropNotNull(site: Site, table: Table, column: Column, change: DropConstraint): Effect {
  const { range, name } = change;
  const required = table.primaryKey?.columns.includes(column.name) === true;
  if (required) {
    const message = `Constraint \`${name.text}\` of \`${table.name}\` cannot be dropped: column \`${column.name}\` is in the primary key.`;
    return site.refuse("conflict", message, name.range, {
      at: column.bornAt,
      message: "The column was added here.",
    });
  }
  const places = column.placesWith({ nullable: site.at(range) });
  site.timeline.putTable(withColumn(table, column, { nullable: true, notNullName: undefined, places }));
  return "changed";
}

export function applyDropConstraint(site: Site, change: DropConstraint): Effect {
  const table = site.tableToAlter(change);
  if (!table) return "unchanged";
  const { name, only } = change;
  const found = findConstraint(site, table, name.text);
  if (!found || (only && found.part !== only)) return withoutConstraint(site, table, change);
  if (found.part === "foreign key") return removeForeignKey(site, table, found.key, change.range);
  if (found.part === "index") return removeIndex(site, table, found.index, change);
  if (found.part === "not null") return dropNotNull(site, table, found.column, change);
  const checks = table.checks.filter((one) => one !== found.check);
  const past = withPast(table, { part: "check", name: name.text, how: "dropped", at: site.at(change.range) });
  site.timeline.putTable(table.with({ checks, ...past }));
  return "changed";
}

const constraintParts: readonly PastPart["part"][] = ["check", "foreign key", "index"];

/** A name that only PostgreSQL 18 gives, of a table that is known whole: refused, and said why. */
function isOfNotNull(site: Site, table: Table, { text, range }: DropConstraint["name"]): boolean {
  const isMade = site.postgresql && !site.server.namesNotNull && /_not_null\d*$/.test(text);
  if (!isMade || site.mayHave(table, "check", text) || site.pastPart(table, "check", text)) return false;
  const message = `Table \`${table.name}\` has no constraint \`${text}\`: NOT NULL has a name since PostgreSQL 18.`;
  site.refuse("missing", message, range, site.birthPlace(table));
  return true;
}

function withoutConstraint(site: Site, table: Table, change: DropConstraint): Effect {
  const { name } = change;
  // MySQL before 8.0.16 reads CHECK and keeps nothing, so that nothing can be missed by a later DROP CHECK either.
  if (change.only === "check" && !site.server.keepsChecks) return "unchanged";
  const past = constraintParts
    .map((part) => site.pastPart(table, part, name.text))
    .find((one) => one !== undefined);
  const fate = { how: "dropped", at: site.at(change.range) } as const;
  if (!past) {
    if (!change.ifExists && isOfNotNull(site, table, name)) return "unchanged";
    return site.withoutPart(table, "check", name, fate, change.ifExists, "constraint");
  }
  return change.ifExists ? "unchanged" : site.withoutPart(table, past.part, name, fate, false, "constraint");
}

export function applyRenameConstraint(site: Site, change: RenameConstraint): Effect {
  const table = site.tableToAlter(change);
  if (!table) return "unchanged";
  const { name, to } = change;
  const fate = { how: "renamed", to: to.text, at: site.at(to.range) } as const;
  const found = findConstraint(site, table, name.text);
  if (!found && isOfNotNull(site, table, name)) return "unchanged";
  if (!found) return site.withoutPart(table, "check", name, fate, false, "constraint");
  if (findConstraint(site, table, to.text)) {
    const message = `Table \`${table.name}\` has a constraint \`${to.text}\` already.`;
    return site.refuse("exists", message, to.range);
  }
  const isIndex = site.postgresql && found.part === "index";
  if (isIndex && isRelationTaken(site, { name: to.text, schema: table.schema }, to.range)) return "unchanged";
  if (found.part === "not null") {
    site.timeline.putTable(withColumn(table, found.column, { notNullName: to.text }));
    return "changed";
  }
  const named = { name: to.text, named: true };
  const self = site.at(to.range);
  const renamed = table.with({
    ...withPast(table, { part: found.part, name: name.text, ...fate }),
    foreignKeys: table.foreignKeys.map((one) =>
      found.part === "foreign key" && one === found.key
        ? one.with({ ...named, places: { ...one.places, self } })
        : one,
    ),
    checks: table.checks.map((one) =>
      found.part === "check" && one === found.check
        ? one.with({ ...named, places: { ...one.places, self } })
        : one,
    ),
    indexes: table.indexes.map((one) =>
      found.part === "index" && one === found.index
        ? one.with({ ...named, places: { ...one.places, self } })
        : one,
    ),
  });
  site.timeline.putTable(renamed);
  return "changed";
}

export function applyAlterConstraint(site: Site, change: AlterConstraint): Effect {
  const table = site.tableToAlter(change);
  if (!table) return "unchanged";
  const { name, validated, enforced } = change;
  const found = findConstraint(site, table, name.text);
  if (!found) {
    if (site.mayHave(table, "check", name.text)) return "changed";
    const message = `Table \`${table.name}\` has no constraint \`${name.text}\`.`;
    return site.refuse("missing", message, name.range, site.birthPlace(table));
  }
  // PostgreSQL 18 manual, ALTER TABLE; MySQL 9.7, error 3941.
  if (found.part === "index" || (found.part === "foreign key" && !site.postgresql)) {
    const message = `Constraint \`${name.text}\` of \`${table.name}\` holds always: it is no check.`;
    return site.refuse("conflict", message, name.range, site.birthPlace(table));
  }
  if (found.part === "foreign key" && validated !== undefined && found.key.validated !== validated) {
    const foreignKeys = table.foreignKeys.map((one) => (one === found.key ? one.with({ validated }) : one));
    site.timeline.putTable(table.with({ foreignKeys }));
    return "changed";
  }
  if (found.part !== "check") return "unchanged";
  const { check } = found;
  const altered = check.with({
    validated: validated ?? check.validated,
    enforced: enforced ?? check.enforced,
  });
  if (altered.validated === check.validated && altered.enforced === check.enforced) return "unchanged";
  const checks = table.checks.map((one) => (one === check ? altered : one));
  site.timeline.putTable(table.with({ checks }));
  return "changed";
}
