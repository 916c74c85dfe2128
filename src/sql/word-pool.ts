// The words of SQL, each one string however often it is written. In: a stretch of a text, with the number that tells its letters apart.
// Out: its string, as written or in upper case. SQL consists of a few hundred words and names: found again, a word keeps no text alive
// that it was cut from, and has been hashed already where a map is asked for it.

const longest = 40;
/** A power of two, several times the number of words and names that migrations use. */
const size = 1 << 13;
const room = () => new Array<string>(size).fill("");
/** The words of `upperCased`, as they were written where they were met last. */
const spellings = room();
const upperCased = room();
const asWritten = room();

/** What a character adds to the number of a word; small and capital letters add the same. */
export function addLetter(letters: number, code: number): number {
  return (Math.imul(letters, 31) + (code | 32)) | 0;
}

/** The number of a stretch of a text. */
function lettersOf(text: string, start: number, end: number): number {
  let letters = 0;
  for (let at = start; at < end; at++) letters = addLetter(letters, text.charCodeAt(at));
  return letters;
}

export function upperWord(text: string, start: number, end: number, letters: number): string {
  const length = end - start;
  if (length > longest) return text.slice(start, end).toUpperCase();
  const slot = slotOf(letters);
  const known = spellings[slot] as string;
  if (known.length === length && isAt(known, text, start)) return upperCased[slot] as string;
  const spelling = text.slice(start, end);
  const word = spelling.toUpperCase();
  if (upperCased[slot] === word) return upperCased[slot] as string;
  spellings[slot] = copyOf(spelling);
  upperCased[slot] = word === spelling ? (spellings[slot] as string) : word;
  return upperCased[slot] as string;
}

function isAt(word: string, text: string, start: number): boolean {
  for (let at = 0; at < word.length; at++)
    if (text.charCodeAt(start + at) !== word.charCodeAt(at)) return false;
  return true;
}

export function writtenWord(
  text: string,
  start: number,
  end: number,
  letters = lettersOf(text, start, end),
): string {
  const length = end - start;
  if (length > longest) return text.slice(start, end);
  const slot = slotOf(letters);
  const known = asWritten[slot] as string;
  if (known.length === length && isAt(known, text, start)) return known;
  const word = copyOf(text.slice(start, end));
  asWritten[slot] = word;
  return word;
}

/** A string of its own: to V8 a longer slice is a view that keeps the whole text, and what lives on reads a text anew at each keystroke. */
function copyOf(slice: string): string {
  return ` ${slice}`.slice(1);
}

function slotOf(letters: number): number {
  return (letters ^ (letters >>> 13)) & (size - 1);
}
