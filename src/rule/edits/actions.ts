// Referential actions where a foreign key is stated. In: a key and its actions. Out: edits of the text that states it.

import type { ForeignKey } from "../../schema/model.js";
import type { ReferentialAction } from "../../sql/definition.js";
import type { Range } from "../../text/source-file.js";
import type { Edit } from "../rule.js";

const match = /\s+MATCH\s+(?:FULL|PARTIAL|SIMPLE)\b/iy;

/** Writes the actions that are missing: ON DELETE before ON UPDATE, behind what is there. */
export function addActionsEdit(
  key: ForeignKey,
  wanted: { readonly onDelete?: ReferentialAction; readonly onUpdate?: ReferentialAction },
): readonly Edit[] {
  const { file, range } = key.at("references");
  if (!startsWith(file.text, range, /REFERENCES\b/iy)) return [];
  match.lastIndex = range.end;
  const behindTarget = match.test(file.text) ? match.lastIndex : range.end;
  const behindDelete = key.onDelete && actionOf(key, "onDelete")?.end;
  const onDelete = wanted.onDelete && !key.onDelete ? ` ON DELETE ${wanted.onDelete.toUpperCase()}` : "";
  const onUpdate = wanted.onUpdate && !key.onUpdate ? ` ON UPDATE ${wanted.onUpdate.toUpperCase()}` : "";
  if (onDelete === "" && key.onDelete && behindDelete === undefined) return [];
  const at = onDelete === "" ? (behindDelete ?? behindTarget) : behindTarget;
  return onDelete + onUpdate === "" ? [] : [{ range: { start: at, end: at }, text: onDelete + onUpdate }];
}

/** Writes another ON DELETE in the place of the one that is there. */
export function changeDeleteEdit(key: ForeignKey, action: ReferentialAction): readonly Edit[] {
  const range = actionOf(key, "onDelete");
  return range ? [{ range, text: `ON DELETE ${action.toUpperCase()}` }] : [];
}

/** Where an action is written; undefined where the text says something else there, such as PostgreSQL's SET NULL (column). */
function actionOf(key: ForeignKey, event: "onDelete" | "onUpdate"): Range | undefined {
  const { file, range } = key.at(event);
  const words = `ON ${event === "onDelete" ? "DELETE" : "UPDATE"} ${key[event] ?? ""}`;
  const pattern = new RegExp(words.replaceAll(" ", "\\s+"), "iy");
  return startsWith(file.text, range, pattern) && pattern.lastIndex === range.end ? range : undefined;
}

function startsWith(text: string, { start, end }: Range, pattern: RegExp): boolean {
  pattern.lastIndex = Math.max(0, start);
  return start >= 0 && pattern.test(text) && pattern.lastIndex <= end;
}
