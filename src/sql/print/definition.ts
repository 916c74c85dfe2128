// The end of a definition that was written by a person. In: a CREATE statement without what ends it. Out: SQL that a client sends whole.

import type { Dialect } from "../definition.js";

/** On MySQL and MariaDB a body with statements of its own needs another delimiter; PostgreSQL quotes bodies. */
export function terminate(statement: string, dialect: Dialect): string {
  if (dialect === "postgresql" || !statement.includes(";")) return `${statement.replace(/;\s*$/, "")};`;
  return `DELIMITER $$\n${statement}$$\nDELIMITER ;`;
}
