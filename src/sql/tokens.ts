// The tokens of a text, side by side in typed arrays: a migration has thousands, and most are never looked at.
// In: what the lexer appends. Out: kinds, places, slices. It decides nothing about SQL.

import type { Range } from "../text/source-file.js";
import type { Segment } from "./expression.js";
import { upperWord, writtenWord } from "./word-pool.js";

export const TokenKind = {
  /** An unquoted identifier or a keyword. */
  Word: 1,
  /** An identifier in backticks or (PostgreSQL) double quotes. */
  QuotedName: 2,
  /** A string of any form, prefix included: 'x', "x" (MySQL), E'x', $$x$$, x'00'. */
  String: 3,
  Number: 4,
  /** An operator or a punctuation mark. */
  Mark: 5,
  /** @x, @@x. */
  Variable: 6,
  /** ${x}, :x, ?, $1: what a tool fills in. */
  Placeholder: 7,
  /** A quote that is never closed; reaches to the end of the text. */
  Unclosed: 8,
} as const;

interface Room {
  /** Words in upper case, once somebody has asked: the splitter and several readers do. */
  readonly words: (string | undefined)[];
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** What the word pool tells words apart by. */
  readonly letters: Int32Array;
}

const createRoom = (size: number): Room => ({
  words: new Array<string | undefined>(size).fill(undefined),
  kinds: new Uint8Array(size),
  starts: new Int32Array(size),
  ends: new Int32Array(size),
  letters: new Int32Array(size),
});

/** What earlier texts needed serves later ones: allocating and growing it anew for each of a thousand files costs time. Bodies of routines nest. */
const spare: Room[] = [];
const mostSpare = 4;
const largestSpare = 1 << 18;

export class Tokens {
  kinds: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  count = 0;
  private words: Room["words"];
  private letters: Int32Array;
  private backticks: boolean | undefined;

  constructor(
    /** The text that `starts` and `ends` count in. */
    readonly text: string,
    /** For SQL out of a string: where its stretches stand in the file. */
    private readonly segments?: readonly Segment[],
    /** For SQL out of a string: the place of what no segment covers. */
    private readonly fallback?: Range,
  ) {
    const room = spare.pop() ?? createRoom(256);
    this.words = room.words;
    this.kinds = room.kinds;
    this.starts = room.starts;
    this.ends = room.ends;
    this.letters = room.letters;
  }

  /** Gives the room to the next text; nothing may be asked of these tokens afterwards. */
  release(): void {
    const { words, kinds, starts, ends, letters } = this;
    if (kinds.length <= largestSpare && spare.length < mostSpare)
      spare.push({ words, kinds, starts, ends, letters });
    this.count = 0;
  }

  /** Anything but an unquoted word. */
  push(kind: number, start: number, end: number): void {
    const { count } = this;
    if (count === this.kinds.length) this.grow();
    this.words[count] = "";
    this.kinds[count] = kind;
    this.starts[count] = start;
    this.ends[count] = end;
    this.count = count + 1;
  }

  /** An unquoted word; `letters` is its number in the word pool. */
  pushWord(start: number, end: number, letters: number): void {
    const { count } = this;
    if (count === this.kinds.length) this.grow();
    // Something else stood there, in this text or in the last one.
    this.words[count] = undefined;
    this.kinds[count] = TokenKind.Word;
    this.starts[count] = start;
    this.ends[count] = end;
    this.letters[count] = letters;
    this.count = count + 1;
  }

  /** An unquoted word in upper case; empty where something else stands. */
  word(index: number): string {
    return this.words[index] ?? this.upper(index);
  }

  private upper(index: number): string {
    const { text, starts, ends, letters } = this;
    const word = upperWord(text, starts[index] as number, ends[index] as number, letters[index] as number);
    this.words[index] = word;
    return word;
  }

  /** Whether a backtick stands anywhere in the text. */
  get hasBackticks(): boolean {
    this.backticks ??= this.text.includes("`");
    return this.backticks;
  }

  /** A token as it is written. */
  written(index: number): string {
    const start = this.starts[index] as number;
    const end = this.ends[index] as number;
    return this.kinds[index] === TokenKind.Word
      ? writtenWord(this.text, start, end, this.letters[index] as number)
      : writtenWord(this.text, start, end);
  }

  /** Drops all from an index on but the last one. */
  keepLast(from: number): void {
    const last = this.count - 1;
    if (last <= from) return;
    this.words[from] = this.words[last];
    this.letters[from] = this.letters[last] as number;
    this.kinds[from] = this.kinds[last] as number;
    this.starts[from] = this.starts[last] as number;
    this.ends[from] = this.ends[last] as number;
    this.count = from + 1;
  }

  /** The place in the file of a stretch of the text. */
  range(start: number, end: number): Range {
    if (!this.segments) return { start, end };
    const from = this.outer(start);
    const to = end > start ? this.outer(end - 1) : from;
    if (from === undefined || to === undefined || to < from) return this.fallback ?? { start, end };
    return { start: from, end: end > start ? to + 1 : from };
  }

  /** Segments that point into this text, made to point into the file. */
  placed(segments: readonly Segment[]): readonly Segment[] {
    const own = this.segments;
    if (!own) return segments;
    return segments.flatMap(({ inner, outer, length }) =>
      own.flatMap((segment) => {
        const from = Math.max(outer, segment.inner);
        const to = Math.min(outer + length, segment.inner + segment.length);
        if (from >= to) return [];
        return [
          { inner: inner + from - outer, outer: segment.outer + from - segment.inner, length: to - from },
        ];
      }),
    );
  }

  /** Segments stand in the order of the text. */
  private outer(offset: number): number | undefined {
    const segments = this.segments ?? [];
    let low = 0;
    let high = segments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const segment = segments[middle] as Segment;
      if (offset < segment.inner) high = middle;
      else if (offset >= segment.inner + segment.length) low = middle + 1;
      else return segment.outer + offset - segment.inner;
    }
    return undefined;
  }

  private grow(): void {
    // One token in six units is usual: most texts grow once.
    const size = Math.max(this.kinds.length * 2, Math.min(this.text.length >> 2, 1 << 16));
    const room = createRoom(size);
    for (let at = 0; at < this.count; at++) room.words[at] = this.words[at];
    room.kinds.set(this.kinds);
    room.starts.set(this.starts);
    room.ends.set(this.ends);
    room.letters.set(this.letters);
    this.words = room.words;
    this.kinds = room.kinds;
    this.starts = room.starts;
    this.ends = room.ends;
    this.letters = room.letters;
  }
}
