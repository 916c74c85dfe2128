// Adding a check to a table. In: a table and a definition. Out: the table with it, or nothing where the server refuses, with
// the reason told.

import type { CheckDefinition } from "../../sql/definition.js";
import { columnsUsed, usesColumn } from "../expression-text.js";
import { Check, type Table } from "../model.js";
import {
  isConstraintNameInSchema,
  isConstraintTaken,
  mariadbCheckName,
  numberedName,
  postgresqlName,
} from "./names.js";
import type { Site } from "./site.js";

export function addCheck(
  site: Site,
  table: Table,
  definition: CheckDefinition,
  column?: string,
): Table | undefined {
  if (!site.server.keepsChecks) return table;
  const { name, expression } = definition;
  if (name && isConstraintTaken(site, table, name, "check")) return undefined;
  const own = name && table.checks.find((check) => site.sameName(check.name, name.text));
  if (own) {
    const related = { at: own.at(), message: "It was added here." };
    site.refuse(
      "exists",
      `Check \`${own.name}\` exists already on table \`${table.name}\`.`,
      name.range,
      related,
    );
    return undefined;
  }
  const check = new Check({
    name: name?.text ?? checkName(site, table, definition, column),
    named: name !== undefined,
    table: table.name,
    schema: table.schema,
    expression: expression.value,
    inline: definition.inline,
    enforced: definition.enforced,
    validated: !definition.notValid,
    period: definition.period,
    places: { self: site.at(name?.range ?? definition.range), expression: site.at(expression.range) },
  });
  const checks = [...table.checks, check];
  return check.period ? withPeriods(table.with({ checks })) : table.with({ checks });
}

/** The columns of a period are never NULL, whatever their definitions say (MariaDB 10.11: tried). */
export function withPeriods(table: Table): Table {
  const periods = table.checks.filter(({ period }) => period);
  if (periods.length === 0) return table;
  const columns = table.columns.map((column) => {
    const uses = ({ expression }: Check) => usesColumn(expression, column.name, "mariadb");
    const owner = column.nullable ? periods.find(uses) : undefined;
    if (!owner) return column;
    const places = column.placesWith({ nullable: owner.at() });
    const { default: value } = column;
    return column.with({ nullable: false, default: value?.kind === "null" ? undefined : value, places });
  });
  return table.with({ columns });
}

function checkName(
  site: Site,
  table: Table,
  { inline, expression }: CheckDefinition,
  column?: string,
): string {
  const { server } = site;
  if (server.checksBelongToColumns) return inline && column !== undefined ? column : mariadbCheckName(table);
  if (!site.postgresql)
    return numberedName(
      table.name,
      "_chk_",
      table.checks.map((check) => check.name),
    );
  const used = columnsUsed(
    expression.value,
    table.columns.map(({ name }) => name),
    server.dialect,
  );
  const isTaken = (name: string) => isConstraintNameInSchema(site, table, name);
  return postgresqlName(table.name, used.length === 1 ? used : [], "check", isTaken);
}
