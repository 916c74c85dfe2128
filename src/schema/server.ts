// What the server in force does where servers and versions differ. In: dialect and version. Out: facts, each with its source.

import type { Dialect } from "../sql/definition.js";
import { factsByName } from "../text/facts-by-name.js";
import { charsets } from "./charsets.js";

export interface Server {
  readonly dialect: Dialect;
  /** As far as it is stated: `[15]`, `[8, 0]`. */
  readonly version: readonly number[];
  /** CHECK constraints are kept (MySQL 8.0 manual 15.1.20.6: since 8.0.16; before, parsed and ignored). */
  readonly keepsChecks: boolean;
  /** A default may be an expression in parentheses (MySQL 8.0 manual 13.6: since 8.0.13; MariaDB since 10.2.1). */
  readonly takesDefaultExpressions: boolean;
  /** REFERENCES behind a column makes a foreign key (MySQL 9.0 release notes; MariaDB documentation "Foreign Keys": since 10.5). */
  readonly honoursInlineReferences: boolean;
  /** The first TIMESTAMP maintains itself (explicit_defaults_for_timestamp: MySQL on since 8.0.2, MariaDB since 10.10). */
  readonly implicitTimestamps: boolean;
  /** FOREIGN KEY name (…) names the constraint, too (MySQL 8.0 manual 15.1.20.5: until 8.0.16; MariaDB 10.11: tried). */
  readonly indexNamesForeignKey: boolean;
  /** A column leaves the UNIQUE keys that it shares; else its DROP is refused (MariaDB 10.11: error 1072, tried). */
  readonly dropsColumnFromUniqueKeys: boolean;
  /** Without `restrict_fk_on_non_standard_key = OFF`, a foreign key refers to a unique key of just its columns (MySQL 8.4 manual 7.1.8). */
  readonly refersToUniqueKeys: boolean;
  /** Indexes of foreign keys stay whatever else holds: with the checks off, and where another clustered key comes (MySQL 9.7: tried). */
  readonly pinsServingIndexes: boolean;
  /** DROP FOREIGN KEY and ADD of one with that name may share a statement (MariaDB 10.11: errno 121, MySQL 9.7: error 1826, tried). */
  readonly reusesForeignKeyName: boolean;
  /** A column's CHECK belongs to its definition and has its name (MariaDB documentation "CONSTRAINT"). */
  readonly checksBelongToColumns: boolean;
  /** A column that a CHECK or a generated column uses cannot be renamed (MySQL 8.0 errors 3959 and 3108). */
  readonly pinsUsedColumns: boolean;
  /** FLOAT and DOUBLE may be AUTO_INCREMENT (MySQL 8.4 release notes: no more). */
  readonly countsInFloats: boolean;
  /** DROP TABLE drops one table after the other, so a parent named first is refused (MariaDB 10.11: tried). */
  readonly dropsTablesOneByOne: boolean;
  /** NOT NULL is a constraint with a name (PostgreSQL 18 release notes). */
  readonly namesNotNull: boolean;
  /** Partitioned tables have exclusion constraints (PostgreSQL 17 release notes). */
  readonly excludesInPartitions: boolean;
  /** Foreign keys of partitioned tables may be NOT VALID (PostgreSQL 18 release notes). */
  readonly validatesPartitionsLater: boolean;
  /** COLUMN_TYPE has the display widths of numbers (MySQL 8.0.19 release notes: no longer). */
  readonly showsDisplayWidths: boolean;
  /** EXTRA tells defaults that are computed (MySQL 8.0 manual 28.3.8). */
  readonly showsGeneratedDefaults: boolean;
  /** The collation of a charset that comes without one. */
  defaultCollation(charset: string): string | undefined;
}

/** Whether a version, such as [8, 0], reaches another; missing parts mean the newest of the series. */
export function reaches(version: readonly number[], wanted: readonly number[]): boolean {
  for (const [at, part] of wanted.entries()) {
    const own = version[at] ?? Number.POSITIVE_INFINITY;
    if (own !== part) return own > part;
  }
  return true;
}

export function serverOf(dialect: Dialect, version: readonly number[]): Server {
  const mysql = dialect === "mysql";
  const mariadb = dialect === "mariadb";
  const since = (...wanted: number[]) => reaches(version, wanted);
  return {
    dialect,
    version,
    keepsChecks: !mysql || since(8, 0, 16),
    takesDefaultExpressions: !mysql || since(8, 0, 13),
    honoursInlineReferences: !mysql || since(9),
    implicitTimestamps: (mysql && !since(8, 0, 2)) || (mariadb && !since(10, 10)),
    indexNamesForeignKey: mariadb || (mysql && !since(8, 0, 16)),
    dropsColumnFromUniqueKeys: mysql,
    refersToUniqueKeys: mysql && since(8, 4),
    pinsServingIndexes: mysql,
    // MySQL files the names of foreign keys itself since 8.0 (WL#6929).
    reusesForeignKeyName: !mariadb && !(mysql && since(8)),
    checksBelongToColumns: mariadb,
    pinsUsedColumns: mysql,
    countsInFloats: !mysql || !since(8, 4),
    dropsTablesOneByOne: mariadb,
    namesNotNull: dialect === "postgresql" && since(18),
    excludesInPartitions: dialect === "postgresql" && since(17),
    validatesPartitionsLater: dialect === "postgresql" && since(18),
    showsDisplayWidths: mariadb || (mysql && !since(8, 0, 19)),
    showsGeneratedDefaults: mysql && since(8),
    defaultCollation: (charset) => {
      const own =
        mysql && since(8, 0, 1)
          ? mysql8Collations
          : mariadb && since(11, 5)
            ? mariadb11Collations
            : undefined;
      return own?.[charset] ?? charsets[charset]?.collation;
    },
  };
}

// MySQL 8.0 manual 12.9; MariaDB 11.5 release notes (character_set_collations).
const mysql8Collations = factsByName({ utf8mb4: "utf8mb4_0900_ai_ci" });
const mariadb11Collations = factsByName({
  utf8mb4: "utf8mb4_uca1400_ai_ci",
  utf8mb3: "utf8mb3_uca1400_ai_ci",
  ucs2: "ucs2_uca1400_ai_ci",
  utf16: "utf16_uca1400_ai_ci",
  utf32: "utf32_uca1400_ai_ci",
});

/** The name under which catalogs file a charset or collation: utf8 is utf8mb3 (MySQL 8.0.30, MariaDB 10.6). */
export function charsetName(name: string): string {
  return name.toLowerCase().replace(/^utf8(?=$|_)/, "utf8mb3");
}

/** Whether it is the name of a charset, as catalogs file it. */
export function isCharset(name: string): boolean {
  return charsets[name] !== undefined;
}

/** The charset that a collation belongs to: the word before its first underscore. */
export function charsetOf(collation: string): string {
  return charsetName(collation).split("_", 1)[0] as string;
}
