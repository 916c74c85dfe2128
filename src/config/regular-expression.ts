// In: a text. Out: why it is no regular expression that rules can test names with; nothing where it is one.

import { compilePattern, PatternError } from "../text/pattern.js";

export function reasonAgainst(text: string): string | undefined {
  try {
    compilePattern(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return error.message.replace(/^Invalid .*: /, "");
  }
}

/** Also what the validator asks that is compiled when the package is built (scripts/build.mjs). */
export function isRegularExpression(text: string): boolean {
  return reasonAgainst(text) === undefined;
}
