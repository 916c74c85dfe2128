// Pages with generated parts, between comments that name them. In: a page and its parts. Out: the page with them.

import { expect } from "vitest";

export function replacePart(text: string, name: string, content: string): string {
  const part = new RegExp(`(<!-- begin: ${name} .*?-->\n)[\\s\\S]*?(<!-- end: ${name} -->)`);
  expect(text).toMatch(part);
  return text.replace(part, (_, begin: string, end: string) => `${begin}${content}\n${end}`);
}

/** A command and what it printed, fenced. */
export function transcript(words: readonly string[], text: string, language = "text"): string {
  return `\`\`\`${language}\n$ ${["npx integlint", ...words].join(" ")}\n${text.trimEnd()}\n\`\`\``;
}
