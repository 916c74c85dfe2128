// The columns of one role over all tables. In: the world. Out: columns in the order of creation, what most of them do. Judges nothing.

import type { Column, Schema } from "../schema/model.js";
import { isPartition } from "../schema/queries.js";
import { majorityOf } from "./majority.js";
import type { World } from "./rule.js";
import type { Role } from "./vocabulary.js";

type Counted = Pick<World, "schema" | "classOf" | "columnsIn">;

/** Every column in the role, of every table that is judged at all. */
export function columnsInRole(world: Counted, role: Role): readonly Column[] {
  return [...world.schema.tables]
    .filter((table) => world.classOf(table) !== "ignore" && !isPartition(world.schema, table))
    .flatMap((table) => world.columnsIn(table, role));
}

type ChoiceOf = (column: Column, schema: Schema) => string | undefined;

/** By a function that each world has of its own. */
const known = new WeakMap<World["classOf"], Map<ChoiceOf, string | undefined>>();

/** What most columns in the role do; asked for table after table, counted once. `choiceOf` must be the same function each time. */
export function usualInRole(world: Counted, role: Role, choiceOf: ChoiceOf): string | undefined {
  let choices = known.get(world.classOf);
  if (!choices) {
    choices = new Map();
    known.set(world.classOf, choices);
  }
  if (!choices.has(choiceOf))
    choices.set(
      choiceOf,
      majorityOf(columnsInRole(world, role), (column) => choiceOf(column, world.schema)),
    );
  return choices.get(choiceOf);
}
