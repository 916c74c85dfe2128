// The columns of one role over all tables. In: the world. Out: columns in the order of creation. Judges nothing.

import type { Column } from "../schema/model.js";
import { isPartition } from "../schema/queries.js";
import type { World } from "./rule.js";
import type { Role } from "./vocabulary.js";

/** Every column in the role, of every table that is judged at all. */
export function columnsInRole(
  world: Pick<World, "schema" | "classOf" | "columnsIn">,
  role: Role,
): readonly Column[] {
  return [...world.schema.tables]
    .filter((table) => world.classOf(table) !== "ignore" && !isPartition(world.schema, table))
    .flatMap((table) => world.columnsIn(table, role));
}
