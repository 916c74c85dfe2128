// A replayed schema as the SQL that makes it out of nothing. In: a schema. Out: statements, comments for what else there has to be.
// What the model knows by name alone (views, routines, triggers) is given as its author wrote it.

import { createObject, creationOf } from "../schema/creation.js";
import type { Column, NamedObject, Schema } from "../schema/model.js";
import { terminate } from "../sql/print/definition.js";
import { printChanges } from "../sql/print.js";
import type { Location } from "../text/source-file.js";
import { definitionText } from "./definition-text.js";
import type { SchemaContext, SchemaReporter } from "./reporter.js";
import { visible } from "./visible.js";

export const schemaSql: SchemaReporter = {
  name: "sql",
  render(schema, context) {
    const { dialect } = schema;
    const definitionOf = (object: NamedObject) => definitionText(object, context);
    const { before, ingredients, tables, objects } = creationOf(schema, definitionOf);
    const foreign = expectations(schema);
    const parts = [
      foreign.join("\n"),
      printChanges(before, dialect, context.version),
      // The tables that a body speaks of come later (PostgreSQL 18 manual 19.11.1).
      ingredients.some(({ object }) => object === "function") ? "SET check_function_bodies = false;" : "",
      ...ingredients.map((object) => printObject(object, schema, context)),
      ...tables
        .reduce<(typeof tables)[number][][]>((groups, change) => {
          // Neighbours that alter one table share a statement; a table stands for itself.
          const last = groups.at(-1);
          const joins = change.kind !== "createTable" && last?.[0]?.kind === change.kind;
          if (last && joins) last.push(change);
          else groups.push([change]);
          return groups;
        }, [])
        .map((group) => printChanges(group, dialect, context.version)),
      ...objects.map((object) => printObject(object, schema, context)),
    ];
    const text = parts.filter((part) => part !== "").join("\n\n");
    return text === "" ? "" : `${text}\n`;
  },
};

/** Tables that have to be there already, as far as foreign keys and the configuration tell. */
function expectations(schema: Schema): readonly string[] {
  const columns = new Map<string, Set<string>>();
  const columnsOf = (label: string) => {
    const known = columns.get(label) ?? new Set();
    columns.set(label, known);
    return known;
  };
  for (const table of schema.tables) {
    if (table.knowledge === "partial") columnsOf(labelOf(table));
    for (const key of table.foreignKeys) {
      const target = schema.table(key.target.table, key.target.schema);
      if (target?.knowledge === "whole") continue;
      const known = columnsOf(labelOf({ name: key.target.table, schema: key.target.schema }));
      for (const [at, name] of key.targetColumns.entries()) {
        const declared = target?.column(name);
        const column = declared ?? table.column(key.columns[at] ?? "");
        if (declared && target?.knowledge === "partial") continue;
        known.add(column ? `${name} ${typeText(column)}` : name);
      }
    }
  }
  const lines = [...columns].map(([label, known]) =>
    known.size > 0 ? `-- ${label} (${[...known].sort().join(", ")})` : `-- ${label}`,
  );
  const title = "-- No migration creates these tables; they have to be there:";
  return lines.length === 0 ? [] : [title, ...lines.sort().map(visible)];
}

function typeText({ type, charset, collation }: Column): string {
  const words = charset === undefined ? "" : ` CHARACTER SET ${charset} COLLATE ${collation}`;
  return type.text + words;
}

/** Routines of one name in their order. */
function printObject(object: NamedObject, schema: Schema, context: SchemaContext): string {
  const all: NamedObject[] = [];
  for (let one: NamedObject | undefined = object; one; one = one.overloaded) all.unshift(one);
  return all.map((one) => printOne(one, schema, context)).join("\n\n");
}

/** As its author wrote it, with what was done to it since. */
function printOne(object: NamedObject, { dialect }: Schema, context: SchemaContext): string {
  if (object.attributes) return printChanges([createObject(object)], dialect, context.version);
  const alterations = alterationsOf(object).map((place) => context.statementAt(place)?.trim());
  const statements = [...alterations, definitionText(object, context)?.trim()].reverse();
  if (statements.includes(undefined)) {
    const name = visible(labelOf(object));
    return `-- ${object.object.toUpperCase()} ${name}: its definition is not known.`;
  }
  return statements.map((statement) => terminate(statement as string, dialect)).join("\n\n");
}

function alterationsOf({ alteration }: NamedObject): readonly Location[] {
  const places: Location[] = [];
  for (let one = alteration; one; one = one.earlier) places.push(one.at);
  return places;
}

function labelOf({ name, schema }: { readonly name: string; readonly schema?: string }): string {
  return schema === undefined ? name : `${schema}.${name}`;
}
