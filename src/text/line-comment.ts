// A comment of one line. In: what it says. Out: the comment, without a line break.

/** A line break in a name would end the comment, and what is behind it would be SQL. */
export function lineComment(text: string): string {
  return `-- ${text.replace(/[\r\n\v\f\u0085\u2028\u2029]+/g, " ")}`;
}
