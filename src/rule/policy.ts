// What the convention document wants of references, said once for the rules that share it. In: nothing. Out: defaults.

import type { ReferentialAction } from "../sql/definition.js";
import { matchesTable } from "./vocabulary.js";

/** Referenced table → what deleting a row there does: a tenant's rows go with it, an account that created rows stays. */
export const deletePolicy = { tenants: "cascade", accounts: "restrict" } as const;

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
