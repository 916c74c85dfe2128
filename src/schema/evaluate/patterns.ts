// Patterns of conditions: LIKE and regular expressions. In: texts. Out: yes, no, or nothing where servers and JavaScript may differ, or where
// it would take too long: patterns come from the scripts that are checked.

import { anyCharacter, anyText, fitsWildcards } from "../../text/wildcards.js";

/** LIKE between texts that would take longer is not followed. */
const mostComparisons = 1 << 24;

export function fitsLike(text: string, like: string, ignoresCase: boolean): boolean | undefined {
  if (text.length * like.length > mostComparisons) return undefined;
  const fold = (written: string) => (ignoresCase ? written.toLowerCase() : written);
  const wildcards = Array.from(fold(like).matchAll(/\\?[\s\S]/g), ([written]) => {
    if (written === "%") return anyText;
    return written === "_" ? anyCharacter : (written.at(-1) as string);
  });
  return fitsWildcards(fold(text), wildcards);
}

// Names are no longer than this, and with few repetitions of single characters no engine goes astray.
const longestText = 200;
const mostRepetitions = 3;
/** What means the same everywhere: no classes by name, no bounds, no groups that repeat or look around. */
const plainRegex = /^(?:[^\\()[\]{}]|\\[dws]|\\[^\w\s]|\[\^?[^[\]\\]+\]|\((?!\?)|\)(?![*+?]))*$/;

export function fitsRegex(text: string, pattern: string, ignoresCase: boolean): boolean | undefined {
  const repetitions = pattern.match(/[*+?]/g)?.length ?? 0;
  if (text.length > longestText || pattern.length > longestText) return undefined;
  if (repetitions > mostRepetitions || !plainRegex.test(pattern)) return undefined;
  try {
    return new RegExp(pattern, ignoresCase ? "i" : "").test(text);
  } catch {
    // Parentheses that do not match, a repetition of nothing.
    return undefined;
  }
}
