// What a character can be part of, and which of them make a mark together. In: a UTF-16 unit, a place. Out: yes or no, an end.
// Past the end of a text (NaN) nothing is part of anything.

const blank = 1;
const digit = 2;
const letter = 4;
const dollar = 8;
const plain = digit | letter;

const classes = new Uint8Array(128);
for (const code of [9, 10, 11, 12, 13, 32, 0]) classes[code] = blank;
for (let code = 48; code <= 57; code++) classes[code] = digit;
for (let code = 65; code <= 90; code++) classes[code] = letter;
for (let code = 97; code <= 122; code++) classes[code] = letter;
classes[95] = letter;
classes[36] = dollar;

/** Letters, digits, underscore, dollar, and all beyond ASCII but blanks and the byte order mark. */
export function isNamePart(code: number): boolean {
  return code < 128 ? (classes[code] as number) > blank : code >= 128 && !isWideBlank(code);
}

/** Letters of ASCII, digits and underscores: most words are made of nothing else. */
export function isPlainPart(code: number): boolean {
  return code < 128 && ((classes[code] as number) & plain) !== 0;
}

/** A letter of ASCII or an underscore: it begins a word, and nothing else. */
export function isPlainLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

export function isBlank(code: number): boolean {
  return code < 128 ? classes[code] === blank : isWideBlank(code);
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** No-break and ideographic space, line and paragraph separators, the byte order mark: editors and mails leave them behind. */
function isWideBlank(code: number): boolean {
  return code === 0xa0 || code === 0xfeff || code === 0x3000 || code === 0x2028 || code === 0x2029;
}

// Longest first; a mark that is not among them is one character.
const longMarks = "->> <=> || && := :: <= >= <> != -> << >> => .. ~* !~".split(" ");
const secondOfMarks = new Uint8Array(128);
for (const mark of longMarks) secondOfMarks[mark.charCodeAt(1)] = 1;

/** Behind the operator or punctuation mark that stands here. */
export function markEnd(text: string, start: number): number {
  if (secondOfMarks[text.charCodeAt(start + 1)] !== 1) return start + 1;
  for (const mark of longMarks) if (text.startsWith(mark, start)) return start + mark.length;
  return start + 1;
}
