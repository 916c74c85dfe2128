// A large object as JSON, made piece by piece: the objects of one item are gone when the next one is made. In: fields and lists.
// Out: the text that JSON.stringify would give for the whole.

import { escapeJson } from "./escape.js";

export class JsonText {
  private readonly parts: string[] = ["{"];
  private isFirst = true;

  /** Left out where the value is undefined. */
  field(name: string, value: unknown): this {
    if (value !== undefined) this.begin(name).push(escapeJson(JSON.stringify(value)));
    return this;
  }

  list<T>(name: string, items: readonly T[], toObject: (item: T) => object): this {
    const parts = this.begin(name);
    parts.push("[");
    for (const [at, item] of items.entries())
      parts.push(at === 0 ? "" : ",", escapeJson(JSON.stringify(toObject(item))));
    parts.push("]");
    return this;
  }

  object(name: string, write: (inner: JsonText) => void): this {
    const inner = new JsonText();
    write(inner);
    this.begin(name).push(inner.end());
    return this;
  }

  end(): string {
    this.parts.push("}");
    return this.parts.join("");
  }

  private begin(name: string): string[] {
    this.parts.push(this.isFirst ? "" : ",", JSON.stringify(name), ":");
    this.isFirst = false;
    return this.parts;
  }
}
