// Pieces → statements. In: each change with its pieces. Out: SQL, actions on one table joined.
// Actions stay apart where one needs what another did: servers do not run them one after the other.

import { lineComment } from "../../text/line-comment.js";
import type { Change } from "../change.js";
import type { ColumnPosition, Name } from "../definition.js";
import { printObjectName } from "./name.js";
import { type ActionPiece, join, type Piece, type Target } from "./target.js";

interface Printed {
  readonly change: Change;
  readonly pieces: readonly Piece[];
}

interface Group {
  readonly head: string;
  readonly actions: string[];
  /** What its actions made, dropped or renamed, in lower case: `column id`, `key fk_a`. */
  readonly made: Set<string>;
  readonly gone: Set<string>;
}

export function mergeActions(printed: readonly Printed[], target: Target): readonly string[] {
  const statements: string[] = [];
  let group: Group | undefined;
  const close = () => {
    if (group) statements.push(printGroup(group));
    group = undefined;
  };
  for (const { change, pieces } of printed) {
    const effect = effectOf(change);
    for (const piece of pieces) {
      if (piece.kind !== "action") {
        close();
        statements.push(piece.kind === "note" ? lineComment(piece.text) : `${piece.sql};`);
        continue;
      }
      const head = headOf(piece, target);
      if (group?.head !== head || dependsOn(effect, group)) close();
      group ??= { head, actions: [], made: new Set(), gone: new Set() };
      group.actions.push(piece.sql);
    }
    for (const name of effect.makes) group?.made.add(name);
    for (const name of effect.drops) group?.gone.add(name);
  }
  close();
  return statements;
}

function headOf({ table, ifTableExists }: ActionPiece, target: Target): string {
  return join("ALTER TABLE", ifTableExists && "IF EXISTS", printObjectName(table, target));
}

function printGroup({ head, actions }: Group): string {
  return actions.length === 1
    ? `${head} ${actions[0]};`
    : `${head}\n${actions.map((one) => `  ${one}`).join(",\n")};`;
}

interface Effect {
  readonly makes: readonly string[];
  readonly drops: readonly string[];
  /** Must be there before the statement. */
  readonly needs: readonly string[];
  /** Must not be dropped in the same statement. */
  readonly uses: readonly string[];
}

function dependsOn({ makes, drops, needs, uses }: Effect, { made, gone }: Group): boolean {
  return (
    [...makes, ...drops, ...needs].some((name) => made.has(name) || gone.has(name)) ||
    uses.some((name) => gone.has(name))
  );
}

const nothing: Effect = { makes: [], drops: [], needs: [], uses: [] };

/** What an action does with columns, foreign keys and the names of indexes; all else may share a statement on every server. */
function effectOf(change: Change): Effect {
  switch (change.kind) {
    case "addColumn":
      return { ...nothing, makes: columns([change.column.name]), uses: columns([neighbourOf(change)]) };
    case "dropColumn":
      return { ...nothing, drops: columns([change.column]) };
    case "redefineColumn": {
      const { column, definition } = change;
      const drops = column.text === definition.name.text ? [] : columns([column]);
      return { makes: columns([definition.name]), drops, needs: [], uses: columns([neighbourOf(change)]) };
    }
    case "renameColumn":
      return { ...nothing, makes: columns([change.to]), drops: columns([change.column]) };
    case "alterColumn":
      return { ...nothing, needs: columns([change.column]) };
    case "addIndex":
      return {
        ...nothing,
        needs: indexes(change.index.name),
        uses: columns(change.index.parts.map((part) => part.column)),
      };
    case "dropIndex":
      return { ...nothing, needs: indexes(change.index.name) };
    // MariaDB asks whether a name is there before the statement, not after its renames (10.11: tried).
    case "renameIndex":
      return { ...nothing, makes: indexes(change.to), drops: indexes(change.index.name) };
    // MySQL and MariaDB refuse to drop a foreign key and add one of its name in one statement (errors 1826, 1005).
    case "addForeignKey": {
      const { name, columns: own } = change.foreignKey;
      return { ...nothing, makes: foreignKeys(name), uses: columns(own) };
    }
    case "dropForeignKey":
    case "dropConstraint":
      return { ...nothing, drops: foreignKeys(change.name) };
    default:
      return nothing;
  }
}

function neighbourOf({ position }: { readonly position?: ColumnPosition }): Name | undefined {
  return position?.kind === "after" ? position.column : undefined;
}

function columns(names: readonly (Name | undefined)[]): readonly string[] {
  return names.flatMap((name) => (name ? [`column ${name.text.toLowerCase()}`] : []));
}

function indexes(name: Name | undefined): readonly string[] {
  return name ? [`index ${name.text.toLowerCase()}`] : [];
}

function foreignKeys(name: Name | undefined): readonly string[] {
  return name ? [`key ${name.text.toLowerCase()}`] : [];
}
