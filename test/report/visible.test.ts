import { describe, expect, test } from "vitest";
import { cut, pad, visible, visibleLines, widthOf, wrap } from "../../src/report/visible.js";

describe("visible", () => {
  test.each([
    ["plain text", "plain text"],
    ["a\tb\r\nc\nd", "a b c d"],
    ["\u001b[31mred", "␛[31mred"],
    ["\u009b2J\u007f\u0000", "<U+009B>2J␡␀"],
    ["user\u202etxt\u200b", "user<U+202E>txt<U+200B>"],
    ["\ud800", "<U+D800>"],
    ["naïve 名前 👩‍👩‍👧", "naïve 名前 👩‍👩‍👧"],
  ])("%j is %j", (text, seen) => {
    expect(visible(text)).toBe(seen);
  });

  test("by lines", () => {
    expect(visibleLines("a\r\nb\n\u0007")).toEqual(["a", "b", "␇"]);
  });
});

test("width counts columns", () => {
  expect([..."aé名😀"].map(widthOf)).toEqual([1, 1, 2, 2]);
  expect(widthOf("e\u0301")).toBe(1);
  expect(widthOf("한글、ﾊ")).toBe(7);
});

test("cut and pad count columns, not units", () => {
  expect(cut("名前名前", 5)).toBe("名前…");
  expect(cut("abc", 3)).toBe("abc");
  expect(pad("名", 4)).toBe("名  ");
});

test("wrap breaks at blanks and leaves long words whole", () => {
  expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrap("averylongword is", 5)).toEqual(["averylongword", "is"]);
  expect(wrap("", 5)).toEqual([""]);
});
