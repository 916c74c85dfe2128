// PostgreSQL's COMMENT ON, but for columns. In: a site and a change. Out: its effect.

import type { SetComment } from "../../sql/change.js";
import type { ObjectName } from "../../sql/definition.js";
import type { Table } from "../model.js";
import { findIndexes } from "./names.js";
import type { Effect, Site } from "./site.js";

export function applySetComment(site: Site, change: SetComment): Effect {
  if (change.object === "table" && change.table) {
    const table = site.tableToAlter({ table: change.table });
    return table ? commentTable(site, table, change) : "unchanged";
  }
  if (change.object === "index" && change.name) return commentIndex(site, change.name, change);
  if (change.object === "constraint") return commentForeignKey(site, change);
  return "unchanged";
}

function commentTable(site: Site, table: Table, change: SetComment): Effect {
  const comment = change.comment.value ?? undefined;
  if ((table.comment ?? "") === (comment ?? "")) return "unchanged";
  const places = { ...table.places, comment: site.at(change.comment.range) };
  site.timeline.putTable(table.with({ comment, places }));
  return "changed";
}

function commentIndex(site: Site, of: ObjectName, change: SetComment): Effect {
  const { name, schema } = site.resolve(of);
  const found = findIndexes(site, name, schema)[0];
  if (!found) return "unchanged";
  const comment = change.comment.value ?? undefined;
  if ((found.index.comment ?? "") === (comment ?? "")) return "unchanged";
  const places = { ...found.index.places, comment: site.at(change.comment.range) };
  const commented = found.index.with({ comment, places });
  const indexes = found.table.indexes.map((index) => (index === found.index ? commented : index));
  site.timeline.putTable(found.table.with({ indexes }));
  return "changed";
}

/** Of the other constraints the model keeps no comments. */
function commentForeignKey(site: Site, { table: owner, name, comment }: SetComment): Effect {
  const table = owner && site.tableToAlter({ table: owner });
  const key = table?.foreignKeys.find((one) => one.name === name?.name.text);
  if (!table || !key || (key.comment ?? "") === (comment.value ?? "")) return "unchanged";
  const places = { ...key.places, comment: site.at(comment.range) };
  const commented = key.with({ comment: comment.value ?? undefined, places });
  const foreignKeys = table.foreignKeys.map((one) => (one === key ? commented : one));
  site.timeline.putTable(table.with({ foreignKeys }));
  return "changed";
}
