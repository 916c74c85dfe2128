import fc from "fast-check";
import { expect, test } from "vitest";
import { decode, encodeLike } from "../../src/text/decode.js";

const bytes = (...parts: (string | Uint8Array | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));

const files = {
  "UTF-8": bytes("CREATE TABLE ä;"),
  "UTF-8 with a mark": bytes([0xef, 0xbb, 0xbf], "CREATE TABLE ä;"),
  "UTF-16LE": bytes([0xff, 0xfe], Buffer.from("CREATE TABLE ä;", "utf16le")),
  "UTF-16BE": bytes([0xfe, 0xff], Buffer.from("CREATE TABLE ä;", "utf16le").swap16()),
  "UTF-16LE without its mark": Buffer.from("CREATE TABLE ä;", "utf16le"),
  "Latin-1": Buffer.from("CREATE TABLE ä;", "latin1"),
};

test.each(Object.entries(files))("%s is written as it was", (_, file) => {
  const { text, encoding } = decode(file);
  expect(Buffer.from(encodeLike(text, file) ?? []).equals(file)).toBe(true);
  const longer = encodeLike(`${text} -- ö`, file) ?? new Uint8Array();
  expect(decode(longer)).toEqual({ text: `${text} -- ö`, encoding });
  expect(Buffer.from(longer.subarray(0, file.length)).equals(file)).toBe(true);
});

test("what the encoding has not got is refused", () => {
  expect(encodeLike("CREATE TABLE ä; -- €", files["Latin-1"])).toBeUndefined();
  expect(encodeLike("\ufeff", files["UTF-8"])).toBeUndefined();
});

test("bytes that are written back are the same, or the text is refused", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (file) => {
      const again = encodeLike(decode(file).text, file);
      if (again) expect(decode(again).text).toBe(decode(file).text);
    }),
  );
});
