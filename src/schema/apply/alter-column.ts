// ALTER COLUMN: one fact of a column. In: a site and a change. Out: its effect.

import type { AlterColumn } from "../../sql/change.js";
import type { DefaultValue } from "../../sql/definition.js";
import type { Range } from "../../text/source-file.js";
import { isSameColumn } from "../facts.js";
import type { Column, ColumnFact, ColumnState, Table } from "../model.js";
import { columnCharset, defaultInForce, resolveType, withoutParentheses } from "./build.js";
import { isForbidden } from "./forbidden-alterations.js";
import { addIdentitySequence, dropIdentitySequence } from "./sequences.js";
import type { Effect, Site } from "./site.js";

export function applyAlterColumn(site: Site, change: AlterColumn): Effect {
  const table = site.tableToAlter(change);
  if (!table) return "unchanged";
  const column = site.column(table, change.column.text);
  if (!column) {
    if (site.mayHave(table, "column", change.column.text)) return "changed";
    if (!change.ifExists) site.requireColumn(table, change.column);
    return "unchanged";
  }
  const key = table.primaryKey;
  if (change.nullable?.value === true && key?.columns.includes(column.name)) {
    const related = { at: key.at(), message: "The primary key was added here." };
    const message = `Column \`${column.name}\` of \`${table.name}\` cannot become NULL: it is in the primary key.`;
    return site.refuse("conflict", message, change.column.range, related);
  }
  if (isForbidden(site, table, column, change)) return "unchanged";
  const altered = alter(site, table, column, change);
  const { dialect } = site.server;
  if (isSameColumn(column, altered, dialect)) return "unchanged";
  const columns = table.columns.map((one) => (one === column ? altered : one));
  site.timeline.putTable(table.with({ columns }));
  if (column.identity && !altered.identity) dropIdentitySequence(site, table, column.name, change.range);
  else if (!column.identity && altered.identity) addIdentitySequence(site, altered, change.range);
  return "changed";
}

/** MySQL takes a plain value for one in parentheses as well, but for a negative number (9.7: tried). */
function stated({ server }: Site, value: AlterColumn["default"]): DefaultValue | undefined {
  const isPlain = server.dialect === "mysql" && value && !/^\(\s*-/.test(value.text);
  return isPlain ? withoutParentheses(value) : (value ?? undefined);
}

function alter(site: Site, table: Table, column: Column, change: AlterColumn): Column {
  const decided = (fact: ColumnFact, range: Range | undefined, facts: Partial<ColumnState>) =>
    column.with({ ...facts, places: column.placesWith({ [fact]: site.at(range ?? change.range) }) });
  if (change.type) {
    // The type is stated whole: its collation is the written one or the type's own (PostgreSQL 18 manual, ALTER TABLE).
    const type = resolveType(site, change.type);
    return decided("type", change.type.range, { type, ...columnCharset(site, type, table) });
  }
  if (change.default !== undefined) {
    const value = defaultInForce(site, column.type, stated(site, change.default));
    // On MariaDB the current time as default and ON UPDATE are one fact: either goes with the other (10.11: tried).
    const goes = site.server.dialect === "mariadb" && column.default?.kind === "now";
    return decided("default", change.default?.range, {
      default: value,
      ...(goes && { onUpdate: undefined }),
    });
  }
  if (change.nullable) {
    const { value, name, range } = change.nullable;
    // One that is NOT NULL already keeps the name of its constraint.
    const isSame = !value && !column.nullable;
    const notNullName = isSame ? column.notNullName : name?.text;
    return decided("nullable", range, { nullable: value, notNullName });
  }
  if (change.comment)
    return decided("comment", change.comment.range, { comment: change.comment.value ?? undefined });
  if (change.identity) {
    const identity = change.identity.value ?? undefined;
    return decided("generated", change.identity.range, { identity });
  }
  if (change.generated === null) return decided("generated", undefined, { generated: undefined });
  if (change.generated && column.generated) {
    const generated = { ...column.generated, expression: change.generated.value };
    return decided("generated", change.generated.range, { generated });
  }
  if (change.visible !== undefined) return column.with({ visible: change.visible });
  return column;
}
