// Columns that MySQL and MariaDB let no expression use. In: a site, a change that went through. Out: nothing; what is forbidden and was
// not there before is told as a refusal (MySQL 9.7 errors 3823, 3109, 3818 and 3774, MariaDB 10.11 error 1901: tried).

import type { Change } from "../../sql/change.js";
import { usesColumn } from "../expression-text.js";
import type { Schema, Table } from "../model.js";
import type { Related, Site } from "./site.js";

interface Use {
  /** What uses the column: `Check \`c\``. */
  readonly what: string;
  readonly column: string;
  /** Why it must not: `AUTO_INCREMENT column`. */
  readonly why: string;
  readonly related: Related;
}

const concerned = new Set<Change["kind"]>([
  "createTable",
  "addColumn",
  "redefineColumn",
  "addCheck",
  "addForeignKey",
]);

export function refuseForbiddenUses(site: Site, change: Change, before: Schema): void {
  if (site.postgresql || !concerned.has(change.kind) || !("table" in change) || !change.table) return;
  const table = site.lookUp(change.table);
  if (!table) return;
  const uses = usesIn(site, table);
  if (uses.length === 0) return;
  const old = before.table(table.name, table.schema);
  const known = new Set(old && usesIn(site, old).map(messageOf));
  for (const use of uses)
    if (!known.has(messageOf(use))) site.refuse("conflict", messageOf(use), change.range, use.related);
}

function messageOf({ what, why, column }: Use): string {
  return `${what} cannot use \`${column}\`: ${why}.`;
}

type Kind = "check" | "stored" | "virtual" | "default";

interface Expression {
  readonly kind: Kind;
  readonly what: string;
  readonly text: string;
}

interface Forbidden extends Omit<Use, "what"> {
  readonly to: readonly Kind[];
}

function usesIn(site: Site, table: Table): readonly Use[] {
  const expressions = expressionsOf(table);
  if (expressions.length === 0) return [];
  const { dialect } = site.server;
  return [...counters(site, table), ...keyColumns(table)].flatMap((forbidden) =>
    expressions
      .filter(({ text, kind }) => forbidden.to.includes(kind) && usesColumn(text, forbidden.column, dialect))
      .map(({ what }) => ({ ...forbidden, what })),
  );
}

function expressionsOf(table: Table): readonly Expression[] {
  const found: Expression[] = [];
  for (const { name, expression } of table.checks)
    found.push({ kind: "check", what: `Check \`${name}\``, text: expression });
  for (const { name, generated, default: value } of table.columns) {
    if (generated) {
      const kind = generated.stored ? "stored" : "virtual";
      found.push({ kind, what: `Generated column \`${name}\``, text: generated.expression });
    }
    if (value?.kind === "expression")
      found.push({ kind: "default", what: `The default of \`${name}\``, text: value.text });
  }
  return found;
}

function counters(site: Site, table: Table): readonly Forbidden[] {
  const column = table.columns.find(({ autoIncrement }) => autoIncrement);
  if (!column) return [];
  const related = { at: column.at("autoIncrement"), message: "It counts itself since here." };
  const always = ["check", "stored", "default"] as const;
  const to = site.server.dialect === "mysql" ? ([...always, "virtual"] as const) : always;
  return [{ column: column.name, why: "it is AUTO_INCREMENT", to, related }];
}

/** Columns that a foreign key changes by itself. */
function keyColumns(table: Table): readonly Forbidden[] {
  return table.foreignKeys.flatMap((key) => {
    const changes =
      /^set /.test(key.onDelete ?? "") || key.onUpdate === "cascade" || /^set /.test(key.onUpdate ?? "");
    if (!changes) return [];
    const related = { at: key.at(), message: "The foreign key was added here." };
    const why = `foreign key \`${key.name}\` changes it`;
    return key.columns.map((column) => ({ column, why, to: ["check", "stored"] as const, related }));
  });
}
