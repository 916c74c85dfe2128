// Changes → the statements of a script. In: changes, the schema that they meet, the server. Out: SQL in an order that runs, each change
// guarded so that the script can run twice. What no order makes run is told apart; what has no statement, a comment in it names.

import { createdBy, droppedBy } from "../rule/clauses.js";
import { nameFor } from "../schema/definitions.js";
import type { Schema, Table } from "../schema/model.js";
import { type Ordered, orderChanges, type Unit } from "../schema/order.js";
import type { Rename } from "../schema/renames.js";
import type { Change } from "../sql/change.js";
import { isConstraint } from "../sql/print/postgresql/keys.js";
import { has, type Target } from "../sql/print/target.js";
import { printChanges } from "../sql/print.js";
import { type Guarded, guardByPresence, guardChange, type Lookup, printGuarded } from "./guards.js";

type CreateObject = Change & { readonly kind: "createObject" };

export interface StatementOptions {
  /** Changes that run before all others, in this order. */
  readonly first?: readonly Rename[];
  /** The CREATE statement of a view, trigger or routine, with what ends it; undefined where it is not known. */
  readonly definitionOf?: (change: CreateObject) => string | undefined;
}

export interface Statements extends Pick<Ordered, "after" | "refused"> {
  /** Without a line break at its end; a blank line stands between what concerns different tables. */
  readonly sql: string;
}

export function writeStatements(
  changes: readonly Change[],
  before: Schema,
  target: Target,
  { first = [], definitionOf }: StatementOptions = {},
): Statements {
  const apart = target.dialect === "postgresql" ? changes.flatMap(withIndexesApart) : changes;
  const parts: Ordered[] = [];
  const presences = new Map(first.map(({ change, when }) => [change, when]));
  for (const part of [...first.map(({ change }) => [change]), apart])
    parts.push(orderChanges(part, parts.at(-1)?.after ?? before));
  const { after = before } = parts.at(-1) ?? {};
  const script = new ScriptText(target);
  for (const unit of parts.flatMap(({ units }) => units)) {
    const [own, ...more] = unit.changes.map((change) => withNames(change, unit));
    const definition = own?.kind === "createObject" ? definitionOf?.(own) : undefined;
    if (own?.kind === "createObject" && definition !== undefined) script.addDefinition(own, definition);
    else if (own) {
      const when = unit.changes[0] && presences.get(unit.changes[0]);
      const { change, lookup } = when
        ? guardByPresence(own, when, target)
        : guardUnit(withTableCondition(own, after, target), more.length > 0, target);
      script.add([change, ...more], lookup);
    }
  }
  return { sql: script.end(), after, refused: parts.flatMap(({ refused }) => refused) };
}

/** What comes with a column goes by the column: IF NOT EXISTS would let only the column pass. */
function guardUnit(change: Change, hasMore: boolean, target: Target): Guarded {
  if (!hasMore || change.kind !== "addColumn") return guardChange(change, target);
  return guardChange(change, { ...target, dialect: "mysql" });
}

/** PostgreSQL's CREATE TABLE holds constraints only: an index is a statement with a condition of its own. */
function withIndexesApart(change: Change): readonly Change[] {
  if (change.kind !== "createTable") return [change];
  const { table, range } = change;
  const plain = change.indexes.filter((index) => !isConstraint(index));
  const indexes = change.indexes.filter(isConstraint);
  const options = { ifNotExists: false, orReplace: false, concurrently: false };
  return [
    { ...change, indexes },
    ...plain.map((index): Change => ({ kind: "addIndex", table, index, range, ...options })),
  ];
}

/** A key without a name gets the one that the server would give it: its guard has to ask for something. */
function withNames(change: Change, { before, after }: Unit): Change {
  const newName = (listOf: (table: Table) => readonly { readonly name: string }[]) => {
    if (!("table" in change) || !change.table) return {};
    const [old, now] = [before, after].map((schema) =>
      schema.table(change.table?.name.text ?? "", change.table?.schema?.text),
    );
    const known = new Set(old && listOf(old).map(({ name }) => name));
    const added = now && listOf(now).find(({ name }) => !known.has(name));
    return added ? { name: nameFor(added.name) } : {};
  };
  switch (change.kind) {
    case "addIndex": {
      const { index } = change;
      if (index.name || index.kind === "primary") return change;
      return { ...change, index: { ...index, ...newName(({ indexes }) => indexes) } };
    }
    case "addForeignKey": {
      const { foreignKey } = change;
      if (foreignKey.name) return change;
      return { ...change, foreignKey: { ...foreignKey, ...newName((table) => table.foreignKeys) } };
    }
    case "addCheck":
      if (change.check.name) return change;
      return { ...change, check: { ...change.check, ...newName(({ checks }) => checks) } };
    default:
      return change;
  }
}

const ofWholeTables = new Set<Change["kind"]>(["createTable", "dropTable", "renameTable", "moveTable"]);

/** What the script drops later is not there when it runs once more. */
function withTableCondition(change: Change, after: Schema, target: Target): Change {
  if (!("table" in change) || !change.table || ofWholeTables.has(change.kind)) return change;
  const isKept = after.table(change.table.name.text, change.table.schema?.text) !== undefined;
  if (isKept || !has(target, "alter-table-if-exists")) return change;
  return { ...change, ifTableExists: true } as Change;
}

function dropBefore({ object, name, table, range }: CreateObject): Change {
  const owner = object === "trigger" && table ? { table } : {};
  return { kind: "dropObject", object, name, ...owner, ifExists: true, cascade: false, range };
}

/** Neighbours on one table share a statement, unless one makes anew what another dropped. */
class ScriptText {
  private readonly blocks: string[] = [];
  private run: Change[] = [];

  constructor(private readonly target: Target) {}

  /** A definition replaces what is there, or what is there goes first. */
  addDefinition(change: CreateObject, definition: string): void {
    this.close();
    const isReplacing = /^\s*CREATE\s+OR\s+REPLACE\b/i.test(definition);
    const drop = isReplacing ? "" : `${this.print([dropBefore(change)])}\n`;
    this.blocks.push(drop + definition);
  }

  add(changes: readonly Change[], lookup: Lookup | undefined): void {
    const [first] = changes;
    if (!first) return;
    const isAlone = lookup !== undefined || changes.length > 1;
    if (isAlone || !this.joins(first)) this.close();
    if (!isAlone) {
      this.run.push(first);
      return;
    }
    const sql = this.print(changes);
    const isComment = sql.split("\n").every((line) => line.startsWith("--"));
    this.blocks.push(lookup && !isComment ? printGuarded(sql, lookup, this.target) : sql);
  }

  end(): string {
    this.close();
    return this.blocks.join("\n\n");
  }

  private joins(change: Change): boolean {
    const [first] = this.run;
    if (!first || subjectOf(first) !== subjectOf(change)) return false;
    const made = createdBy(change);
    return made === undefined || !this.run.some((other) => droppedBy(other) === made);
  }

  private close(): void {
    if (this.run.length > 0) this.blocks.push(this.print(this.run));
    this.run = [];
  }

  private print(changes: readonly Change[]): string {
    return printChanges(changes, this.target.dialect, this.target.version);
  }
}

/** What a block of statements is about. */
function subjectOf(change: Change): string {
  if (change.kind === "dropTable" || change.kind === "dropObject") return change.kind;
  if (!("table" in change) || !change.table) return change.kind;
  return `table ${change.table.schema?.text ?? ""}.${change.table.name.text}`;
}
