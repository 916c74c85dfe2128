// Texts that are given but for gaps. In: a text, a pattern. Out: whether it fits. A regular expression of the same meaning may take
// longer than anybody lives; this takes at most as many steps as both have characters, multiplied.

/** Any number of characters. */
export const anyText = Symbol("any text");
export const anyCharacter = Symbol("any character");

/** Single UTF-16 units and gaps. */
export type Wildcards = readonly (string | typeof anyText | typeof anyCharacter)[];

export function fitsWildcards(text: string, pattern: Wildcards): boolean {
  let at = 0;
  let next = 0;
  // Where the last gap stands, and where the text goes on behind it: if the rest does not fit, the gap grows by one.
  let gap = -1;
  let behind = 0;
  while (at < text.length) {
    const wanted = pattern[next];
    if (wanted === anyText) {
      gap = next++;
      behind = at;
    } else if (wanted === anyCharacter || (wanted !== undefined && wanted === text[at])) {
      at++;
      next++;
    } else if (gap >= 0) {
      next = gap + 1;
      at = ++behind;
    } else {
      return false;
    }
  }
  while (pattern[next] === anyText) next++;
  return next === pattern.length;
}
