// In: a text. Out: whether it is a regular expression, as rules compile them.

export function isRegularExpression(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}
