// The code around a finding. In: a place, a width. Out: lines with numbers, the place underlined.
// A line of megabytes costs what is shown of it: only the stretch around the place is looked at.

import type { Location, SourceFile } from "../text/source-file.js";
import { isPlain, visible, widthOf } from "./visible.js";

export interface FrameStyle {
  /** Line numbers and the line beside them. */
  gutter(text: string): string;
  /** What marks the place. */
  mark(text: string): string;
}

const tabStop = 4;
/** Of a place with more lines, the first ones and the last are shown. */
const mostLines = 6;
const gutterWidth = 4;

/** Empty where the place is in no text. */
export function frameOf({ file, range }: Location, width: number, style: FrameStyle): readonly string[] {
  if (range.start < 0) return [];
  const first = file.positionAt(range.start).line;
  const last = file.positionAt(Math.max(range.start, range.end - 1)).line;
  const numberWidth = Math.max(gutterWidth, String(last).length + 1);
  const available = Math.max(20, width - numberWidth - 3);
  const gutter = (label: string | number, bar: string) =>
    style.gutter(`${String(label).padStart(numberWidth)} ${bar}`);
  if (first === last) {
    const { text, from, to } = showLine(file, first, range.start, range.end, available);
    const mark = " ".repeat(from) + style.mark("^".repeat(Math.max(1, to - from)));
    return [`${gutter(first, "│")} ${text}`.trimEnd(), `${gutter("", "│")} ${mark}`];
  }
  return linesOf(first, last).flatMap((line) => {
    if (line === undefined) return gutter("⋮", "").trimEnd();
    const begin = line === first ? range.start : file.lineStart(line);
    const { text, from } = showLine(file, line, begin, begin, available);
    const bar = style.gutter(String(line).padStart(numberWidth));
    const shown = `${bar} ${style.mark("┃")} ${text}`.trimEnd();
    // A place that begins within a line says where.
    const inside = text.slice(0, from).trim() !== "";
    return inside ? [shown, `${gutter("", "│")} ${" ".repeat(from)}${style.mark("^")}`] : shown;
  });
}

/** The lines to show; undefined stands for those left out. */
function linesOf(first: number, last: number): readonly (number | undefined)[] {
  const count = last - first + 1;
  const all = (from: number, length: number) => Array.from({ length }, (_, at) => from + at);
  return count <= mostLines ? all(first, count) : [...all(first, mostLines - 2), undefined, last];
}

interface ShownLine {
  readonly text: string;
  /** The columns, from 0, of the place in `text`. */
  readonly from: number;
  readonly to: number;
}

/** A line as it fits into `available` columns, with the place in sight. */
function showLine(file: SourceFile, line: number, start: number, end: number, available: number): ShownLine {
  const lineStart = file.lineStart(line);
  const lineEnd = endOfLine(file, line);
  const left = wholeFrom(file.text, Math.max(lineStart, start - 4 * available));
  const right = wholeFrom(file.text, Math.min(lineEnd, start + 4 * available));
  const whole = left === lineStart && right === lineEnd;
  const raw = file.text.slice(left, right);
  // Nearly every line is plain and fits: what stands there is what is shown.
  if (whole && raw.length <= available && isPlain(raw)) {
    const most = Math.max(raw.length, start - left);
    return { text: raw, from: start - left, to: Math.min(end - left, most) };
  }
  const cells: { text: string; column: number; offset: number }[] = [];
  let column = 0;
  let offset = left;
  let from = 0;
  let to = 0;
  for (const character of raw) {
    if (offset <= start) from = column;
    const text = character === "\t" ? " ".repeat(tabStop - (column % tabStop)) : visible(character);
    cells.push({ text, column, offset });
    column += widthOf(text);
    offset += character.length;
    if (offset <= end || offset - character.length < end) to = column;
  }
  if (offset <= start) from = column;
  if (to < from) to = from;

  if (whole && column <= available) return { text: cells.map((cell) => cell.text).join(""), from, to };
  // Show the line's start where the place fits beside it; otherwise a quarter of the width comes before the place.
  const cutLeft = left > lineStart || Math.min(to, from + available / 2) > available - 2;
  const shift = cutLeft ? Math.max(0, from - Math.floor(available / 4)) : 0;
  const shown = cells.filter(
    (cell) => cell.column >= shift && cell.column + widthOf(cell.text) <= shift + available - 2,
  );
  const lead = shift > 0 || left > lineStart ? "…" : "";
  const lastShown = shown[shown.length - 1];
  const trail = right < lineEnd || (lastShown && lastShown !== cells[cells.length - 1]) ? "…" : "";
  const begin = (shown[0]?.column ?? 0) - lead.length;
  const most = lastShown ? lastShown.column + widthOf(lastShown.text) : from;
  return {
    text: lead + shown.map((cell) => cell.text).join("") + trail,
    from: from - begin,
    to: Math.min(to, most) - begin,
  };
}

function endOfLine(file: SourceFile, line: number): number {
  let end = line < file.lineCount ? file.lineStart(line + 1) : file.text.length;
  const start = file.lineStart(line);
  while (end > start && (file.text[end - 1] === "\n" || file.text[end - 1] === "\r")) end--;
  return end;
}

/** Not between the halves of a surrogate pair. */
function wholeFrom(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff ? offset - 1 : offset;
}
