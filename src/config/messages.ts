// A fault of a configuration → a sentence: the key, what was found, what is allowed, the nearest valid name.
// In: what the validator says. Out: text. It knows no files.

import { didYouMean } from "../text/nearest.js";
import { reasonAgainst } from "./regular-expression.js";
import type { SchemaFault } from "./validator.js";

/** `/rules/key-name/1/unique` → `rules["key-name"][1].unique`. */
export function showPath(pointer: string): string {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replace(/~1/g, "/").replace(/~0/g, "~"))
    .map((part, at) => {
      if (/^\d+$/.test(part)) return `[${part}]`;
      if (!/^[A-Za-z_$][\w$]*$/.test(part)) return `[${JSON.stringify(part)}]`;
      return at === 0 ? part : `.${part}`;
    })
    .join("");
}

export function explainFault(fault: SchemaFault): string {
  const { keyword, params, data } = fault;
  switch (keyword) {
    case "additionalProperties":
      return explainUnknownKey(String(params.additionalProperty), fault);
    case "required":
      return `the key "${params.missingProperty}" is missing.`;
    case "enum":
      return explainChoice(data, params.allowedValues as readonly unknown[]);
    case "type":
      return `found ${show(data)}, allowed: ${[params.type].flat().map(describeType).join(" or ")}.`;
    case "pattern":
      return `found ${show(data)}, allowed: a text that matches ${params.pattern}.`;
    case "format":
      return `found ${show(data)}, which is no regular expression${regexReason(data)}.`;
    case "minItems":
      return `found an empty list, allowed: at least ${params.limit}.`;
    case "additionalItems":
      return `found ${(data as readonly unknown[]).length} items, allowed: at most ${params.limit}.`;
    case "uniqueItems":
      return `found ${show(data)}, allowed: each item once.`;
    case "minimum":
      return `found ${show(data)}, allowed: ${params.limit} or more.`;
    default:
      return `found ${show(data)}, which does not fit (${keyword}).`;
  }
}

function explainUnknownKey(key: string, { instancePath, parentSchema }: SchemaFault): string {
  const known = Object.keys((parentSchema?.properties as object | undefined) ?? {});
  const isRule = /^(?:\/overrides\/\d+)?\/rules$/.test(instancePath);
  if (isRule)
    return `there is no rule "${key}".${didYouMean(key, known) || " `integlint rules` lists them."}`;
  const allowed = known.length === 0 ? "none" : known.join(", ");
  return `unknown key "${key}".${didYouMean(key, known)} Allowed: ${allowed}.`;
}

function explainChoice(data: unknown, allowed: readonly unknown[]): string {
  const nearest = typeof data === "string" ? didYouMean(data, allowed.map(String)) : "";
  return `found ${show(data)}, allowed: ${allowed.join(", ")}.${nearest}`;
}

function show(data: unknown): string {
  const text = JSON.stringify(data) ?? String(data);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function describeType(type: unknown): string {
  switch (type) {
    case "string":
      return "a text";
    case "array":
      return "a list";
    case "object":
      return "an object";
    case "boolean":
      return "true or false";
    default:
      return `a ${type}`;
  }
}

function regexReason(data: unknown): string {
  const reason = reasonAgainst(String(data));
  return reason === undefined
    ? ""
    : ` (${reason.charAt(0).toLowerCase()}${reason.slice(1).replace(/\.$/, "")})`;
}
