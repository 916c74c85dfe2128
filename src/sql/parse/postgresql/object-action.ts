// ALTER of what the model knows by name: RENAME TO, SET SCHEMA, OWNER TO, OWNED BY, and whatever else. In: a cursor behind the name.
// Out: changes.

import type { Change } from "../../change.js";
import type { ObjectName, TableOption } from "../../definition.js";
import type { NamedObjectKind } from "../../object-change.js";
import type { Cursor } from "../cursor.js";
import { readName, readNewName, readRole } from "./names.js";
import { readParameters } from "./options.js";
import { readSequenceOptions } from "./sequence.js";

export function readObjectAction(
  cursor: Cursor,
  object: NamedObjectKind,
  name: ObjectName,
  ifExists = false,
): readonly Change[] {
  if (cursor.is("RENAME") && cursor.is("TO", 1)) {
    cursor.at++;
    const to = readNewName(cursor);
    const range = cursor.since(cursor.first);
    return to ? [{ kind: "renameObject", object, name, to, ...(ifExists && { ifExists }), range }] : [];
  }
  const base = { kind: "alterObject", object, name } as const;
  if (cursor.accept("SET", "SCHEMA")) {
    const schema = readName(cursor, "a schema");
    return schema ? [{ ...base, schema, options: [], range: cursor.since(cursor.first) }] : [];
  }
  const option = readOption(cursor, object);
  const options = option ? [option] : [];
  const owner = object === "sequence" && !option ? readSequenceOptions(cursor) : undefined;
  // Of sequences there is more (RESTART, SET LOGGED).
  if (object === "sequence") cursor.at = cursor.last;
  const range = cursor.since(cursor.first);
  return [{ ...base, options, ...(owner !== undefined && { owner }), range }];
}

/** `owner` in this name; nothing of the rest. */
function readOption(cursor: Cursor, object: NamedObjectKind): TableOption | undefined {
  const start = cursor.at;
  if (cursor.accept("OWNER", "TO")) {
    readRole(cursor);
    return { name: "owner", value: cursor.text(-1), range: cursor.since(start) };
  }
  // Of views, functions, sequences and so on there is much more; a type has its own reader.
  if (object !== "type" && object !== "sequence") cursor.at = cursor.last;
  else if (object === "type" && cursor.accept("SET")) readParameters(cursor);
  return undefined;
}
