import {
  defineRule,
  listWords,
  type Problem,
  spellingOf,
  type Table,
  type World,
  wordsOf,
} from "../src/rule/index.js";

export const integrationPattern = defineRule({
  id: "integration-pattern",
  summary: "An integration is whole in one table, or split cleanly into credentials and configurations.",
  why: "A half-split one has the drawbacks of both: secrets in two places, and references that break when a token is replaced.",
  convention: "integration-patterns",
  severity: "info",
  subject: "table",
  classes: ["integration", "credentials", "configuration"],
  examples: {
    bad: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  verificationStatus ENUM('PENDING', 'VALID', 'INVALID', 'EXPIRED')
);`,
    good: `CREATE TABLE tracker_integrations (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  providerType ENUM('JIRA', 'LINEAR') NOT NULL,
  config JSON NOT NULL,
  verificationStatus ENUM('PENDING', 'VALID', 'INVALID', 'EXPIRED')
);`,
  },

  check(table, context) {
    const tableClass = context.classOf(table);
    const isConfiguration = tableClass === "configuration";
    const [partner] = context.partnersOf(table);
    if (!partner) return tableClass === "integration" ? judgeWhole(table, context) : context.exempt();
    const problems = isConfiguration
      ? credentialsIn(table, partner, context)
      : referencesTo(table, partner, context);
    for (const problem of problems) context.report(problem);
  },
});

function judgeWhole(table: Table, { columnsIn, report }: World & { report(problem: Problem): void }): void {
  const has = {
    "a tenant column": columnsIn(table, "tenant").length > 0,
    "a provider": table.columns.some(
      (column) => isProvider(spellingOf(column)) && /enum|varchar|character varying/.test(column.type.name),
    ),
    "a configuration": columnsIn(table, "config").length > 0,
    "a verification status or active flag":
      columnsIn(table, "verificationStatus").length + columnsIn(table, "active").length > 0,
  };
  const missing = Object.entries(has).flatMap(([what, present]) => (present ? [] : [what]));
  if (missing.length === 0) return;
  report({
    at: table.at(),
    message: `Table ${table.name} has no configuration table beside it, and lacks ${listWords(missing)}.`,
    help: "Add what is missing, or split it: credentials here, one row a tenant; configurations in a table of their own.",
  });
}

function isProvider(column: string): boolean {
  const words = wordsOf(column);
  const last = words.at(-1);
  if (last === "provider") return true;
  return last?.endsWith("type") === true && !["auth", "credential"].some((word) => word === words.at(-2));
}

function credentialsIn(table: Table, partner: Table, { columnsIn }: World): readonly Problem[] {
  return columnsIn(table, "credential").map((column) => ({
    at: column.at(),
    about: column,
    message: `Configuration table ${table.name} holds the credential ${column.name}, although ${partner.name} stands beside it.`,
    help: `Keep credentials in ${partner.name}.`,
    related: [{ at: partner.at(), message: `${partner.name} is created here.` }],
  }));
}

function referencesTo(table: Table, partner: Table, { schema, classOf }: World): readonly Problem[] {
  return schema
    .foreignKeysTo(table)
    .filter((key) => {
      const owner = schema.table(key.table, key.schema);
      return owner !== undefined && classOf(owner) === "other";
    })
    .map((key) => ({
      at: key.at("references"),
      about: key,
      message: `Foreign key ${key.label} refers to the credentials in ${table.name}, not to ${partner.name}.`,
      help: `Refer to ${partner.name}: credentials are replaced, configurations stay.`,
      related: [{ at: partner.at(), message: `${partner.name} is created here.` }],
    }));
}
