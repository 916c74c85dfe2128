// Adding a check to a table. In: a table and a definition. Out: the table with it, or nothing where the server refuses, with
// the reason told.

import type { CheckDefinition } from "../../sql/definition.js";
import { columnsUsed } from "../expression-text.js";
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
  if (name && isConstraintTaken(site, table, name)) return undefined;
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
    places: { self: site.at(name?.range ?? definition.range), expression: site.at(expression.range) },
  });
  return table.with({ checks: [...table.checks, check] });
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
