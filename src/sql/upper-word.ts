// Words of SQL in upper case. In: a stretch of a text. Out: one string for each word, however often and however it is written.
// SQL consists of a few hundred words: found again, a word costs no new string.

const longest = 24;
/** A power of two, several times the number of words that migrations use. */
const size = 1 << 12;
const pool: (string | undefined)[] = new Array(size).fill(undefined);

export function upperWord(text: string, start: number, end: number): string {
  const length = end - start;
  if (length > longest) return text.slice(start, end).toUpperCase();
  let hash = length;
  for (let at = start; at < end; at++) {
    const code = upperCode(text.charCodeAt(at));
    if (code > 127) return text.slice(start, end).toUpperCase();
    hash = (Math.imul(hash, 31) + code) | 0;
  }
  const slot = (hash ^ (hash >>> 12)) & (size - 1);
  const known = pool[slot];
  if (known !== undefined && known.length === length && isWritten(known, text, start)) return known;
  const word = text.slice(start, end).toUpperCase();
  pool[slot] = word;
  return word;
}

function isWritten(word: string, text: string, start: number): boolean {
  for (let at = 0; at < word.length; at++)
    if (upperCode(text.charCodeAt(start + at)) !== word.charCodeAt(at)) return false;
  return true;
}

function upperCode(code: number): number {
  return code >= 97 && code <= 122 ? code - 32 : code;
}
