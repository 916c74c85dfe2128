// What is known of a table or column at a place. In: a mention. Out: its definition as the statement there leaves it, how it came to be,
// and what judges it in the end.

import { resolve } from "node:path";
import type { Hover } from "vscode-languageserver/node";
import type { LintResult } from "../lint/finding.js";
import { trailOf } from "../lint/trail.js";
import { verdictsOn } from "../lint/verdicts.js";
import { visible } from "../report/visible.js";
import { columnDefinitionFor, createTableFor, objectNameFor } from "../schema/definitions.js";
import type { SchemaHistory } from "../schema/history.js";
import type { Column, Table } from "../schema/model.js";
import type { Change } from "../sql/change.js";
import { printChanges } from "../sql/print.js";
import { type Location, nowhere } from "../text/source-file.js";
import { type Mention, meantColumn, meantTable, mentionAt } from "./mentions.js";
import { pathToUri, rangeOf } from "./places.js";
import type { PlaceInProject } from "./requests.js";

export function hoverOn({ snapshot, file, offset, cwd }: PlaceInProject): Hover | null {
  const { history, project } = snapshot;
  const mention = mentionAt(history, file, offset);
  if (!mention) return null;
  const { dialect, vocabulary } = project.config;
  const now = atTheEnd(mention, history);
  const show = (place: Location) => showPlace(place, cwd);
  const parts = [
    codeBlock(printChanges([definitionOf(mention)], dialect)),
    knowledgeOf(mention.table),
    list(
      "Trail",
      now
        ? trailOf(history, now.table, now.column?.name).map(
            ({ step, clause }) => `${show(step.location)} ${asText(clause)}`,
          )
        : [],
    ),
    now ? "" : "No later schema has it: it was dropped.",
    list("Judged by", now ? judgedBy(snapshot.whole(), vocabulary, now, show) : []),
  ];
  return {
    contents: { kind: "markdown", value: parts.filter((part) => part !== "").join("\n\n") },
    range: rangeOf(file, mention.at.range),
  };
}

/** The same object in the schema that all migrations leave. */
function atTheEnd(
  { id, column }: Mention,
  { final }: SchemaHistory,
): { table: Table; column?: Column } | undefined {
  for (const table of final.tables) {
    if (!column && meantTable(table, final).id === id) return { table };
    const found = column && table.columns.find((one) => meantColumn(one, table, final).id === id);
    if (found) return { table, column: found };
  }
  return undefined;
}

function definitionOf({ table, column }: Mention): Change {
  if (!column) return createTableFor(table);
  const definition = columnDefinitionFor(column, table);
  const base = { table: objectNameFor(table), ifNotExists: false, range: nowhere };
  return { kind: "addColumn", column: definition, ...base };
}

function knowledgeOf({ knowledge }: Table): string {
  if (knowledge === "whole") return "";
  return knowledge === "external"
    ? "Declared in the configuration: no migration creates it."
    : "No migration creates it: this is what migrations tell of it.";
}

function judgedBy(
  result: LintResult,
  vocabulary: Parameters<typeof verdictsOn>[1],
  { table, column }: { table: Table; column?: Column },
  show: (place: Location) => string,
): readonly string[] {
  const verdicts = verdictsOn(result, vocabulary, table, column);
  const first = verdicts.filter(({ finding }) => finding);
  return [...first, ...verdicts.filter(({ finding }) => !finding)].map(({ rule, verdict, finding }) =>
    finding
      ? `**${finding.suppressed ? "suppressed" : finding.severity}** \`${rule}\` ${show(finding.location)}: ${asText(finding.message)}`
      : `${verdict} \`${rule}\``,
  );
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `**${title}**\n\n${lines.map((line) => `- ${line}`).join("\n")}`;
}

function showPlace({ file, range }: Location, cwd: string): string {
  const { line, column } = file.positionAt(range.start);
  const text = `${file.path.split("/").at(-1)}:${line}:${column}`;
  return `[${asText(text)}](${pathToUri(resolve(cwd, file.path))}#L${line})`;
}

function codeBlock(sql: string): string {
  const text = sql.trim();
  // Longer than any run of backticks inside.
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}sql\n${text}\n${fence}`;
}

/** Names from SQL are text, whatever Markdown would make of them. */
function asText(text: string): string {
  return visible(text).replace(/[\\`*_{}[\]<>()#|~]/g, "\\$&");
}
