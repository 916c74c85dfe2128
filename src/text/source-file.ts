// In: a path and the decoded text of a file. Out: places in it. It reads no file and knows no SQL.
// Offsets count UTF-16 units from 0 and exclude a byte order mark; lines and columns count from 1.

/** A half-open stretch of a text, in UTF-16 units: `start` is its first unit, `end` the one after its last. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What a person calls a place: line and column from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A stretch of one file. */
export interface Location {
  readonly file: SourceFile;
  readonly range: Range;
}

/** The range of what stands in no text: a definition that was computed, not read. */
export const nowhere: Range = Object.freeze({ start: -1, end: -1 });

export class SourceFile {
  private lineStarts: number[] | undefined;

  constructor(
    /** As it is shown to people: relative to the working directory, with forward slashes. */
    readonly path: string,
    readonly text: string,
  ) {}

  /** The line and column of an offset; offsets past either end are taken as that end. */
  positionAt(offset: number): Position {
    const starts = this.starts();
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: clamped - (starts[low] as number) + 1 };
  }

  get lineCount(): number {
    return this.starts().length;
  }

  /** Where a line begins; `line` counts from 1. */
  lineStart(line: number): number {
    return this.starts()[line - 1] ?? this.text.length;
  }

  /** A line without its terminator; `line` counts from 1. */
  lineText(line: number): string {
    const start = this.lineStart(line);
    const end = line < this.lineCount ? this.lineStart(line + 1) : this.text.length;
    return this.text.slice(start, end).replace(/[\r\n]+$/, "");
  }

  private starts(): number[] {
    if (this.lineStarts) return this.lineStarts;
    const starts = [0];
    const ends = /\r\n?|\n/g;
    while (ends.test(this.text)) starts.push(ends.lastIndex);
    this.lineStarts = starts;
    return starts;
  }
}
