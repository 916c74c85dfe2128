// Hand-built migrations, tables and rules: the engine is tested without the reader and the replay.

import { type LintInput, lint } from "../../src/lint/run.js";
import type { Migration, Script } from "../../src/migration/migration.js";
import { defineRule, type Rule, type RuleDefinition, type SubjectKind } from "../../src/rule/rule.js";
import { defaultVocabulary } from "../../src/rule/vocabulary.js";
import type { SchemaHistory } from "../../src/schema/history.js";
import { Column, ForeignKey, Index, type Schema, Table, type TableState } from "../../src/schema/model.js";
import type { Dialect } from "../../src/sql/definition.js";
import { split } from "../../src/sql/split.js";
import type { Statement } from "../../src/sql/statement.js";
import { Tokens } from "../../src/sql/tokens.js";
import { type Location, SourceFile } from "../../src/text/source-file.js";

/** A script whose statements are known by their stretch only. */
export function scriptOf(path: string, text: string, dialect: Dialect = "mysql"): Script {
  const file = new SourceFile(path, text);
  const { fragments, comments } = split(new Tokens(text), { dialect, versionNumber: 80036 });
  const statements = fragments.map(
    ({ start, end }): Statement => ({
      kind: "ddl",
      location: { file, range: { start, end } },
      dialect,
      verb: text.slice(start, end).split(/\s+/).slice(0, 2).join(" "),
      problems: [],
      constructs: [],
      changes: [],
    }),
  );
  return { file, range: { start: 0, end: text.length }, statements, comments };
}

export function migrationOf(name: string, forward: string, rollback?: string): Migration {
  return {
    kind: "migration",
    version: name.split("_")[0] as string,
    name,
    forward: scriptOf(`migrations/${name}.sql`, forward),
    rollback: rollback === undefined ? undefined : scriptOf(`migrations/${name}_rollback.sql`, rollback),
  };
}

/** Where a text stands in a script: the `nth` time, from 0. */
export function placeOf(script: Script, text: string, nth = 0): Location {
  let start = script.file.text.indexOf(text);
  for (let at = 0; at < nth; at++) start = script.file.text.indexOf(text, start + 1);
  if (start < 0) throw new Error(`no ${text} in ${script.file.path}`);
  return { file: script.file, range: { start, end: start + text.length } };
}

export function columnOf(script: Script, table: string, name: string, type = "varchar"): Column {
  const self = placeOf(script, name);
  return new Column({
    name,
    table,
    type: {
      name: type,
      arguments: [],
      values: [],
      unsigned: false,
      zerofill: false,
      dimensions: 0,
      text: type.toUpperCase(),
      range: self.range,
    },
    nullable: true,
    autoIncrement: false,
    visible: true,
    places: { self },
    bornAt: self,
  });
}

export function tableOf(
  script: Script,
  name: string,
  columns: readonly string[],
  more: Partial<TableState> = {},
): Table {
  const self = placeOf(script, name);
  return new Table({
    name,
    columns: columns.map((column) => columnOf(script, name, column)),
    indexes: [],
    foreignKeys: [],
    checks: [],
    partitioned: false,
    inherits: [],
    knowledge: "whole",
    places: { self },
    bornAt: self,
    ...more,
  });
}

export function indexOf(script: Script, table: string, name: string, columns: readonly string[]): Index {
  return new Index({
    name,
    named: true,
    table,
    kind: "index",
    parts: columns.map((column) => ({ column, descending: false })),
    constraint: false,
    inline: false,
    implicit: false,
    include: [],
    visible: true,
    nullsNotDistinct: false,
    places: { self: placeOf(script, name) },
  });
}

export function foreignKeyOf(
  script: Script,
  table: string,
  columns: readonly string[],
  named = true,
): ForeignKey {
  return new ForeignKey({
    name: "fk_1",
    named,
    table,
    columns,
    target: { table: "tenants" },
    targetColumns: ["id"],
    inline: false,
    validated: true,
    places: { self: placeOf(script, "FOREIGN KEY") },
  });
}

export function schemaOf(tables: readonly Table[]): Schema {
  return {
    dialect: "mysql",
    table: (name) => tables.find((table) => table.name === name),
    tables,
    enumType: () => undefined,
    enumTypes: [],
    object: () => undefined,
    foreignKeysTo: () => [],
    objectsOf: () => [],
    objects: [],
  };
}

export function historyOf(tables: readonly Table[], migrations: readonly Migration[] = []): SchemaHistory {
  const schema = schemaOf(tables);
  return {
    final: schema,
    migrations: migrations.flatMap((migration) =>
      migration.forward && migration.kind === "migration"
        ? [
            {
              migration,
              forward: {
                script: migration.forward,
                before: schema,
                after: schema,
                steps: [],
                blindSpots: [],
                dynamic: [],
              },
            },
          ]
        : [],
    ),
    blindSpots: [],
  };
}

/** A rule of which only the subject and the check matter. */
export function ruleOf<K extends SubjectKind>(
  id: string,
  subject: K,
  check: RuleDefinition<K, Record<string, never>>["check"],
  more: Partial<Rule["meta"]> = {},
): Rule {
  return defineRule({
    id,
    summary: `${id} holds.`,
    why: "Because.",
    convention: "naming",
    severity: "error",
    examples: { bad: "", good: "" },
    ...(more as object),
    subject,
    check,
  } as RuleDefinition<K, Record<string, never>>);
}

export function inputOf(
  migrations: readonly Migration[],
  tables: readonly Table[],
  rules: readonly Rule[],
  more: Partial<LintInput> = {},
): LintInput {
  const scripts = migrations.flatMap(({ forward, rollback }) => [forward, rollback]);
  return {
    dialect: "mysql",
    dialectVersion: "8.0",
    sets: [{ folder: "migrations", layout: "suffix", migrations }],
    history: historyOf(tables, migrations),
    files: scripts.flatMap((script) => (script ? [script.file] : [])),
    rules,
    settings: new Map(),
    overrides: [],
    vocabulary: defaultVocabulary,
    suppressions: { enabled: true, requireReason: false, reportUnused: true },
    today: "2026-11-22",
    printChanges: (changes) => changes.map((change) => `${change.kind};`).join("\n"),
    ...more,
  };
}

export function lintOf(...input: Parameters<typeof inputOf>): ReturnType<typeof lint> {
  return lint(inputOf(...input));
}

/** `rule@line:column` of each finding, `~` in front of suppressed ones. */
export function briefly(result: ReturnType<typeof lint>): string[] {
  return result.findings.map(({ rule, location, suppressed }) => {
    const { line, column } = location.file.positionAt(location.range.start);
    return `${suppressed ? "~" : ""}${rule}@${line}:${column}`;
  });
}
