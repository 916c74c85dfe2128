// What changes between two texts, as `diff -u` and git show it. In: a path and both texts. Out: a patch that git apply takes.

/** Lines of context around a change. */
const context = 3;
/** Where two texts differ in more lines than this, the middle is shown as replaced: finding the least would take too long. */
const mostSteps = 1000;

interface Line {
  readonly mark: " " | "-" | "+";
  readonly text: string;
}

/** Without `before`, the file is new. Empty where nothing changes. */
export function unifiedDiff(path: string, before: string | undefined, after: string): string {
  if (before === after) return "";
  const lines = compareLines(linesOf(before ?? ""), linesOf(after));
  const from = before === undefined ? "/dev/null" : `a/${path}`;
  return `--- ${from}\n+++ b/${path}\n${hunksOf(lines).join("")}`;
}

/** Each with its line break. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function hunksOf(lines: readonly Line[]): readonly string[] {
  const changed = lines.flatMap(({ mark }, at) => (mark === " " ? [] : [at]));
  const hunks: string[] = [];
  for (let index = 0; index < changed.length; index++) {
    const start = Math.max(0, (changed[index] as number) - context);
    while ((changed[index + 1] ?? Number.POSITIVE_INFINITY) - (changed[index] as number) <= 2 * context)
      index++;
    const end = Math.min(lines.length, (changed[index] as number) + context + 1);
    hunks.push(printHunk(lines, start, end));
  }
  return hunks;
}

function printHunk(lines: readonly Line[], start: number, end: number): string {
  const count = (some: readonly Line[], other: "-" | "+") => some.filter(({ mark }) => mark !== other).length;
  const above = lines.slice(0, start);
  const inside = lines.slice(start, end);
  const span = (other: "-" | "+") => {
    const length = count(inside, other);
    // A side without lines is named by the line before it.
    const first = count(above, other) + (length === 0 ? 0 : 1);
    return length === 1 ? `${first}` : `${first},${length}`;
  };
  const body = inside.map(({ mark, text }) =>
    text.endsWith("\n") ? `${mark}${text}` : `${mark}${text}\n\\ No newline at end of file\n`,
  );
  return `@@ -${span("+")} +${span("-")} @@\n${body.join("")}`;
}

function compareLines(before: readonly string[], after: readonly string[]): readonly Line[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const marked = (lines: readonly string[], mark: Line["mark"]) => lines.map((text) => ({ mark, text }));
  return [
    ...marked(before.slice(0, head), " "),
    ...compareMiddle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...marked(before.slice(before.length - tail), " "),
  ];
}

/** Myers, "An O(ND) Difference Algorithm" (1986): the fewest lines that go and come. */
function compareMiddle(before: readonly string[], after: readonly string[]): readonly Line[] {
  const reached: Map<number, number>[] = [];
  let ends = new Map([[1, 0]]);
  // Where one side is empty, all is said.
  const limit = before.length * after.length === 0 ? -1 : Math.min(before.length + after.length, mostSteps);
  for (let step = 0; step <= limit; step++) {
    reached.push(ends);
    ends = new Map(ends);
    for (let diagonal = -step; diagonal <= step; diagonal += 2) {
      let x = goesDown(ends, diagonal, step) ? at(ends, diagonal + 1) : at(ends, diagonal - 1) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      ends.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return traceBack(before, after, reached, step);
    }
  }
  return [
    ...before.map((text) => ({ mark: "-", text }) as const),
    ...after.map((text) => ({ mark: "+", text }) as const),
  ];
}

function at(ends: ReadonlyMap<number, number>, diagonal: number): number {
  return ends.get(diagonal) ?? -1;
}

function goesDown(ends: ReadonlyMap<number, number>, diagonal: number, step: number): boolean {
  return diagonal === -step || (diagonal !== step && at(ends, diagonal - 1) < at(ends, diagonal + 1));
}

function traceBack(
  before: readonly string[],
  after: readonly string[],
  reached: readonly ReadonlyMap<number, number>[],
  steps: number,
): readonly Line[] {
  const lines: Line[] = [];
  let [x, y] = [before.length, after.length];
  for (let step = steps; step >= 0; step--) {
    const ends = reached[step] as ReadonlyMap<number, number>;
    const diagonal = x - y;
    const previous = goesDown(ends, diagonal, step) ? diagonal + 1 : diagonal - 1;
    const fromX = step === 0 ? 0 : at(ends, previous);
    const fromY = step === 0 ? 0 : fromX - previous;
    while (x > fromX && y > fromY) {
      lines.push({ mark: " ", text: before[--x] as string });
      y--;
    }
    if (step === 0) break;
    if (x > fromX) lines.push({ mark: "-", text: before[--x] as string });
    else lines.push({ mark: "+", text: after[--y] as string });
  }
  return lines.reverse();
}
