// Text that does nothing but be read. In: names, comments, paths from anywhere. Out: the same, what a terminal or a reader
// could be misled by made visible; and how many columns it takes.

const plain = /^[ -~]*$/;
// Controls, lone surrogates, line separators, and format characters but for the joiner of emoji: direction marks reorder what is
// read, zero-width ones hide in names.
const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?!\u200d)\p{Cf}/gu;

/** Printable ASCII: shown as it is, one column a unit. */
export function isPlain(text: string): boolean {
  return plain.test(text);
}

/** On one line: line breaks and tabs become blanks, other unseen characters a picture or `<U+202E>`. */
export function visible(text: string): string {
  if (plain.test(text)) return text;
  return text.replace(/\r\n|[\t\n\r]/g, " ").replace(unseen, pictureOf);
}

/** Like `visible`, line by line. */
export function visibleLines(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r]/).map(visible);
}

function pictureOf(character: string): string {
  const code = character.codePointAt(0) as number;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}

const wide =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation})$/u;
const combining = /^[\p{Mn}\p{Me}\u200d]$/u;

/** The columns of a terminal that visible text takes (East Asian wide characters and emoji: two). */
export function widthOf(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += combining.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

/** Breaks at blanks into lines of at most `width` columns; a longer word has a line of its own. */
export function wrap(text: string, width: number): readonly string[] {
  if (text.length <= width && isPlain(text)) return [text];
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const word of text.split(" ")) {
    const wordWidth = widthOf(word);
    if (line !== "" && used + 1 + wordWidth > width) {
      lines.push(line);
      line = word;
      used = wordWidth;
    } else {
      used += wordWidth + (line === "" ? 0 : 1);
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Cut to `width` columns, the cut marked by an ellipsis. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let taken = "";
  let columns = 1;
  for (const character of text) {
    columns += widthOf(character);
    if (columns > width) break;
    taken += character;
  }
  return `${taken}…`;
}

/** Filled up with blanks to `width` columns. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}
