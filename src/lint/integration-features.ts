// The features that the document compares, one after the other. In: an integration and the schema around it. Out: what is there,
// in words that fit a cell. Nothing here is right or wrong: the rules say that.

import type { Convention } from "../rule/conventions.js";
import { majorityOf } from "../rule/majority.js";
import { isJson, meaningOf } from "../rule/types.js";
import type { Role, Words } from "../rule/vocabulary.js";
import { foldWords, spellingOf } from "../rule/words.js";
import type { Column, ForeignKey, Table } from "../schema/model.js";
import { closedValues, indexesStartingWith } from "../schema/queries.js";
import type { LintResult } from "./finding.js";
import type { Integration } from "./integration-groups.js";
import { tableLabel } from "./judge.js";

/** What a feature reads. */
export interface FeatureContext {
  readonly integration: Integration;
  readonly integrations: readonly Integration[];
  readonly words: Words;
  readonly result: LintResult;
}

export interface Feature {
  readonly name: string;
  /** The section whose rules judge it. */
  readonly section: Convention;
  /** In the words of the document, fitted to the dialect and to what most integrations do. */
  recommend(context: Omit<FeatureContext, "integration">): string;
  /** What is there, in a few words. */
  find(context: FeatureContext): string;
}

export const features: readonly Feature[] = [
  {
    name: "Primary key",
    section: "primary-keys",
    recommend: () => "Both valid, prefer nanoid",
    find({ integration: { head } }) {
      const names = head.primaryKey?.columns;
      if (!names) return "None";
      const columns = names.map((name) => (name === undefined ? undefined : head.column(name)));
      if (columns.length > 1) return `(${names.join(", ")})`;
      const [column] = columns;
      if (!column) return "An expression";
      const kind = /nanoid|uuid|ulid/i.exec(column.comment ?? "")?.[0];
      const name = column.name.toLowerCase() === "id" ? "" : `${column.name} `;
      const said = kind && !column.type.text.toLowerCase().includes(kind.toLowerCase()) ? ` ${kind}` : "";
      return `${name}${column.type.text}${said}`;
    },
  },
  {
    name: "Credentials storage",
    section: "credential-storage",
    recommend: () => "Depends on reuse needs",
    find({ integration, words }) {
      const { head, credentials, configurations, tables } = integration;
      const kept = tables.flatMap((table) =>
        table.columns.filter((column) => words.roleOf(column) === "credential"),
      );
      const own = kept.filter((column) => column.table === head.name);
      const apart = kept.filter((column) => credentials.some((table) => table.name === column.table));
      if (apart.length > 0) return `Separate table ${apart[0]?.table}: ${list(apart)}`;
      if (own.length > 0)
        return `${configurations.length > 0 ? "Apart from configuration" : "In same table"}: ${list(own)}`;
      if (credentials.length > 0) return `Separate table ${credentials[0]?.name}`;
      const json = jsonColumns({ ...integration, tables: [head] });
      return json.length > 0 ? `In JSON: ${list(json)}` : "None found";
    },
  },
  {
    name: "Configuration",
    section: "integration-patterns",
    recommend: () => "A table of its own for complex cases",
    find({ integration: { head, configurations }, words }) {
      if (configurations.length > 0)
        return `Separate table ${configurations.map(({ name }) => name).join(", ")}`;
      const columns = head.columns.filter((column) => words.roleOf(column) === "config");
      return columns.length > 0 ? `In same table: ${list(columns)}` : "In columns";
    },
  },
  {
    name: "Verification status",
    section: "verification-status",
    recommend: () => "Include 'EXPIRED' state",
    find({ integration, words, result: { schema } }) {
      const found = inRole(integration, words, "verificationStatus");
      return either(found, (column) => {
        const states = closedValues(schema, column);
        if (!states) return `${column.name} ${column.type.text}, no fixed states`;
        const kind = states.by === "check" ? "CHECK" : "ENUM";
        return `${kind} (${states.values.length} states): ${states.values.join(", ")}`;
      });
    },
  },
  {
    name: "Soft delete",
    section: "soft-delete",
    recommend({ integrations, words }) {
      const flags = integrations.flatMap((integration) => inRole(integration, words, "active"));
      const usual = majorityOf(flags, (column) => foldWords(spellingOf(column)));
      const same = flags.filter((column) => foldWords(spellingOf(column)) === usual);
      if (flags.length === 0 || same.length === flags.length) return "Be consistent";
      return `Be consistent: ${same[0]?.name} in ${same.length} of ${flags.length}`;
    },
    find: ({ integration, words }) =>
      either(unique(inRole(integration, words, "active")), ({ name }) => name),
  },
  {
    name: "JSON storage",
    section: "json-configuration",
    recommend: ({ result: { dialect } }) =>
      dialect === "postgresql" ? "JSONB" : "JSON (JSONB if PostgreSQL)",
    find({ integration, result: { dialect } }) {
      const columns = jsonColumns(integration);
      const types = new Set(columns.map((column) => meaningOf(column.type, dialect).toUpperCase()));
      return columns.length === 0 ? "None" : `${[...types].join(", ")}: ${list(columns)}`;
    },
  },
  {
    name: "Indexes",
    section: "indexes",
    recommend: () => "Tenant, status, soft delete and foreign keys",
    find({ integration: { tables }, words }) {
      const wanted = tables.flatMap((table) => {
        const filters = table.columns.filter((column) =>
          ["tenant", "verificationStatus", "active"].includes(words.roleOf(column) ?? ""),
        );
        const references = table.foreignKeys.flatMap((key) => table.column(key.columns[0] ?? "") ?? []);
        return [...new Set([...filters, ...references])].map((column) => ({ table, column }));
      });
      const lacking = wanted.filter(({ table, column }) => {
        const found = indexesStartingWith(table, [column.name]);
        return found.length === 0 || found.every((index) => index.implicit);
      });
      if (wanted.length === 0) return "Nothing to index";
      if (lacking.length === 0) return `All ${wanted.length} filtered columns`;
      const names = lacking.map(({ column }) => column.name);
      return `${wanted.length - lacking.length} of ${wanted.length}; not ${[...new Set(names)].join(", ")}`;
    },
  },
  {
    name: "Foreign keys",
    section: "foreign-key-constraints",
    recommend: () => "CASCADE to tenants, RESTRICT to accounts, both written",
    find({ integration: { tables } }) {
      const keys = tables.flatMap((table) => table.foreignKeys);
      if (keys.length === 0) return "None";
      return [...new Set(keys.map(referenceText))].join(", ");
    },
  },
  {
    name: "Migration style",
    section: "idempotent-migrations",
    recommend: () => "Idempotent, with rollback",
    find({ integration: { tables }, result }) {
      const migrations = migrationsOf(tables, result, "idempotent-migrations");
      const broken = migrations.filter((migration) => migration.broken.length > 0).length;
      const bare = migrations.filter((migration) => !migration.hasRollback).length;
      const all = migrations.length;
      const isJudged = result.rules.some(
        ({ rule: { meta }, severity }) => meta.convention === "idempotent-migrations" && severity !== "off",
      );
      const style = broken === 0 ? "Idempotent" : `${all - broken} of ${all} idempotent`;
      const rollback = bare === 0 ? "with rollback" : `${bare} of ${all} without rollback`;
      return isJudged ? `${style}, ${rollback}` : rollback;
    },
  },
];

function inRole(
  { tables }: FeatureContext["integration"],
  words: FeatureContext["words"],
  role: Role,
): readonly Column[] {
  return tables.flatMap((table) => table.columns.filter((column) => words.roleOf(column) === role));
}

function jsonColumns({ tables }: Pick<FeatureContext["integration"], "tables">): readonly Column[] {
  return tables.flatMap((table) => table.columns.filter((column) => isJson(column.type, "postgresql")));
}

function list(columns: readonly Column[]): string {
  return [...new Set(columns.map(({ name }) => name))].join(", ");
}

function unique(columns: readonly Column[]): readonly Column[] {
  return columns.filter((column, at) => columns.findIndex(({ name }) => name === column.name) === at);
}

function either(columns: readonly Column[], describe: (column: Column) => string): string {
  return columns.length === 0 ? "None" : [...new Set(columns.map(describe))].join("; ");
}

/** `tenants CASCADE`; an action that nobody wrote is a dash. */
function referenceText({ target, onDelete, onUpdate }: ForeignKey): string {
  const actions = [onDelete, onUpdate].map((action) => action?.toUpperCase() ?? "–");
  const [first, second] = actions;
  return `${target.table} ${first === second ? first : actions.join("/")}`;
}

/** The migrations that touch an integration's tables, and which of a section's rules about statements do not hold in them. */
export function migrationsOf(
  tables: readonly Table[],
  { migrations, findings }: LintResult,
  section: Convention,
): readonly { readonly broken: readonly string[]; readonly hasRollback: boolean }[] {
  const names = new Set(tables.map(tableLabel));
  const found = findings.filter(
    (finding) => finding.section === section && finding.subject.kind === "statement" && !finding.suppressed,
  );
  return migrations
    .filter(({ migration, touches }) => migration.forward && touches.some((table) => names.has(table)))
    .map(({ migration }) => ({
      broken: found
        .filter((finding) => finding.location.file === migration.forward?.file)
        .map((finding) => finding.rule),
      hasRollback: migration.rollback !== undefined,
    }));
}
