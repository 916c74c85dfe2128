// In: the bytes of a file. Out: its text, and the encoding that they were taken for. It reads no file.
// A byte order mark is no part of the text.

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "latin-1";

export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The text of a file: UTF-8, or UTF-16 where a byte order mark says so, or where every other byte at the start is NUL. Bytes that
 * are no UTF-8 are taken for Latin-1, which reads any byte.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (startsWith(bytes, 0xff, 0xfe) || hasNulAt(bytes, 1)) return decoded(bytes, "utf-16le");
  if (startsWith(bytes, 0xfe, 0xff) || hasNulAt(bytes, 0)) return decoded(bytes, "utf-16be");
  try {
    return { text: utf8.decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: decodeLatin1(bytes), encoding: "latin-1" };
  }
}

/**
 * A text as bytes of the kind that another one was: its encoding, its byte order mark. Undefined where they would not say the same:
 * a character that the encoding has not got.
 */
export function encodeLike(text: string, like: Uint8Array): Uint8Array | undefined {
  const { encoding } = decode(like);
  const marked = startsWith(like, 0xff, 0xfe) || startsWith(like, 0xfe, 0xff) || startsWith(like, 0xef, 0xbb);
  const units = encoding.startsWith("utf") && marked && !text.startsWith("\ufeff") ? `\ufeff${text}` : text;
  const bytes = encode(units, encoding);
  return decode(bytes).text === text ? bytes : undefined;
}

function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  if (encoding === "latin-1") return Uint8Array.from(text, (unit) => unit.charCodeAt(0));
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++)
    view.setUint16(at * 2, text.charCodeAt(at), encoding === "utf-16le");
  return bytes;
}

function decoded(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): Decoded {
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

/** One byte, one unit. TextDecoder is no help: what it does with 0x80–0x9F differs between releases of Node. */
function decodeLatin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096)
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}

/** Two letters of ASCII in UTF-16: NUL at `place` of both, and nowhere else. */
function hasNulAt(bytes: Uint8Array, place: 0 | 1): boolean {
  if (bytes.length < 4) return false;
  return bytes.subarray(0, 4).every((byte, at) => (byte === 0) === (at % 2 === place));
}

function startsWith(bytes: Uint8Array, first: number, second: number): boolean {
  return bytes[0] === first && bytes[1] === second;
}
