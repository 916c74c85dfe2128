// CREATE, ALTER and DROP TYPE of PostgreSQL, and its domains. In: a cursor behind TYPE or DOMAIN. Out: changes.

import type { Change } from "../../change.js";
import type { ColumnDefinition, DataType, ObjectName, Written } from "../../definition.js";
import type { AttributeAction, CreateObject } from "../../object-change.js";
import { draftColumn } from "../column-draft.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { readList } from "./list.js";
import { readColumnName, readDropBehaviour, readNewName, readObjectName } from "./names.js";
import { readObjectAction } from "./object-action.js";
import { readParameters } from "./options.js";
import { readType } from "./type.js";

/** CREATE TYPE … AS ENUM; composite, range and base types are known by name. */
export function readCreateType(cursor: Cursor): readonly Change[] {
  noteCondition(cursor);
  const type = readObjectName(cursor, "the name of the type");
  if (!type) return [];
  if (cursor.accept("AS", "ENUM")) {
    const values = readLabels(cursor);
    return [{ kind: "createEnum", type, values, range: cursor.since(cursor.first) }];
  }
  const attributes = readDefinition(cursor);
  return [{ ...createObject(cursor, "type", type), ...(attributes && { attributes }) }];
}

/** `AS (a int)`, `AS RANGE (…)`, `(…)`, or nothing: a shell that is filled in later. */
function readDefinition(cursor: Cursor): readonly ColumnDefinition[] | undefined {
  if (cursor.done) return undefined;
  const isComposite = cursor.accept("AS") && !cursor.accept("RANGE");
  if (isComposite && cursor.isMark("(")) {
    const attributes: ColumnDefinition[] = [];
    readList(cursor, {
      what: "the attributes of the type",
      mayBeEmpty: true,
      readOne: () => {
        const attribute = readAttribute(cursor);
        if (attribute) attributes.push(attribute);
      },
    });
    return attributes;
  }
  if (cursor.isMark("(")) readParameters(cursor);
  else cursor.problem(cursor.here(), `Expected AS ENUM, AS RANGE or \`(\`${found(cursor)}.`);
  return undefined;
}

function readAttribute(cursor: Cursor): ColumnDefinition | undefined {
  const name = readColumnName(cursor);
  if (!name) return undefined;
  return { ...draftColumn(name), type: readCollatedType(cursor) };
}

function readCollatedType(cursor: Cursor): DataType | undefined {
  const type = readType(cursor);
  const start = cursor.at;
  const collation = cursor.accept("COLLATE") ? readObjectName(cursor, "a collation") : undefined;
  if (!type || !collation) return type;
  return { ...type, collation: { value: collation.name.text, range: cursor.since(start) } };
}

// A common wish that PostgreSQL does not grant.
function noteCondition(cursor: Cursor): void {
  if (!cursor.is("IF") || !cursor.is("NOT", 1)) return;
  const help = "Guard it with a DO block that catches duplicate_object.";
  cursor.problem(cursor.here(1), "CREATE TYPE takes no IF NOT EXISTS.", help);
  cursor.at += 3;
}

function readLabels(cursor: Cursor): readonly Written<string>[] {
  const labels: Written<string>[] = [];
  const readOne = () => {
    const label = cursor.string();
    if (label) labels.push(label);
    else {
      cursor.problem(cursor.here(), `Expected a quoted value${found(cursor)}.`);
      if (cursor.isName()) cursor.at++;
    }
  };
  readList(cursor, { what: "the values of the type", readOne, mayBeEmpty: true });
  return labels;
}

function createObject(cursor: Cursor, object: "type" | "domain", name: ObjectName): CreateObject {
  const range = cursor.since(cursor.first);
  return { kind: "createObject", object, name, ifNotExists: false, orReplace: false, range };
}

export function readAlterType(cursor: Cursor): readonly Change[] {
  const type = readObjectName(cursor, "the name of the type");
  if (!type) return [];
  if (cursor.accept("ADD", "VALUE")) return readAddValue(cursor, type);
  if (cursor.accept("RENAME", "VALUE")) return readRenameValue(cursor, type);
  const attributes = readAttributeActions(cursor);
  if (attributes.length === 0) return readObjectAction(cursor, "type", type);
  const range = cursor.since(cursor.first);
  return [{ kind: "alterObject", object: "type", name: type, options: [], attributes, range }];
}

/** ADD ATTRIBUTE a int, DROP ATTRIBUTE b: of composite types. */
function readAttributeActions(cursor: Cursor): readonly AttributeAction[] {
  const actions: AttributeAction[] = [];
  if (cursor.accept("RENAME", "ATTRIBUTE")) {
    const name = readColumnName(cursor);
    const to = name && readNewName(cursor);
    const cascade = readDropBehaviour(cursor);
    return name && to ? [{ action: "rename", name, to, cascade }] : [];
  }
  while (cursor.isAny(["ADD", "DROP", "ALTER"])) {
    const word = cursor.upper();
    cursor.at++;
    if (!cursor.accept("ATTRIBUTE"))
      cursor.problem(cursor.here(), `Expected ATTRIBUTE or VALUE${found(cursor)}.`);
    const action = readAttributeAction(cursor, word);
    const cascade = readDropBehaviour(cursor);
    if (action) actions.push({ ...action, cascade });
    if (!cursor.acceptMark(",")) break;
    if (cursor.done)
      cursor.problem(cursor.here(), "Trailing comma at the end of the statement.", "Remove the comma.");
  }
  return actions;
}

type WithoutCascade<Action> = Action extends unknown ? Omit<Action, "cascade"> : never;

function readAttributeAction(cursor: Cursor, word: string): WithoutCascade<AttributeAction> | undefined {
  if (word === "ADD") {
    const attribute = readAttribute(cursor);
    return attribute && { action: "add", attribute };
  }
  const ifExists = word === "DROP" && cursor.accept("IF", "EXISTS");
  const name = readColumnName(cursor);
  if (word === "DROP") return name && { action: "drop", name, ifExists };
  cursor.accept("SET", "DATA");
  if (!cursor.accept("TYPE")) cursor.problem(cursor.here(), `Expected TYPE${found(cursor)}.`);
  const type = readCollatedType(cursor);
  return name && type && { action: "type", name, type };
}

function expectLabel(cursor: Cursor): Written<string> | undefined {
  const label = cursor.string();
  if (!label) cursor.problem(cursor.here(), `Expected a quoted value${found(cursor)}.`);
  return label;
}

function readAddValue(cursor: Cursor, type: ObjectName): readonly Change[] {
  const ifNotExists = cursor.acceptIfNotExists();
  const value = expectLabel(cursor);
  if (!value) return [];
  const side = cursor.acceptAny(["BEFORE", "AFTER"])?.toLowerCase() as "before" | "after" | undefined;
  const other = side && expectLabel(cursor);
  const neighbour = side && other ? { neighbour: { side, value: other.value } } : {};
  return [
    { kind: "addEnumValue", type, value, ifNotExists, ...neighbour, range: cursor.since(cursor.first) },
  ];
}

function readRenameValue(cursor: Cursor, type: ObjectName): readonly Change[] {
  const from = expectLabel(cursor);
  if (!from) return [];
  if (!cursor.accept("TO")) cursor.problem(cursor.here(), `Expected TO${found(cursor)}.`);
  const to = expectLabel(cursor);
  return to ? [{ kind: "renameEnumValue", type, from, to, range: cursor.since(cursor.first) }] : [];
}

/** CREATE DOMAIN: by name. */
export function readCreateDomain(cursor: Cursor): readonly Change[] {
  const name = readObjectName(cursor, "the name of the domain");
  if (!name) return [];
  cursor.at = cursor.last;
  return [createObject(cursor, "domain", name)];
}
