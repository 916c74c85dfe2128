// The catalogs, as queries name them. In: the name of a table. Out: whether it is one of theirs.

import type { ObjectName } from "./definition.js";

const catalogSchemas = new Set(["information_schema", "pg_catalog", "performance_schema", "mysql", "sys"]);

/** Whether a query of this table asks what exists, and not for rows. */
export function isCatalogTable({ schema, name }: ObjectName): boolean {
  return schema ? catalogSchemas.has(schema.text.toLowerCase()) : name.text.toLowerCase().startsWith("pg_");
}
