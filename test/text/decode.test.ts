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

  it("reads nothing as nothing", () => {
    expect(decode(bytesOf())).toEqual({ text: "", encoding: "utf-8" });
  });
});
