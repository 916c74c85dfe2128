// The words of SQL, each one string however often it is written. In: a stretch of a text. Out: its string, as written or in upper case.
// SQL consists of a few hundred words and names: found again, a word costs no new string, keeps no text alive that it was cut from, and
// has been hashed already where a map is asked for it.

const longest = 40;
/** A power of two, several times the number of words and names that migrations use. */
const size = 1 << 12;
const upperCased: (string | undefined)[] = new Array(size).fill(undefined);
const asWritten: (string | undefined)[] = new Array(size).fill(undefined);

/** In upper case. */
export function upperWord(text: string, start: number, end: number): string {
  const length = end - start;
  if (length > longest) return text.slice(start, end).toUpperCase();
  let hash = length;
  for (let at = start; at < end; at++) {
    const code = upperCode(text.charCodeAt(at));
    if (code > 127) return text.slice(start, end).toUpperCase();
    hash = (Math.imul(hash, 31) + code) | 0;
  }
  const slot = slotOf(hash);
  const known = upperCased[slot];
  if (known !== undefined && known.length === length && isUpperOf(known, text, start)) return known;
  const word = copyOf(text, start, end).toUpperCase();
  upperCased[slot] = word;
  return word;
}

/** As it is written. */
export function writtenWord(text: string, start: number, end: number): string {
  const length = end - start;
  if (length > longest) return text.slice(start, end);
  let hash = length;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  const slot = slotOf(hash);
  const known = asWritten[slot];
  if (known !== undefined && known.length === length && isWritten(known, text, start)) return known;
  const word = copyOf(text, start, end);
  asWritten[slot] = word;
  return word;
}

/** A string of its own: to V8 a longer slice is a view that keeps the whole text, and what lives on reads a text anew at each keystroke. */
function copyOf(text: string, start: number, end: number): string {
  const codes: number[] = [];
  for (let at = start; at < end; at++) codes.push(text.charCodeAt(at));
  return String.fromCharCode(...codes);
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 12)) & (size - 1);
}

function isUpperOf(word: string, text: string, start: number): boolean {
  for (let at = 0; at < word.length; at++)
    if (upperCode(text.charCodeAt(start + at)) !== word.charCodeAt(at)) return false;
  return true;
}

function isWritten(word: string, text: string, start: number): boolean {
  for (let at = 0; at < word.length; at++)
    if (text.charCodeAt(start + at) !== word.charCodeAt(at)) return false;
  return true;
}

function upperCode(code: number): number {
  return code >= 97 && code <= 122 ? code - 32 : code;
}
