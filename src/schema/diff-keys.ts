// Keys and checks added and dropped. In: keys and checks of the model. Out: changes without places.

import type { Change } from "../sql/change.js";
import { nowhere } from "../text/source-file.js";
import { checkDefinitionFor, indexDefinitionFor, nameFor, objectNameFor, ownerOf } from "./definitions.js";
import type { Check, Index, Schema } from "./model.js";

const bare = { range: nowhere } as const;
const plainDrop = { ifExists: false, cascade: false, ...bare } as const;

export function dropIndex(index: Index, { dialect }: Schema): Change {
  const table = ownerOf(index);
  if (dialect === "postgresql" && index.constraint)
    return { kind: "dropConstraint", table, name: nameFor(index.name), ...plainDrop };
  if (index.kind === "primary") return { kind: "dropPrimaryKey", table, ...plainDrop };
  const of = dialect === "postgresql" ? {} : { table };
  const name = objectNameFor({
    name: index.name,
    schema: dialect === "postgresql" ? index.schema : undefined,
  });
  return { kind: "dropIndex", ...of, index: name, concurrently: false, ...plainDrop };
}

export function addIndex(index: Index): Change {
  const definition = indexDefinitionFor(index);
  const options = { ifNotExists: false, orReplace: false, concurrently: false, ...bare };
  return { kind: "addIndex", table: ownerOf(index), index: definition, ...options };
}

export function dropCheck(check: Check): Change {
  return {
    kind: "dropConstraint",
    table: ownerOf(check),
    name: nameFor(check.name),
    only: "check",
    ...(check.period && { period: check.period }),
    ...plainDrop,
  };
}

export function addCheck(check: Check): Change {
  const definition = checkDefinitionFor(check);
  return { kind: "addCheck", table: ownerOf(check), check: definition, ifNotExists: false, ...bare };
}
