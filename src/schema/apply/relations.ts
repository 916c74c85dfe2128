// ALTER TABLE where PostgreSQL takes it for a view, sequence or index (manual of 18: ALTER TABLE, Notes), and RENAME TABLE of a view on
// MySQL and MariaDB. In: a site, a change as it is written. Out: what it means.

import type { Change } from "../../sql/change.js";
import { relationKindOf } from "./names.js";
import type { Site } from "./site.js";

export function meantBy(site: Site, change: Change): Change {
  if (change.kind !== "renameTable" && (change.kind !== "moveTable" || !site.postgresql)) return change;
  const { table: name, range } = change;
  const kind = site.lookUp(name) ? undefined : relationKindOf(site, site.resolve(name));
  if (!kind) return change;
  if (change.kind === "moveTable")
    return kind === "index"
      ? change
      : { kind: "alterObject", object: kind, name, schema: change.schema, options: [], range };
  const to = change.to.name;
  if (kind === "index") return { kind: "renameIndex", index: name, to, ifExists: false, range };
  return { kind: "renameObject", object: kind, name, to, range };
}
