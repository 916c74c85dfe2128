// What the convention document wants of references, said once for the rules that share it. In: nothing. Out: defaults.

import type { ReferentialAction } from "../sql/definition.js";
import { matchesTable } from "./vocabulary.js";
import { foldWords } from "./words.js";

/** Referenced table → what deleting a row there does: a tenant's rows go with it, an account that created rows stays. */
export const deletePolicy = { tenants: "cascade", accounts: "restrict" } as const;

/** The types of tenant columns, by name; `*` stands for the names that are not listed. */
export const tenantTypes: Readonly<Record<string, readonly string[]>> = {
  tenantId: ["CHAR(36)", "UUID"],
  "*": ["VARCHAR(255)", "CHAR(36)", "UUID"],
};

/** The types that a tenant column of this name may have. */
export function tenantTypesFor(name: string, types: typeof tenantTypes): readonly string[] {
  const own = Object.keys(types).find((listed) => foldWords(listed) === foldWords(name));
  return types[own ?? "*"] ?? [];
}

/** Role → the tables that its columns may refer to; the first is the one that a remedy proposes. */
export const referenceTargets = {
  tenant: ["tenants", "projects", "organizations", "workspaces"],
  creator: ["accounts", "users"],
} as const;

/** The policy's action for a reference to this table; RESTRICT, which loses nothing, where it has none. */
export function deleteActionFor(target: string): ReferentialAction {
  const found = Object.entries(deletePolicy).find(([pattern]) => matchesTable(target, pattern));
  return found?.[1] ?? "restrict";
}
