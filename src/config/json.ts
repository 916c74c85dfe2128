// JSON with comments and trailing commas, as editors' settings have it → values with their places.
// In: a text. Out: a document. Throws DocumentError at the first character that does not fit.

import { type Document, DocumentError, type Place, pointerTo } from "./document.js";

export function parseJson(text: string): Document {
  const reader = new JsonReader(text);
  const value = reader.readWhole();
  return { value, places: reader.places };
}

const word = /[A-Za-z]+|[-+.\w]+/y;
const string = /"(?:[^"\\\n\r]|\\.)*"/y;
const gap = /(?:\s|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/)*/y;

class JsonReader {
  readonly places = new Map<string, Place>();
  private at = 0;

  constructor(private readonly text: string) {}

  readWhole(): unknown {
    const value = this.readValue("", undefined);
    this.skipGap();
    if (this.at < this.text.length) this.fail(`Expected the end of the file, found ${this.found()}.`);
    return value;
  }

  private readValue(path: string, key: number | undefined): unknown {
    this.skipGap();
    this.places.set(path, { key: key ?? this.at, value: this.at });
    switch (this.text[this.at]) {
      case "{":
        return this.readObject(path);
      case "[":
        return this.readArray(path);
      case '"':
        return this.readString();
      default:
        return this.readWord();
    }
  }

  private readObject(path: string): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.readItems("}", () => {
      const start = this.at;
      if (this.text[this.at] !== '"') this.fail(`Expected a name in double quotes, found ${this.found()}.`);
      const name = this.readString();
      if (entries.some(([other]) => other === name)) {
        this.at = start;
        this.fail(`The name "${name}" stands here twice.`);
      }
      this.skipGap();
      if (this.text[this.at] !== ":") this.fail(`Expected ":" after "${name}", found ${this.found()}.`);
      this.at++;
      entries.push([name, this.readValue(pointerTo(path, name), start)]);
    });
    // Not by assignment: "__proto__" is a name like any other.
    return Object.fromEntries(entries);
  }

  private readArray(path: string): unknown[] {
    const items: unknown[] = [];
    this.readItems("]", () => items.push(this.readValue(pointerTo(path, items.length), undefined)));
    return items;
  }

  private readItems(close: string, readItem: () => void): void {
    this.at++;
    for (;;) {
      this.skipGap();
      if (this.text[this.at] === close) break;
      readItem();
      this.skipGap();
      if (this.text[this.at] === ",") this.at++;
      else if (this.text[this.at] !== close) this.fail(`Expected "," or "${close}", found ${this.found()}.`);
    }
    this.at++;
  }

  private readString(): string {
    const raw = this.match(string);
    if (raw === undefined) this.fail("This string does not end on its line.");
    try {
      return JSON.parse(raw) as string;
    } catch {
      return this.fail("This string holds an escape that JSON does not have.", raw.length);
    }
  }

  private readWord(): unknown {
    const raw = this.match(word);
    if (raw === undefined) this.fail(`Expected a value, found ${this.found()}.`);
    try {
      return JSON.parse(raw);
    } catch {
      return this.fail(`Expected a value, found "${raw}". Texts stand in double quotes.`, raw.length);
    }
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  private skipGap(): void {
    this.match(gap);
  }

  private found(): string {
    const character = this.text[this.at];
    return character === undefined ? "the end of the file" : `"${character}"`;
  }

  private fail(message: string, back = 0): never {
    throw new DocumentError(message, this.at - back);
  }
}
