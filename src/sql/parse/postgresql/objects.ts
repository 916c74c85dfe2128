// CREATE and DROP of what the model knows by name: views, sequences, schemas, extensions. In: a cursor behind the object's word.
// Out: changes.

import type { Change } from "../../change.js";
import type { ObjectName } from "../../definition.js";
import type { DropObject, NamedObjectKind, ViewKind } from "../../object-change.js";
import type { ReadContext } from "../context.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { readDropBehaviour, readName, readObjectName, readObjectNames } from "./names.js";
import { readSequenceOptions } from "./sequence.js";

/** VIEW, SEQUENCE, EXTENSION, DATABASE: by name; the rest of the statement is not the model's business. */
export function readCreateNamed(
  cursor: Cursor,
  object: NamedObjectKind,
  orReplace: boolean,
  viewKind?: ViewKind,
): readonly Change[] {
  const clause = cursor.at;
  const ifNotExists = cursor.acceptIfNotExists();
  if (ifNotExists && object === "database")
    cursor.construct("create-database-if-not-exists", cursor.since(clause));
  const name = readObjectName(cursor, `the name of the ${object}`);
  if (!name) return [];
  const owner = object === "sequence" ? readSequenceOptions(cursor) : undefined;
  if (object !== "sequence") cursor.at = cursor.last;
  const range = cursor.since(cursor.first);
  const view = viewKind && { viewKind };
  return [{ kind: "createObject", object, ...view, name, ...owner, ifNotExists, orReplace, range }];
}

/** CREATE SCHEMA a, with elements of its own: what they create stands in it. */
export function readCreateSchema(cursor: Cursor, context: ReadContext): readonly Change[] {
  const ifNotExists = cursor.acceptIfNotExists();
  const own = cursor.is("AUTHORIZATION") ? undefined : readName(cursor, "the name of the schema");
  const role = cursor.accept("AUTHORIZATION") ? cursor.name() : undefined;
  const name = own ?? role;
  if (!name) return [];
  const object: ObjectName = { name, range: name.range };
  const elements = readSchemaElements(cursor, context);
  const range = elements.length > 0 ? name.range : cursor.since(cursor.first);
  const schema: Change = {
    kind: "createObject",
    object: "schema",
    name: object,
    ifNotExists,
    orReplace: false,
    range,
  };
  return [schema, ...elements.map((change) => qualify(change, object))];
}

function readSchemaElements(cursor: Cursor, context: ReadContext): readonly Change[] {
  const changes: Change[] = [];
  while (cursor.isAny(["CREATE", "GRANT"])) {
    const start = cursor.at;
    do {
      if (!cursor.skipParentheses()) cursor.at++;
    } while (!cursor.done && !cursor.isAny(["CREATE", "GRANT"]));
    const statement = context.read(start, cursor.at);
    if (statement.kind === "ddl") changes.push(...statement.changes);
    for (const { range, message, help, certain } of statement.problems)
      cursor.problem(range, message, help, certain);
  }
  return changes;
}

function qualify(change: Change, { name: schema }: ObjectName): Change {
  const within = (name: ObjectName): ObjectName => (name.schema ? name : { ...name, schema });
  if (change.kind === "createTable" || change.kind === "addIndex")
    return { ...change, table: within(change.table) };
  if (change.kind !== "createObject") return change;
  const { table } = change;
  return { ...change, name: within(change.name), ...(table ? { table: within(table) } : {}) };
}

/** DROP VIEW a, b CASCADE: a change each. */
export function readDropNamed(cursor: Cursor, object: NamedObjectKind): readonly Change[] {
  const ifExists = cursor.acceptIfExists();
  const names: ObjectName[] = [];
  do {
    const name = readObjectName(cursor, `the name of the ${object}`);
    if (!name) break;
    names.push(name);
    // The types of a function's arguments.
    if (object === "function" || object === "procedure") cursor.skipParentheses();
  } while (cursor.acceptMark(","));
  const cascade = readDropBehaviour(cursor);
  const range = cursor.since(cursor.first);
  return names.map((name): DropObject => {
    return {
      kind: "dropObject",
      object,
      name,
      ifExists,
      cascade,
      range: names.length === 1 ? range : name.range,
    };
  });
}

/** DROP DATABASE a WITH (FORCE). */
export function readDropDatabase(cursor: Cursor): readonly Change[] {
  const changes = readDropNamed(cursor, "database");
  cursor.accept("WITH");
  cursor.skipParentheses();
  return changes;
}

/** DROP TRIGGER, RULE and POLICY: of a table. */
export function readDropOfTable(cursor: Cursor, object: "trigger" | "rule" | "policy"): readonly Change[] {
  const ifExists = cursor.acceptIfExists();
  const name = readName(cursor, `the name of the ${object}`);
  if (!name) return [];
  if (!cursor.accept("ON")) {
    cursor.problem(cursor.here(), `Expected ON and the table of the ${object}${found(cursor)}.`);
    return [];
  }
  const table = readObjectName(cursor, "a table name");
  const cascade = readDropBehaviour(cursor);
  const range = cursor.since(cursor.first);
  if (!table) return [];
  if (object !== "trigger") return [{ kind: "touchTable", table, what: object, range }];
  return [{ kind: "dropObject", object, name: { name, range: name.range }, table, ifExists, cascade, range }];
}

/** CREATE POLICY and ALTER POLICY, CREATE RULE: the table that they are of. */
export function readPolicyOrRule(cursor: Cursor, object: "policy" | "rule"): readonly Change[] {
  if (!readName(cursor, `the name of the ${object}`)) return [];
  if (object === "rule") {
    // AS ON event TO table.
    while (!cursor.done && !cursor.is("TO")) cursor.at++;
  }
  if (!cursor.acceptAny(["ON", "TO"])) {
    cursor.problem(cursor.here(), `Expected the table of the ${object}${found(cursor)}.`);
    return [];
  }
  const table = readObjectName(cursor, "a table name");
  cursor.at = cursor.last;
  return table ? [{ kind: "touchTable", table, what: object, range: cursor.since(cursor.first) }] : [];
}

/** DROP TABLE a, b. */
export function readDropTables(cursor: Cursor, temporary: boolean): readonly Change[] {
  const ifExists = cursor.acceptIfExists();
  const tables = readObjectNames(cursor, "a table name");
  const cascade = readDropBehaviour(cursor);
  const range = cursor.since(cursor.first);
  return tables.map((table) => {
    const own = tables.length === 1 ? range : table.range;
    return { kind: "dropTable", table, ifExists, cascade, temporary, range: own };
  });
}
