// PostgreSQL 18: each NOT NULL is a constraint with a name, which stays when the table or column gets another one. In: a site, a change that
// went through. Out: nothing; columns that became NOT NULL have the name that the server makes up.

import type { Change } from "../../sql/change.js";
import { isConstraintNameInSchema, postgresqlName } from "./names.js";
import type { Site } from "./site.js";

export function nameNotNulls(site: Site, change: Change): void {
  if (!site.server.namesNotNull || !("table" in change) || !change.table) return;
  const table = site.lookUp(change.table);
  if (!table) return;
  let named = table;
  for (const { name, nullable, notNullName, madeNotNullName } of table.columns) {
    const isMade = madeNotNullName !== undefined;
    const wantsOne = !nullable && notNullName === undefined;
    if (isMade === wantsOne) continue;
    const isTaken = (made: string) => isConstraintNameInSchema(site, named, made);
    const made = wantsOne ? postgresqlName(table.name, [name], "not_null", isTaken) : undefined;
    const columns = named.columns.map((one) =>
      one.name === name ? one.with({ madeNotNullName: made }) : one,
    );
    named = named.with({ columns });
  }
  if (named !== table) site.timeline.putNamedTable(named);
}
