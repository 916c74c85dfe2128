// Words come from a pool: as they are written, whatever came before, and without the text that they were cut from.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { addLetter, upperWord, writtenWord } from "../../src/sql/word-pool.js";

/** The number that the lexer gives a word. */
const numberOf = (word: string) =>
  [...word].reduce((letters, letter) => addLetter(letters, letter.charCodeAt(0)), 0);

describe("the pool of words", () => {
  const words = ["tenant_id", "Tenant_Id", "TENANT_ID", "ключ", "a".repeat(41), "x", ""];

  it.each(words)("gives %s as it is written, and in upper case, again and again", (word) => {
    const text = `(${word})`;
    for (let round = 0; round < 3; round++) {
      expect(writtenWord(text, 1, text.length - 1)).toBe(word);
      expect(upperWord(text, 1, text.length - 1, numberOf(word))).toBe(word.toUpperCase());
    }
  });

  it("tells words apart that have one number", () => {
    for (const word of ["tenant_id", "TENANT_ID", "users", "Users", "users"]) {
      expect(writtenWord(word, 0, word.length, 7)).toBe(word);
      expect(upperWord(word, 0, word.length, 7)).toBe(word.toUpperCase());
    }
  });

  it("tells words apart that share a place in it", () => {
    // Some eight thousand places, and more words than that.
    for (let number = 0; number < 20_000; number++) {
      const word = `column_${number}`;
      expect(writtenWord(word, 0, word.length)).toBe(word);
      expect(upperWord(word, 0, word.length, numberOf(word))).toBe(`COLUMN_${number}`);
    }
  });

  it("keeps no text for the sake of a word", () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const used = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = used();
    for (let number = 0; number < 200; number++) {
      const text = `${"x".repeat(500_000)} an_identifier_of_text_${number} AN_IDENTIFIER_OF_TEXT_${number}`;
      const start = text.indexOf(" ") + 1;
      const end = text.indexOf(" ", start);
      writtenWord(text, start, end);
      upperWord(text, end + 1, text.length, number);
    }
    // 200 texts of half a megabyte.
    expect(used() - before).toBeLessThan(20_000_000);
  });
});
