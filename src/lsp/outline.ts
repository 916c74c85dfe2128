// What a file holds: its statements, and in them tables, columns and keys. In: a file. Out: symbols.

import { type DocumentSymbol, SymbolKind } from "vscode-languageserver/node";
import { clauseOfStep } from "../rule/clauses.js";
import type { Change, CreateTable } from "../sql/change.js";
import type { Statement } from "../sql/statement.js";
import type { Range, SourceFile } from "../text/source-file.js";
import { replaysIn } from "./mentions.js";
import { isWritten, rangeOf } from "./places.js";
import type { FileInProject } from "./requests.js";

/** Of the session, or the way to a statement in a string: the statement itself is shown. */
const passedOver: ReadonlySet<Statement["kind"]> = new Set([
  "assign",
  "client",
  "execute",
  "prepare",
  "query",
  "session",
]);

export function outlineOf({ snapshot, file }: FileInProject): DocumentSymbol[] {
  const written = snapshot.project.sets
    .flatMap(({ migrations }) => migrations.flatMap(({ forward, rollback }) => [forward, rollback]))
    .flatMap((script) => (script?.file === file ? script.statements : []));
  const known = new Set<Statement>(written);
  // What strings and routines ask for stands in no list of statements: the replay ran it.
  const dynamic = [...replaysIn(snapshot.history, file)].flatMap(({ steps }) =>
    steps.map(({ ddl }) => ddl).filter((ddl) => !known.has(ddl) && ddl.location.file === file),
  );
  return [...written.filter(({ kind }) => !passedOver.has(kind)), ...new Set(dynamic)]
    .filter(({ location }) => isWritten(location))
    .sort((a, b) => a.location.range.start - b.location.range.start)
    .map((statement) => symbolOf(statement, file));
}

function symbolOf(statement: Statement, file: SourceFile): DocumentSymbol {
  const { range } = statement.location;
  if (statement.kind !== "ddl") {
    const tables = statement.kind === "data" ? statement.tables.map(({ name }) => name.text).join(", ") : "";
    return symbol(`${statement.verb} ${tables}`, SymbolKind.Event, range, file);
  }
  const [first, ...rest] = statement.changes;
  if (first?.kind === "createTable" && rest.length === 0)
    return symbol(
      first.table.name.text,
      SymbolKind.Class,
      range,
      file,
      first.table.range,
      partsOf(first, file),
    );
  const target = first && "table" in first ? first.table : undefined;
  const name = [statement.verb, target?.name.text].filter(Boolean).join(" ");
  const children = statement.changes.map((change) =>
    symbol(clauseOfStep({ change, ddl: statement }), kindOf(change), change.range, file),
  );
  return symbol(name, SymbolKind.Event, range, file, target?.range, children);
}

function partsOf({ columns, indexes, foreignKeys, checks }: CreateTable, file: SourceFile): DocumentSymbol[] {
  return [
    ...columns.map(({ name, type, range }) => ({
      ...symbol(name.text, SymbolKind.Field, range, file, name.range),
      ...(type && { detail: type.text }),
    })),
    ...indexes.map(({ name, kind, range, parts }) =>
      symbol(
        name?.text ?? `${kind} (${parts.map((part) => part.column?.text ?? part.expression).join(", ")})`,
        SymbolKind.Key,
        range,
        file,
        name?.range,
      ),
    ),
    ...foreignKeys.map(({ name, columns: own, range }) =>
      symbol(
        name?.text ?? `foreign key (${own.map((column) => column.text).join(", ")})`,
        SymbolKind.Key,
        range,
        file,
        name?.range,
      ),
    ),
    ...checks.map(({ name, range }) =>
      symbol(name?.text ?? "check", SymbolKind.Boolean, range, file, name?.range),
    ),
  ].sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
}

function kindOf({ kind }: Change): SymbolKind {
  if (/Column$/.test(kind)) return SymbolKind.Field;
  if (/Index$|Key$|Constraint$|Check$/.test(kind)) return SymbolKind.Key;
  return /Table$/.test(kind) ? SymbolKind.Class : SymbolKind.Event;
}

/** An editor refuses a symbol without a name, and one whose name lies outside of it. */
function symbol(
  name: string,
  kind: SymbolKind,
  range: Range,
  file: SourceFile,
  at: Range = range,
  children: DocumentSymbol[] = [],
): DocumentSymbol {
  const inside = at.start >= range.start && at.end <= range.end ? at : range;
  return {
    name: name.trim() || "(nameless)",
    kind,
    range: rangeOf(file, range),
    selectionRange: rangeOf(file, inside),
    ...(children.length > 0 && { children }),
  };
}
