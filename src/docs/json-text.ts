// Values as people write JSON by hand. In: a value. Out: a text. It adds no comments.

/** On one line where it fits, with blanks as people write them. */
export function showJson(value: unknown, indent: string): string {
  if (Array.isArray(value)) return `[${value.map((item) => showJson(item, indent)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  const entries = Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(key)}: ${showJson(inner, deeper)}`,
  );
  if (entries.length === 0) return "{}";
  const line = `{ ${entries.join(", ")} }`;
  return line.length <= 90 ? line : `{\n${deeper}${entries.join(`,\n${deeper}`)}\n${indent}}`;
}
