// PostgreSQL's sequences: the columns that they belong to, and those that count with them. In: a site and a change. Out: its effect.

import type { ColumnDefinition } from "../../sql/definition.js";
import type { DropObject, RenameObject, SequenceOwner } from "../../sql/object-change.js";
import type { Range } from "../../text/source-file.js";
import type { Column, NamedObject, Table } from "../model.js";
import { sequenceNameFor, serialType } from "./build.js";
import { followInTables, moveOf, sequenceOf } from "./follow.js";
import { isRelationTaken } from "./names.js";
import type { Effect, Identity, Site } from "./site.js";

/** The sequence that comes with a column: the one that its default counts with, or an identity's own. */
export function addOwnSequence(site: Site, table: Table, definition: ColumnDefinition): void {
  const column = table.columns.find(({ name }) => name === definition.name.text);
  if (!site.postgresql || !column || !definition.type) return;
  const isSerial = serialType(definition.type) !== undefined;
  if (isSerial) putSequence(site, column, sequenceOf(column.default)?.name, definition.type.range);
  else if (definition.identity) addIdentitySequence(site, column, definition.identity.range);
}

export function addIdentitySequence(site: Site, column: Column, range: Range): void {
  const { table, schema, name } = column;
  putSequence(site, column, sequenceNameFor(site, { name: table, schema }, name), range);
}

/** With its last counter the column is an identity no more. */
export function dropIdentitySequence(site: Site, table: Table, column: string, range: Range): void {
  for (const object of sequencesOf(site, table, column))
    site.timeline.removeObject(object, { how: "dropped", at: site.at(range) });
}

function putSequence(site: Site, owner: Column, name: string | undefined, range: Range): void {
  if (name === undefined) return;
  const { table, schema, name: column } = owner;
  site.timeline.putObject({ object: "sequence", name, schema, table, column, place: site.at(range) });
}

/** The sequences that go with a column. */
export function sequencesOf(site: Site, table: Table, column: string): readonly NamedObject[] {
  return site.schema.objectsOf(table).filter((one) => one.object === "sequence" && one.column === column);
}

/** They belong to the column, whatever it is called. */
export function renameOwner(site: Site, table: Table, from: string, to: string): void {
  for (const object of sequencesOf(site, table, from)) site.timeline.putObject({ ...object, column: to });
}

/** The identity column that a sequence is part of. */
function identityOf(site: Site, { table, schema, column }: NamedObject): Column | undefined {
  const owner = table === undefined ? undefined : site.schema.table(table, schema);
  return owner?.columns.find(({ name, identity }) => name === column && identity !== undefined);
}

const countsWith = ({ default: value }: Column, { name, schema }: Identity) => {
  const sequence = sequenceOf(value);
  return sequence?.name === name && sequence.schema === schema;
};

/** DROP SEQUENCE: refused where a default counts with it; CASCADE takes that default along. */
export function dropSequence(site: Site, sequence: NamedObject, change: DropObject): Effect {
  const identity = identityOf(site, sequence);
  const users = site.schema.tables.filter(({ columns }) => columns.some((one) => countsWith(one, sequence)));
  const user = users[0]?.columns.find((one) => countsWith(one, sequence));
  const column = identity ?? (change.cascade ? undefined : user);
  if (column) {
    const message = `Sequence \`${sequence.name}\` cannot be dropped: column \`${column.name}\` of \`${column.table}\` counts with it.`;
    const related = { at: column.at("default"), message: "It is stated here." };
    return site.refuse("conflict", message, change.name.range, related);
  }
  removeSequence(site, sequence, change.range);
  return "changed";
}

/** Takes a sequence away, with the defaults that count with it. */
export function removeSequence(site: Site, sequence: NamedObject, range: Range): void {
  for (const table of site.schema.tables) {
    if (!table.columns.some((one) => countsWith(one, sequence))) continue;
    const columns = table.columns.map((one) =>
      countsWith(one, sequence)
        ? one.with({ default: undefined, places: one.placesWith({ default: site.at(range) }) })
        : one,
    );
    site.timeline.putTable(table.with({ columns }));
  }
  site.timeline.removeObject(sequence, { how: "dropped", at: site.at(range) });
}

export function renameSequence(site: Site, sequence: NamedObject, { to }: RenameObject): Effect {
  const { name, schema } = sequence;
  if (name === to.text) return "unchanged";
  if (isRelationTaken(site, { name: to.text, schema }, to.range)) return "unchanged";
  const at = site.at(to.range);
  site.timeline.removeObject(sequence, { how: "renamed", to: to.text, at });
  site.timeline.putObject({ ...sequence, name: to.text, place: at });
  followInTables(site, { sequences: moveOf({ name, schema }, { name: to.text, schema }) });
  return "changed";
}

/** ALTER SEQUENCE … OWNED BY. */
export function ownSequence(
  site: Site,
  sequence: NamedObject,
  owner: SequenceOwner | null,
  range: Range,
): Effect {
  const identity = identityOf(site, sequence);
  if (identity) {
    const message = `Sequence \`${sequence.name}\` belongs to identity column \`${identity.name}\` of \`${identity.table}\`.`;
    return site.refuse("conflict", message, range, {
      at: identity.at("generated"),
      message: "It is stated here.",
    });
  }
  const table = owner ? site.lookUp(owner.table) : undefined;
  const column = table && owner?.column.text;
  if (sequence.table === table?.name && sequence.column === column) return "unchanged";
  // Who owns it is no part of its key: that is written anew. A table that the model does not have owns what it does not know.
  const at = site.at(range);
  site.timeline.removeObject(sequence, { how: "renamed", to: sequence.name, at });
  const { table: _, column: __, ...free } = sequence;
  site.timeline.putObject(table && column !== undefined ? { ...free, table: table.name, column } : free);
  return "changed";
}
