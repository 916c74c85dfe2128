// Styles of names. In: a name. Out: the style that it shows. It does not say which one is right.

export const caseStyles = {
  camelCase: /^[a-z][A-Za-z0-9]*$/,
  snake_case: /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/,
  PascalCase: /^[A-Z][A-Za-z0-9]*$/,
  UPPER_CASE: /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/,
} as const;

export type CaseStyle = keyof typeof caseStyles;

/** Words in a style: `tenantId`, `tenant_id`, `TenantId`, `TENANT_ID`. */
export function inStyle(words: readonly string[], style: CaseStyle): string {
  if (style === "snake_case") return words.join("_");
  if (style === "UPPER_CASE") return words.join("_").toUpperCase();
  const capital = words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join("");
  return style === "PascalCase" ? capital : (words[0] ?? "") + capital.slice(words[0]?.length);
}

export const caseStyleNames = Object.keys(caseStyles) as CaseStyle[];

/** The style that a name shows; none for one lower-case word, which fits two styles, and for a mixture. */
export function caseStyleOf(name: string): CaseStyle | undefined {
  const fitting = caseStyleNames.filter((style) => caseStyles[style].test(name));
  return fitting.length === 1 || fitting[0] === "PascalCase" ? fitting[0] : undefined;
}
