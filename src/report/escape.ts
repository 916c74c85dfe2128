// Text inside other languages. In: any text. Out: the same as JSON, XML, HTML, a URL path, Markdown, where it can do nothing but be read.

import { visible } from "./visible.js";

/** One line of JSON; characters that a terminal would act on are escaped, too. */
export function toJson(value: unknown): string {
  return `${escapeJson(JSON.stringify(value))}\n`;
}

/** JSON without characters that a terminal would act on. */
export function escapeJson(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A relative path as part of a URL: each segment percent-encoded. */
export function encodePath(path: string): string {
  return path
    .replace(/\p{Cs}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent)
    .join("/");
}

// What XML 1.0 section 2.2 leaves out of Char: no escape makes it legal.
const noXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|\p{Cs}/gu;
const xmlEntities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** For an attribute or for text between tags. */
export function escapeXml(text: string): string {
  return text
    .replace(noXml, "\ufffd")
    .replace(
      /[&<>"'\t\n\r\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
      (character) => xmlEntities[character] ?? `&#${character.charCodeAt(0)};`,
    );
}

/** HTML, between tags or in a quoted attribute; what a reader could be misled by is made visible, on one line. */
export function escapeHtml(text: string): string {
  return escapeXml(visible(text));
}

/** Opening tag's attributes, in order; undefined ones are left out. */
export function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join("");
}

/**
 * On one line of Markdown, in a table or outside: no markup, no HTML, and nobody is mentioned (GitHub and GitLab look for
 * `@name`, `#1` and `!1` after reading entities, so a zero-width space keeps those apart).
 */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(/[\\`*_[\]<>|~&$]/g, (character) => markdownEntities[character] ?? `\\${character}`)
    .replace(/([@#!])(?=\w)/g, "$1&#8203;")
    .replace(/^([-+=]|\d+[.)])(?=\s|$)/, "&#8203;$1");
}

const markdownEntities: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;" };
