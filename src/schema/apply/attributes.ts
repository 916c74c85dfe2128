// ALTER TYPE … ATTRIBUTE: what a composite type consists of, and the tables that are OF it. In: a site and actions. Out: their effect.

import type { Change } from "../../sql/change.js";
import type { ColumnDefinition, ObjectName } from "../../sql/definition.js";
import type { AttributeAction } from "../../sql/object-change.js";
import { nowhere, type Range } from "../../text/source-file.js";
import type { Table } from "../model.js";
import { applyAlterColumn } from "./alter-column.js";
import { applyAddColumn, applyRenameColumn } from "./columns.js";
import { applyDropColumn } from "./drop-column.js";
import type { Effect, Site } from "./site.js";
import { findUserType, tablesOf } from "./user-types.js";

// As a server takes them: what is dropped first (PostgreSQL's src/backend/commands/tablecmds.c, AlterTablePass).
const passes = { drop: 1, type: 2, add: 3, rename: 4 } as const;

export function alterAttributes(
  site: Site,
  name: ObjectName,
  actions: readonly AttributeAction[],
  range: Range,
): Effect {
  const type = findUserType(site, name);
  if (!type?.object?.attributes) return "unchanged";
  let attributes = type.object.attributes;
  for (const action of actions.toSorted((a, b) => passes[a.action] - passes[b.action])) {
    const tables = tablesOf(site, type);
    const [table] = tables;
    if (table && !action.cascade) {
      const message = `Type \`${type.name}\` cannot be altered without CASCADE: table \`${table.name}\` is of it.`;
      return site.refuse("conflict", message, name.range, site.birthPlace(table));
    }
    const altered = alterOne(site, type.name, attributes, action);
    if (!altered) return "unchanged";
    if (action.action === "type" && isHeld(site, name)) return "unchanged";
    attributes = altered;
    for (const one of tables) alterTable(site, one, action, range);
  }
  site.timeline.putObject({ ...type.object, attributes });
  return "changed";
}

/** The attributes after an action; nothing where it is refused. */
function alterOne(
  site: Site,
  type: string,
  attributes: readonly ColumnDefinition[],
  action: AttributeAction,
): readonly ColumnDefinition[] | undefined {
  const find = (name: string) => attributes.findIndex((one) => one.name.text === name);
  const target =
    action.action === "add" ? action.attribute.name : action.action === "rename" ? action.to : undefined;
  if (target && find(target.text) >= 0) {
    site.refuse("exists", `Type \`${type}\` has an attribute \`${target.text}\` already.`, target.range);
    return undefined;
  }
  if (action.action === "add") return [...attributes, action.attribute];
  const at = find(action.name.text);
  const attribute = attributes[at];
  if (!attribute) {
    if (action.action === "drop" && action.ifExists) return attributes;
    const message = `Type \`${type}\` has no attribute \`${action.name.text}\`.`;
    site.refuse("missing", message, action.name.range);
    return undefined;
  }
  if (action.action === "drop") return attributes.toSpliced(at, 1);
  const { name, type: written } =
    action.action === "rename"
      ? { name: action.to, type: attribute.type }
      : { name: attribute.name, type: action.type };
  return attributes.with(at, { ...attribute, name, type: written });
}

/** The type of an attribute cannot change where a column has it in its rows (PostgreSQL 15: tried). */
function isHeld(site: Site, name: ObjectName): boolean {
  const type = findUserType(site, name);
  const holder =
    type &&
    site.schema.tables.find(({ columns }) =>
      columns.some(({ type: own }) => own.name === type.name && own.schema === type.schema),
    );
  if (!holder) return false;
  const message = `Type \`${name.name.text}\` cannot be altered: table \`${holder.name}\` has a column of it.`;
  site.refuse("conflict", message, name.range, site.birthPlace(holder));
  return true;
}

function alterTable(
  site: Site,
  { name, schema = "public" }: Table,
  action: AttributeAction,
  range: Range,
): void {
  const written = (text: string) => ({ text, quoted: true, range: nowhere });
  const base = { table: { name: written(name), schema: written(schema), range: nowhere }, range };
  applyTo(site, action, base);
}

function applyTo(
  site: Site,
  action: AttributeAction,
  base: Pick<Change & { kind: "addColumn" }, "table" | "range">,
): Effect {
  switch (action.action) {
    case "add":
      return applyAddColumn(site, {
        ...base,
        kind: "addColumn",
        column: action.attribute,
        ifNotExists: false,
      });
    case "drop":
      return applyDropColumn(site, {
        ...base,
        kind: "dropColumn",
        column: action.name,
        ifExists: true,
        cascade: true,
      });
    case "rename":
      return applyRenameColumn(site, {
        ...base,
        kind: "renameColumn",
        column: action.name,
        to: action.to,
        ifExists: false,
      });
    case "type":
      return applyAlterColumn(site, {
        ...base,
        kind: "alterColumn",
        column: action.name,
        type: action.type,
        ifExists: false,
      });
  }
}
