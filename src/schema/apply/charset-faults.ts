// What MySQL and MariaDB refuse where the charset of a table is said: two charsets, a collation of another one (errors 1302 and 1253:
// MySQL 9.7, MariaDB 10.11: tried). In: a site, what is written. Out: refusals of the site.

import type { Range } from "../../text/source-file.js";
import { charsetName, charsetOf, isCharset } from "../server.js";
import type { Site } from "./site.js";

interface Written {
  readonly name: string;
  readonly value: string;
  readonly range: Range;
}

/** Options of one statement, in their order. */
export function refuseCharsets(site: Site, options: readonly Written[]): void {
  if (site.postgresql) return;
  let charset: string | undefined;
  let collation: string | undefined;
  for (const { name, value, range } of options) {
    const written = charsetName(value);
    if (name === "charset") {
      if (charset !== undefined && written !== charset)
        site.refuse("conflict", `The charset is ${charset} already: it cannot be ${written}, too.`, range);
      charset ??= written;
    } else if (name === "collation") {
      // MySQL takes the last of several collations of one charset.
      const isSecond = collation !== undefined && written !== collation && site.server.dialect === "mariadb";
      if (isSecond || (collation !== undefined && isOfOther(charsetOf(collation), written)))
        site.refuse(
          "conflict",
          `The collation is ${collation} already: it cannot be ${written}, too.`,
          range,
        );
      collation ??= written;
    } else continue;
    if (charset !== undefined && collation !== undefined && isOfOther(charset, collation))
      site.refuse("conflict", `Collation ${collation} is none of charset ${charset}.`, range);
  }
}

/** Whether a collation belongs to another charset: its first word names one. */
export function isOfOther(charset: string, collation: string): boolean {
  const its = charsetOf(collation);
  return isCharset(its) && its !== charsetName(charset);
}
