import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode } from "../../src/text/decode.js";

const bytesOf = (...units: number[]) => Uint8Array.from(units);

describe("decode", () => {
  it("reads UTF-8 and drops its byte order mark", () => {
    expect(decode(new TextEncoder().encode("é -- ✓"))).toEqual({ text: "é -- ✓", encoding: "utf-8" });
    expect(decode(bytesOf(0xef, 0xbb, 0xbf, 0x41))).toEqual({ text: "A", encoding: "utf-8" });
  });

  it("reads UTF-16 in both orders where a byte order mark says so", () => {
    expect(decode(bytesOf(0xff, 0xfe, 0x41, 0x00))).toEqual({ text: "A", encoding: "utf-16le" });
    expect(decode(bytesOf(0xfe, 0xff, 0x00, 0x41))).toEqual({ text: "A", encoding: "utf-16be" });
  });

  it("takes what is no UTF-8 for Latin-1 and says so", () => {
    expect(decode(bytesOf(0x63, 0x61, 0x66, 0xe9))).toEqual({ text: "café", encoding: "latin-1" });
    expect(decode(bytesOf(0x80))).toEqual({ text: "\u0080", encoding: "latin-1" });
  });

  it("reads UTF-16 without a mark where every other byte at the start is NUL", () => {
    expect(decode(Buffer.from("DROP é", "utf16le"))).toEqual({ text: "DROP é", encoding: "utf-16le" });
    expect(decode(Buffer.from("DROP é", "utf16le").swap16())).toEqual({
      text: "DROP é",
      encoding: "utf-16be",
    });
  });

  it("leaves NUL in UTF-8 where it stands", () => {
    expect(decode(new TextEncoder().encode("\0\0a\0"))).toEqual({ text: "\0\0a\0", encoding: "utf-8" });
    expect(decode(new TextEncoder().encode("DROP\0TABLE a"))).toEqual({
      text: "DROP\0TABLE a",
      encoding: "utf-8",
    });
  });

  it("puts a mark for what is missing at the end of UTF-16", () => {
    expect(decode(bytesOf(0xff, 0xfe, 0x41, 0x00, 0x42))).toEqual({ text: "A\ufffd", encoding: "utf-16le" });
  });

  it("gives back any text that was written as UTF-8", () => {
    const plain = fc.string({ unit: "grapheme" }).filter((text) => !/^\ufeff|\0/.test(text));
    const property = fc.property(plain, (text) => {
      expect(decode(new TextEncoder().encode(text))).toEqual({ text, encoding: "utf-8" });
    });
    fc.assert(property, { seed: 1 });
  });

  it("reads any bytes", () => {
    const property = fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const { text, encoding } = decode(bytes);
      expect(text).toBe(Buffer.from(text).toString());
      if (encoding === "latin-1") expect(Buffer.from(text, "latin1")).toEqual(Buffer.from(bytes));
    });
    fc.assert(property, { seed: 1, numRuns: 500 });
  });

  it("reads long files that are no UTF-8", () => {
    const { text, encoding } = decode(new Uint8Array(20_000_000).fill(0xe9));
    expect(encoding).toBe("latin-1");
    expect(text.length).toBe(20_000_000);
    expect(text.endsWith("éé")).toBe(true);
  });

  it("reads nothing as nothing", () => {
    expect(decode(bytesOf())).toEqual({ text: "", encoding: "utf-8" });
  });
});
