// The comparison of integrations at a terminal. In: a matrix of facts, a width. Out: features down, integrations across, texts
// wrapped in their cells. What does not fit beside each other is shown below each other, with the recommendation at the right each time.

import pico from "picocolors";
import type { Verdict } from "../lint/finding.js";
import type { FeatureRow, IntegrationMatrix } from "../lint/integrations.js";
import type { IntegrationReporter } from "./reporter.js";
import { pad, visible, widthOf, wrap } from "./visible.js";

type Colors = ReturnType<typeof pico.createColors>;
type Tint = (text: string) => string;

interface Cell {
  readonly text: string;
  readonly mark?: string;
  readonly tint?: Tint;
  /** The rules that do not hold, below the text. */
  readonly notes?: readonly string[];
  readonly noteTint?: Tint;
}

const gap = 2;
const narrowest = 20;
const widest = 34;
const advice = "Recommendation";

export const integrationsPretty: IntegrationReporter = {
  name: "pretty",
  render(matrix, { color, width }) {
    const { integrations, features } = matrix;
    if (integrations.length === 0) return "No integrations.\n";
    const colors = pico.createColors(color);
    const nameWidth = Math.max(...features.map(({ feature }) => widthOf(feature)));
    const room = width - nameWidth;
    const fitting = Math.max(1, Math.floor(room / (narrowest + gap)) - 1);
    const bands = Math.ceil(integrations.length / fitting);
    const each = Math.ceil(integrations.length / bands);
    const cellWidth = Math.min(widest, Math.floor(room / (each + 1)) - gap);
    const starts = Array.from({ length: bands }, (_, band) => band * each);
    const blocks = starts.map((start) => bandText(matrix, start, start + each, nameWidth, cellWidth, colors));
    return `${[...blocks, keyText(matrix, width, colors)].join("\n")}\n`;
  },
};

function bandText(
  { integrations, features }: IntegrationMatrix,
  start: number,
  end: number,
  nameWidth: number,
  cellWidth: number,
  colors: Colors,
): string {
  const shown = integrations.slice(start, end);
  const line = (first: string, cells: readonly Cell[]) =>
    rowLines({ text: first, tint: colors.bold }, cells, nameWidth, cellWidth);
  const header = line("", [
    ...shown.map(({ name }) => ({ text: name, tint: colors.bold })),
    { text: advice, tint: colors.bold },
  ]);
  const tables = line(
    "",
    shown.map(({ tables }) => ({ text: tables.join(" "), tint: colors.dim })),
  );
  const rows = features.map((row) => line(row.feature, cellsOf(row, start, end, colors)));
  return `${[header, tables, ...rows].map((lines) => lines.join("\n")).join("\n")}\n`;
}

function cellsOf(row: FeatureRow, start: number, end: number, colors: Colors): readonly Cell[] {
  const cells = row.cells.slice(start, end).map(({ fact, verdict, broken }): Cell => {
    const { mark, tint } = marks(verdict, colors);
    return { text: fact, mark: tint(mark), notes: broken, noteTint: colors.dim };
  });
  return [...cells, { text: row.recommendation, tint: colors.dim }];
}

/** Cells beside each other, each wrapped; texts of cells with a mark stand behind it on every line. */
function rowLines(
  first: Cell,
  cells: readonly Cell[],
  nameWidth: number,
  cellWidth: number,
): readonly string[] {
  const columns = cells.map(({ text, mark, tint = plain, notes = [], noteTint = plain }) => {
    const fold = (part: string, shade: Tint) =>
      wrap(breakWords(visible(part), cellWidth - 2), cellWidth - 2).map((line) => ({ line, shade }));
    const lines = [...fold(text, tint), ...notes.flatMap((note) => fold(`(${note})`, noteTint))];
    return lines.map(({ line, shade }, at) => ({
      lead: at === 0 && mark !== undefined ? `${mark} ` : "  ",
      text: shade(line),
      width: widthOf(line) + 2,
    }));
  });
  const height = Math.max(1, ...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) => {
    const name = at === 0 ? (first.tint ?? plain)(pad(first.text, nameWidth)) : " ".repeat(nameWidth);
    const rest = columns.map((lines) => {
      const line = lines[at];
      const blank = " ".repeat(Math.max(0, cellWidth - (line?.width ?? 0)));
      return line ? `${line.lead}${line.text}${blank}` : blank;
    });
    return [name, ...rest].join(" ".repeat(gap)).trimEnd();
  });
}

/** A word wider than its cell is broken where a name has a seam, else where the cell ends. */
function breakWords(text: string, width: number): string {
  return text
    .split(" ")
    .map((word) => (widthOf(word) <= width ? word : breakWord(word, width)))
    .join(" ");
}

function breakWord(word: string, width: number): string {
  const lines = [""];
  for (const seam of word.split(/(?<=[_-])|(?<=[a-z])(?=[A-Z])/)) {
    const parts = widthOf(seam) <= width ? [seam] : [...seam];
    for (const part of parts) {
      const last = lines.length - 1;
      if (widthOf((lines[last] ?? "") + part) <= width) lines[last] += part;
      else lines.push(part);
    }
  }
  return lines.filter((line) => line !== "").join(" ");
}

const plain: Tint = (text) => text;

function marks(verdict: Verdict | undefined, colors: Colors): { readonly mark: string; readonly tint: Tint } {
  switch (verdict) {
    case "pass":
      return { mark: "✓", tint: colors.green };
    case "fail":
      return { mark: "✗", tint: colors.red };
    case "suppressed":
      return { mark: "~", tint: colors.yellow };
    case "unknown":
      return { mark: "?", tint: colors.dim };
    default:
      return { mark: "·", tint: colors.dim };
  }
}

function keyText({ apart }: IntegrationMatrix, width: number, colors: Colors): string {
  const texts = [
    "✓ the section's rules hold   ✗ some do not, named below   ~ suppressed   ? unknown   · not judged",
    ...(apart.length === 0 ? [] : [`Configuration of no integration: ${apart.map(visible).join(", ")}`]),
  ];
  return texts.flatMap((text) => wrap(text, width).map((line) => colors.dim(line.trim()))).join("\n");
}
