// The code of a finding on a page. In: a place. Out: its lines with their numbers, the place marked. A line of megabytes is cut.

import type { Location, SourceFile } from "../../text/source-file.js";
import { escapeXml } from "../escape.js";
import { visible } from "../visible.js";

/** Lines before and behind the place. */
const context = 1;
/** Of a place with more lines, the first ones and the last are shown. */
const mostLines = 7;
const longestLine = 240;

/** Empty where the place is in no text. */
export function excerptHtml({ file, range }: Location): string {
  if (range.start < 0) return "";
  const first = file.positionAt(range.start).line;
  const last = file.positionAt(Math.max(range.start, range.end - 1)).line;
  const from = Math.max(1, first - context);
  const to = Math.min(file.lineCount, last + context);
  const lines =
    last - first < mostLines ? numbers(from, to) : [...numbers(from, first + mostLines - 2), last];
  const rows = lines.map((line, at) => {
    const skipped = at > 0 && line > (lines[at - 1] as number) + 1 ? '<span class="skip">⋮</span>\n' : "";
    const inside = line >= first && line <= last;
    return `${skipped}<span class="n${inside ? " in" : ""}">${line}</span>${lineHtml(file, line, range.start, range.end)}`;
  });
  return `<pre class="code" tabindex="0" aria-label="Lines ${from} to ${to}">${rows.join("\n")}\n</pre>`;
}

function numbers(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}

function lineHtml(file: SourceFile, line: number, start: number, end: number): string {
  const begin = file.lineStart(line);
  const next = line < file.lineCount ? file.lineStart(line + 1) : file.text.length;
  // Enough to find the end of all but monstrous lines, without copying those.
  const wanted = Math.max(begin, Math.min(start, next) - longestLine / 3);
  const left = next - begin <= longestLine ? begin : whole(file.text, Math.floor(wanted));
  const right = whole(file.text, Math.min(next, left + longestLine));
  const text = file.text.slice(left, right).replace(/[\r\n]+$/, "");
  const at = (offset: number) => Math.max(0, Math.min(offset - left, text.length));
  const indent = start < begin ? (/^\s*/.exec(text)?.[0].length ?? 0) : 0;
  const [from, to] = [Math.max(at(start), Math.min(indent, at(end))), at(end)];
  const inside = text.slice(from, to);
  const isTouched = start < next && end > begin;
  // An empty place, or a line break: a mark of no width shows where.
  const isPoint = start === end && start >= begin && start <= begin + text.length && start - left === from;
  const mark =
    inside !== "" && isTouched
      ? `<mark>${escaped(inside)}</mark>`
      : isPoint
        ? '<mark class="point"></mark>'
        : "";
  const [before, behind] = mark ? [text.slice(0, from), text.slice(to)] : [text, ""];
  const cut = { left: left > begin ? "…" : "", right: right < next && next - right > 2 ? "…" : "" };
  return `${cut.left}${escaped(before)}${mark}${escaped(behind)}${cut.right}`;
}

/** Tabs stay: the page's style gives them their width. */
function escaped(text: string): string {
  return text
    .split("\t")
    .map((part) => escapeXml(visible(part)))
    .join("&#9;");
}

/** Not between the halves of a surrogate pair. */
function whole(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff ? offset - 1 : offset;
}
