// A large object as JSON, made piece by piece: the objects of one item are gone when the next one is made. In: fields and lists.
// Out: the text that JSON.stringify would give for the whole.

import { escapeJson } from "./escape.js";

const keys = new Map<string, string>();

/** A few names begin the fields of thousands of objects. */
function keyOf(name: string): string {
  let key = keys.get(name);
  if (key === undefined) {
    key = `${escapeJson(JSON.stringify(name))}:`;
    keys.set(name, key);
  }
  return key;
}

export class JsonText {
  private readonly parts: string[] = ["{"];
  private isFirst = true;

  /** Left out where the value is undefined. */
  field(name: string, value: unknown): this {
    if (value !== undefined) this.begin(name).push(escapeJson(JSON.stringify(value)));
    return this;
  }

  list<T>(name: string, items: readonly T[], toObject: (item: T) => object): this {
    return this.texts(name, items, (item) => escapeJson(JSON.stringify(toObject(item))));
  }

  /** The value is JSON already. */
  text(name: string, json: string): this {
    this.begin(name).push(json);
    return this;
  }

  /** The items are objects as JSON already. */
  texts<T>(name: string, items: readonly T[], toText: (item: T) => string): this {
    const parts = this.begin(name);
    parts.push("[");
    for (const [at, item] of items.entries()) parts.push(at === 0 ? "" : ",", toText(item));
    parts.push("]");
    return this;
  }

  object(name: string, write: (inner: JsonText) => void): this {
    const inner = new JsonText();
    write(inner);
    return this.text(name, inner.end());
  }

  end(): string {
    this.parts.push("}");
    return this.parts.join("");
  }

  private begin(name: string): string[] {
    this.parts.push(this.isFirst ? "" : ",", keyOf(name));
    this.isFirst = false;
    return this.parts;
  }
}
