// What PostgreSQL's tables are made of and what the model knows by its text: domains, composite types, the functions that tables call. In: a
// schema, the text of each object. Out: those objects, each behind what it needs.

import { namedIn } from "./expression-names.js";
import { tokenizeExpression } from "./expression-text.js";
import type { NamedObject, Schema, Table } from "./model.js";
import { inNeedsOrder } from "./needs-order.js";

/** The statement that an object was created with, where it is known. */
export type DefinitionOf = (object: NamedObject) => string | undefined;

const typeKinds: ReadonlySet<string> = new Set(["domain", "type"]);

/** Functions stand with the types, and not behind the tables, where a table or a domain calls them. */
export function ingredientsOf(schema: Schema, definitionOf: DefinitionOf): readonly NamedObject[] {
  const types = schema.objects.filter(({ object }) => typeKinds.has(object));
  const functions = byName(schema.objects.filter(({ object }) => object === "function"));
  const called = (names: readonly string[]) => names.flatMap((name) => functions.get(name) ?? []);
  const texts = new Map(types.map((type) => [type, definitionOf(type) ?? ""]));
  const needed = new Set<NamedObject>();
  let open = [...schema.tables.flatMap(expressionsOf), ...texts.values()];
  while (open.length > 0) {
    const found = open.flatMap((text) => called(namedIn(text, "function"))).filter((one) => !needed.has(one));
    for (const one of found) {
      needed.add(one);
      texts.set(one, definitionOf(one) ?? "");
    }
    open = [...new Set(found)].map((one) => texts.get(one) ?? "");
  }
  const typesNamed = byName(types);
  return inNeedsOrder([...types, ...needed], (object) => {
    const text = texts.get(object) ?? "";
    // What a function calls in a body that is a string is looked for when it runs.
    const calls = called(namedIn(text, "function"));
    const words = tokenizeExpression(text, "postgresql").filter(({ kind }) => kind === "word");
    return [...calls, ...words.flatMap((word) => typesNamed.get(word.text) ?? [])];
  });
}

function byName(objects: readonly NamedObject[]): ReadonlyMap<string, readonly NamedObject[]> {
  const named = new Map<string, NamedObject[]>();
  for (const object of objects) {
    const others = named.get(object.name);
    if (others) others.push(object);
    else named.set(object.name, [object]);
  }
  return named;
}

function expressionsOf({ columns, checks, indexes }: Table): readonly string[] {
  return [
    ...columns.flatMap(({ default: value, generated }) => [
      ...(value?.kind === "expression" ? [value.text] : []),
      ...(generated ? [generated.expression] : []),
    ]),
    ...checks.map(({ expression }) => expression),
    ...indexes.flatMap(({ parts, where }) => [
      ...parts.flatMap(({ expression }) => expression ?? []),
      ...(where === undefined ? [] : [where]),
    ]),
  ];
}
