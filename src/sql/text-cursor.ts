// A place in a text that is read pattern by pattern, without tokens being made of it. In: a text. Out: yes or no, a step each; blanks and
// comments are stepped over. It knows no grammar.

const blanks = /(?:\s+|--[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*/y;
export const word = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;

export class TextCursor {
  protected at = 0;
  private depth = 0;

  constructor(protected readonly source: string) {
    this.skipBlanks();
  }

  get done(): boolean {
    return this.at === this.source.length;
  }

  protected list(readOne: () => boolean): boolean {
    do if (!readOne()) return false;
    while (this.mark(","));
    return true;
  }

  /** What is nested as deep as no person nests is left to the full parser. */
  protected deeper(read: () => boolean): boolean {
    if (++this.depth > 50) return false;
    const result = read();
    this.depth--;
    return result;
  }

  protected peek(): string {
    word.lastIndex = this.at;
    return word.exec(this.source)?.[0].toUpperCase() ?? "";
  }

  protected accept(wanted: string): boolean {
    if (this.peek() !== wanted) return false;
    this.at += wanted.length;
    this.skipBlanks();
    return true;
  }

  protected mark(wanted: string): boolean {
    if (!this.source.startsWith(wanted, this.at)) return false;
    this.at += wanted.length;
    this.skipBlanks();
    return true;
  }

  protected peekMark(): string {
    return this.source[this.at] ?? "";
  }

  protected match(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.source)) return false;
    this.at = pattern.lastIndex;
    this.skipBlanks();
    return true;
  }

  private skipBlanks(): void {
    blanks.lastIndex = this.at;
    blanks.test(this.source);
    this.at = blanks.lastIndex;
  }
}
