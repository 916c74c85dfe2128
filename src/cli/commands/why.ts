// integlint why <table>[.column]: how it came to be, and what judges it. In: a name. Out: its trail and its verdicts.

import { UsageError } from "../../config/errors.js";
import type { Finding, LintResult } from "../../lint/finding.js";
import { trailOf } from "../../lint/trail.js";
import { verdictsOn } from "../../lint/verdicts.js";
import { type LintedProject, lintProject } from "../../project/lint.js";
import { visible } from "../../report/visible.js";
import type { Column, Table } from "../../schema/model.js";
import { didYouMean } from "../../text/nearest.js";
import type { Location } from "../../text/source-file.js";
import type { ExitCode, Io } from "../command.js";
import type { whyOptions } from "../commands.js";
import { projectOptions } from "../flags.js";
import type { Arguments } from "../options.js";
import { tellAssumptions, tellFailures } from "../tell.js";

export async function run({ options, words }: Arguments<typeof whyOptions>, io: Io): Promise<ExitCode> {
  const [wanted = "", ...paths] = words;
  const linted = await lintProject({ ...projectOptions(options, io), paths });
  tellAssumptions(linted.project, io);
  tellFailures(linted.result, io);
  const { table, column } = find(wanted, linted.result);
  io.out(
    [
      headOf(table, column, linted.result),
      section("Trail", trailLines(linted, table, column)),
      section("Judged by", verdictLines(linted, table, column)),
    ]
      .filter((part) => part !== "")
      .join("\n"),
  );
  return linted.result.failures.length > 0 ? 2 : 0;
}

/** `table`, `schema.table`, `table.column` or `schema.table.column`. */
function find(wanted: string, { schema }: LintResult): { table: Table; column?: Column } {
  const tables = [...schema.tables];
  const labels = new Map(tables.map((table) => [labelOf(table), table]));
  const whole = labels.get(wanted);
  if (whole) return { table: whole };
  const dot = wanted.lastIndexOf(".");
  const table = labels.get(wanted.slice(0, dot));
  if (dot < 0 || !table) {
    const near = didYouMean(dot < 0 ? wanted : wanted.slice(0, dot), [...labels.keys()]);
    throw new UsageError(
      `No migration leaves a table \`${wanted}\`.${near || " `integlint schema` lists them."}`,
    );
  }
  const name = wanted.slice(dot + 1);
  const column = table.column(name);
  if (column) return { table, column };
  const names = table.columns.map((one) => one.name);
  throw new UsageError(`Table \`${labelOf(table)}\` has no column \`${name}\`.${didYouMean(name, names)}`);
}

function labelOf({ name, schema }: Table): string {
  return schema === undefined ? name : `${schema}.${name}`;
}

function headOf(table: Table, column: Column | undefined, { tables }: LintResult): string {
  if (column) {
    const facts = [
      column.type.text,
      column.nullable ? "NULL" : "NOT NULL",
      column.default && `DEFAULT ${column.default.text}`,
      column.onUpdate && `ON UPDATE ${column.onUpdate}`,
    ];
    return `${visible(labelOf(table))}.${visible(column.name)}: ${visible(facts.filter(Boolean).join(" "))}\n`;
  }
  const found = tables.find((linted) => linted.table === table)?.class ?? "other";
  const known = table.knowledge === "whole" ? "" : `, known only in part (${table.knowledge})`;
  return `${visible(labelOf(table))}: ${table.columns.length} columns, class ${found}${known}\n`;
}

function section(title: string, lines: readonly (readonly string[])[]): string {
  if (lines.length === 0) return "";
  const widths = (lines[0] ?? []).map((_, at) => Math.max(...lines.map((line) => (line[at] ?? "").length)));
  const rows = lines.map((line) =>
    `  ${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ")}`.trimEnd(),
  );
  return `${title}\n${rows.join("\n")}\n`;
}

function trailLines(
  { history }: LintedProject,
  table: Table,
  column?: Column,
): readonly (readonly string[])[] {
  return trailOf(history, table, column?.name).map(({ step, clause, table: name, column: columnName }) => [
    showPlace(step.location),
    visible(clause),
    name === table.name && columnName === column?.name
      ? ""
      : `(as ${visible(columnName === undefined ? name : `${name}.${columnName}`)})`,
  ]);
}

function verdictLines(
  { result, project }: LintedProject,
  table: Table,
  column?: Column,
): readonly (readonly string[])[] {
  return verdictsOn(result, project.config.vocabulary, table, column).map(({ rule, verdict, finding }) =>
    finding ? findingLine(finding) : [verdict, rule],
  );
}

function findingLine({ rule, severity, message, location, suppressed }: Finding): readonly string[] {
  return [suppressed ? "suppressed" : severity, rule, `${showPlace(location)}: ${visible(message)}`];
}

function showPlace({ file, range }: Location): string {
  const { line, column } = file.positionAt(range.start);
  return `${visible(file.path)}:${line}:${column}`;
}
