// Columns that MySQL and MariaDB let no expression use. In: a table. Out: the uses that are forbidden (MySQL 9.7 errors 3823, 3109, 3818
// and 3774, MariaDB 10.11 error 1901: tried).

import { usesColumn } from "../expression-text.js";
import type { Table } from "../model.js";
import type { Fault } from "./faults.js";
import type { Related, Site } from "./site.js";

interface Use {
  /** What uses the column: `Check \`c\``. */
  readonly what: string;
  readonly column: string;
  /** Why it must not: `AUTO_INCREMENT column`. */
  readonly why: string;
  readonly related: Related;
}

export function forbiddenUses(site: Site, table: Table): readonly Fault[] {
  return usesIn(site, table).map(({ what, why, column, related }) => {
    return { message: `${what} cannot use \`${column}\`: ${why}.`, related };
  });
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
