// PostgreSQL: views keep what they stand on. In: a site, a view or what it may stand on. Out: what it stands on; the view that keeps something.
// (18 manual 5.15; MySQL and MariaDB let a view break.)

import { type Location, nowhere } from "../../text/source-file.js";
import type { Column, NamedObject, Table, ViewSupport } from "../model.js";
import { placeKey } from "../timeline/mentions.js";
import { type ReadRelation, readViewQuery } from "../view-query.js";
import { isTemporaryView, queryOf } from "../view-text.js";
import type { Site } from "./site.js";

/** By identity, which no new name changes. */
export function supportsOf(
  site: Site,
  definition: NonNullable<NamedObject["definition"]>,
): readonly ViewSupport[] {
  const { file, range, text = file.text.slice(range.start, range.end) } = definition;
  const query = isTemporaryView(text) ? undefined : queryOf(text);
  if (query === undefined) return [];
  const { relations, columns, isFlat } = readViewQuery(query);
  const supports: Support[] = [];
  const tables: Source[] = [];
  for (const relation of relations) {
    const of = relationOf(site, relation);
    if (!of) continue;
    const identity = identityOf(of);
    const support: Support = supports.find((one) => one.relation === identity) ?? {
      relation: identity,
      columns: [],
    };
    if (!supports.includes(support)) supports.push(support);
    if ("columns" in of) tables.push({ label: relation.label, table: of, support });
  }
  // Columns of what is not known may be called the same.
  const isWhole =
    isFlat && tables.length === relations.length && tables.every(({ table }) => table.knowledge === "whole");
  for (const { label, name } of columns) {
    const meant = label === undefined ? (isWhole ? tables : []) : tables.filter((one) => one.label === label);
    const having = name === undefined ? meant : meant.filter(({ table }) => columnNamed(table, name));
    // Of several that have it, the words do not tell which is meant; `*` means all.
    const isShared = having.some(({ support }) => support !== having[0]?.support);
    if (isShared && (name !== undefined || label !== undefined)) continue;
    for (const { table, support } of having) {
      if (name === undefined) support.columns.push(...table.columns.map(({ bornAt }) => bornAt));
      else support.columns.push((columnNamed(table, name) as Column).bornAt);
    }
  }
  return supports;
}

interface Support extends ViewSupport {
  readonly columns: Location[];
}

interface Source {
  readonly label: string;
  readonly table: Table;
  readonly support: Support;
}

function columnNamed({ columns }: Table, wanted: string): Column | undefined {
  return columns.find(({ name }) => name === wanted);
}

function relationOf(site: Site, { name, schema }: ReadRelation): Table | NamedObject | undefined {
  const written = (text: string) => ({ text, quoted: true, range: nowhere });
  const meant = {
    name: written(name),
    ...(schema !== undefined && { schema: written(schema) }),
    range: nowhere,
  };
  const { current } = site.timeline.settings;
  const identity = site.resolve(meant);
  const isElsewhere = schema === undefined && current !== undefined;
  return (
    site.lookUp(meant) ??
    site.schema.object("view", identity.name, identity.schema) ??
    (isElsewhere ? site.schema.object("view", name) : undefined)
  );
}

function identityOf(of: Table | NamedObject): Location {
  return "columns" in of ? of.bornAt : (of.definition ?? of.place);
}

/**
 * A view that stays and stands on a table or view, or on a column of it. Which views a CASCADE has left is not known, nor which ones a
 * change that could not be followed.
 */
function viewOn(site: Site, relation: Location, column?: Location): NamedObject | undefined {
  if (!site.postgresql || site.timeline.settings.doubtedUpTo !== undefined) return undefined;
  const views = site.schema.objectsMentioning("support", placeKey(relation));
  if (views.length === 0) return undefined;
  const goes = new Set(
    site.changes.flatMap((change) =>
      change.kind === "dropObject" && change.object === "view" ? [site.resolve(change.name).name] : [],
    ),
  );
  return views.find(
    ({ name, doubtful, supports = [] }) =>
      !doubtful &&
      !goes.has(name) &&
      supports.some(
        (one) => one.relation === relation && (column === undefined || one.columns.includes(column)),
      ),
  );
}

export interface Dependent {
  /** "view `v` uses it" */
  readonly why: string;
  readonly related: { readonly at: Location; readonly message: string };
}

function dependentOf(view: NamedObject | undefined): Dependent | undefined {
  if (!view) return undefined;
  const related = { at: view.place, message: "The view was created here." };
  return { why: `view \`${view.name}\` uses it`, related };
}

export function viewOfTable(site: Site, table: Table): Dependent | undefined {
  return dependentOf(viewOn(site, table.bornAt));
}

export function viewOfColumn(site: Site, table: Table, column: Column): Dependent | undefined {
  return dependentOf(viewOn(site, table.bornAt, column.bornAt));
}

export function viewOfView(site: Site, view: NamedObject): Dependent | undefined {
  return dependentOf(viewOn(site, identityOf(view)));
}
