// Two sets of migrations side by side, at a terminal. In: a comparison, what its sides are called. Out: text.

import pico from "picocolors";
import type { Comparison, SchemaDifference, Side, TableComparison } from "../lint/comparison.js";
import { percentOf, type Share } from "../lint/matrix.js";
import type { ComparisonReporter } from "./reporter.js";
import { pad, visible, widthOf } from "./visible.js";

type Colors = ReturnType<typeof pico.createColors>;

export const comparisonPretty: ComparisonReporter = {
  name: "pretty",
  render(comparison, names, { color }) {
    const colors = pico.createColors(color);
    const parts = [
      `${colors.bold("a")} ${visible(names.a)}\n${colors.bold("b")} ${visible(names.b)}`,
      ...comparison.tables.map((table) => tableText(table, colors)),
      conventionsText(comparison, colors),
      verdictText(comparison, colors),
    ];
    return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
  },
};

function tableText({ table, differences }: TableComparison, colors: Colors): string {
  const lines = differences.flatMap((difference) => differenceLines(difference, colors));
  return [colors.bold(visible(table)), ...lines].join("\n");
}

function differenceLines(difference: SchemaDifference, colors: Colors): readonly string[] {
  const { kind, name, fact, a, b } = difference;
  const isColumn = kind === "column";
  if (a && b) {
    const head = `  ${isColumn ? "" : `${kind} `}${visible(name)}${fact ? `: ${fact}` : ""}`;
    return [head, sideLine("a", a, colors), sideLine("b", b, colors)];
  }
  const [only, side] = a ? (["a", a] as const) : (["b", b as Side] as const);
  const what = kind === "table" ? "the table" : isColumn ? visible(name) : `${kind} ${visible(name)}`;
  const facts = isColumn ? ` ${visible(side.text)}` : "";
  return [`  only in ${only}: ${what}${facts}  ${colors.dim(placeOf(side))}`];
}

function sideLine(name: string, side: Side, colors: Colors): string {
  return `    ${colors.bold(name)} ${visible(side.text)}  ${colors.dim(placeOf(side))}`;
}

function placeOf({ at: { file, range } }: Side): string {
  const { line, column } = file.positionAt(range.start);
  return `${visible(file.path)}:${line}:${column}`;
}

function conventionsText({ conventions }: Comparison, colors: Colors): string {
  if (conventions.length === 0) return "";
  const width = Math.max(...conventions.map(({ title }) => widthOf(title)), "Conformance".length);
  const head = colors.bold(`${pad("Conformance", width)}  ${"a".padStart(16)}  ${"b".padStart(16)}`);
  const lines = conventions.map(({ title, a, b, rules }) => {
    const differing = rules.length > 0 ? colors.yellow(`  ${rules.join(", ")}`) : "";
    return `${pad(title, width)}  ${shareText(a)}  ${shareText(b)}${differing}`;
  });
  return [head, ...lines].join("\n");
}

function shareText(share: Share): string {
  const percent = percentOf(share);
  if (percent === undefined) return "–".padStart(16);
  return `${`${percent}%`.padStart(5)}${`${share.passed} of ${share.judged}`.padStart(11)}`;
}

function verdictText(comparison: Comparison, colors: Colors): string {
  const { tables, compared, sameSchema, sameConventions } = comparison;
  const count = tables.reduce((sum, { differences }) => sum + differences.length, 0);
  const what = `${count} ${count === 1 ? "difference" : "differences"} in ${tables.length} of ${compared} tables`;
  const schema = sameSchema
    ? colors.green(`The same logical schema: ${compared} ${compared === 1 ? "table" : "tables"}.`)
    : colors.red(`Not the same logical schema: ${what}.`);
  const conventions = sameConventions
    ? colors.green("The same conventions are kept.")
    : colors.yellow("Not the same conventions: one side keeps what the other breaks, named above.");
  return `${schema}\n${conventions}`;
}
