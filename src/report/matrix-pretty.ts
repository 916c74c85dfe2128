// The conformance matrix at a terminal. In: a matrix, a width. Out: tables down, rules across as letters, a legend that says what
// each letter stands for. What does not fit beside each other is shown below each other.

import pico from "picocolors";
import type { Verdict } from "../lint/finding.js";
import { type Matrix, type MatrixColumn, type MatrixRow, percentOf, type Share } from "../lint/matrix.js";
import type { MatrixReporter } from "./reporter.js";
import { cut, pad, visible, widthOf } from "./visible.js";

type Colors = ReturnType<typeof pico.createColors>;
type Tint = (text: string) => string;

interface Lettered {
  readonly letter: string;
  readonly column: MatrixColumn;
  /** Begins a section: stands apart from the column before. */
  readonly opens: boolean;
}

const nameLimit = 44;
const shareWidth = 5;

export const matrixPretty: MatrixReporter = {
  name: "pretty",
  render(matrix, { color, width }) {
    const colors = pico.createColors(color);
    if (matrix.rows.length === 0) return "No tables.\n";
    const lettered = letter(matrix);
    const nameWidth = Math.min(
      nameLimit,
      Math.max(...matrix.rows.map((row) => widthOf(visible(row.table)) + 2)),
    );
    const room = width - nameWidth - shareWidth - 2;
    const blocks = bandsOf(lettered, room).map((band) => bandLines(band, matrix.rows, nameWidth, colors));
    const lines = [
      ...blocks,
      legendOf(matrix, lettered, width, colors),
      [keyLine(colors)],
      [totalOf(matrix, colors)],
    ];
    return `${lines.map((block) => block.join("\n")).join("\n\n")}\n`;
  },
};

/** Letters a … z, A … Z, then aa, ab … across all sections. */
function letter({ sections }: Matrix): readonly Lettered[] {
  const alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const columns = sections.flatMap(({ columns }) =>
    columns.map((column, at) => ({ column, opens: at === 0 })),
  );
  return columns.map((entry, at) => {
    const high = Math.floor(at / alphabet.length);
    return { ...entry, letter: (alphabet[high - 1] ?? "") + alphabet[at % alphabet.length] };
  });
}

/** As many columns beside each other as fit; a section stays together where it can. */
function bandsOf(lettered: readonly Lettered[], room: number): readonly (readonly Lettered[])[] {
  const bands: Lettered[][] = [];
  let left = 0;
  lettered.forEach((entry, at) => {
    const next = lettered.findIndex((other, place) => place > at && other.opens);
    const section = entry.opens ? lettered.slice(at, next === -1 ? undefined : next) : [entry];
    const whole = section.reduce((sum, each) => sum + cellWidth(each), 0);
    if (bands.length === 0 || left < Math.min(whole, room) || left < cellWidth(entry)) {
      bands.push([]);
      left = room;
    }
    bands[bands.length - 1]?.push(entry);
    left -= cellWidth(entry);
  });
  return bands;
}

function cellWidth({ letter, opens }: Lettered): number {
  return letter.length + (opens ? 2 : 1);
}

function bandLines(
  band: readonly Lettered[],
  rows: readonly MatrixRow[],
  nameWidth: number,
  colors: Colors,
): readonly string[] {
  const cells = (show: (entry: Lettered) => string, tint: (entry: Lettered) => Tint) =>
    band.map((entry) => tint(entry)(show(entry).padStart(cellWidth(entry)))).join("");
  const header = `${" ".repeat(nameWidth + shareWidth)} ${cells(
    (entry) => entry.letter,
    () => colors.bold,
  )}`;
  const lines = [header];
  let last: string | undefined;
  for (const row of rows) {
    if (row.class !== last) lines.push(colors.dim(row.class));
    last = row.class;
    const name = pad(`  ${cut(visible(row.table), nameWidth - 2)}`, nameWidth);
    const verdictOf = (entry: Lettered) => row.cells.get(entry.column.rule)?.verdict;
    const line = cells(
      (entry) => glyphOf(verdictOf(entry)),
      (entry) => tintOf(verdictOf(entry), colors),
    );
    lines.push(
      `${name}${shareTint(row.share, colors)(percent(row.share).padStart(shareWidth))} ${line}`.trimEnd(),
    );
  }
  return lines;
}

function legendOf(
  { sections }: Matrix,
  lettered: readonly Lettered[],
  width: number,
  colors: Colors,
): readonly string[] {
  const letters = new Map(lettered.map(({ column, letter }) => [column.rule, letter]));
  const titleWidth = Math.max(0, ...sections.map(({ title }) => widthOf(title))) + 2;
  const ruleWidth = Math.max(0, ...lettered.map(({ column }) => widthOf(visible(column.rule)))) + 2;
  return sections.flatMap(({ title, columns }) =>
    columns.map((column, at) => {
      const head = pad(at === 0 ? title : "", titleWidth);
      const name = pad(visible(column.rule), ruleWidth);
      const of = `${column.share.passed} of ${column.share.judged}`;
      const share = `${percent(column.share).padStart(shareWidth)}  ${colors.dim(of)}`;
      const line = `${colors.dim(head)}${colors.bold((letters.get(column.rule) ?? "").padEnd(2))} ${name}`;
      // On a narrow terminal the rule matters more than its section.
      const narrow = titleWidth + ruleWidth + 20 > width;
      return narrow
        ? `${colors.bold((letters.get(column.rule) ?? "").padEnd(2))} ${name}${share}`
        : `${line}${shareTint(column.share, colors)(share)}`;
    }),
  );
}

const glyphs: Readonly<Record<Verdict, string>> = {
  pass: "✓",
  fail: "✗",
  suppressed: "~",
  unknown: "?",
  exempt: "–",
};

function glyphOf(verdict: Verdict | undefined): string {
  return verdict ? glyphs[verdict] : "·";
}

function tintOf(verdict: Verdict | undefined, colors: Colors): Tint {
  switch (verdict) {
    case "pass":
      return colors.green;
    case "fail":
      return colors.red;
    case "suppressed":
      return colors.yellow;
    default:
      return colors.dim;
  }
}

function keyLine(colors: Colors): string {
  const entries: readonly [Verdict | undefined, string][] = [
    ["pass", "conforms"],
    ["fail", "does not"],
    ["suppressed", "suppressed"],
    ["unknown", "unknown"],
    ["exempt", "exempt"],
    [undefined, "not concerned"],
  ];
  return entries
    .map(([verdict, word]) => `${tintOf(verdict, colors)(glyphOf(verdict))} ${colors.dim(word)}`)
    .join("   ");
}

function totalOf({ rows, share }: Matrix, colors: Colors): string {
  const tables = `${rows.length} ${rows.length === 1 ? "table" : "tables"}`;
  return `${colors.bold(`Conformance ${percent(share)}`)} ${colors.dim(`${share.passed} of ${share.judged} judged, ${tables}`)}`;
}

function percent(share: Share): string {
  const value = percentOf(share);
  return value === undefined ? "–" : `${value}%`;
}

function shareTint(share: Share, colors: Colors): Tint {
  const value = percentOf(share);
  return value === undefined
    ? colors.dim
    : value === 100
      ? colors.green
      : value < 50
        ? colors.red
        : (text) => text;
}
