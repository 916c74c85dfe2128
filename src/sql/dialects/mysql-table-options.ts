// The table options of MySQL and MariaDB, and what kind of value each takes. In: nothing. Out: tables of facts.
// MySQL 9.x manual 15.1.20 and MariaDB documentation "CREATE TABLE"; each kind tried on MySQL 9.7 and MariaDB 10.11.

/** `choice` is 0, 1 or DEFAULT; `count` a number or DEFAULT; `any` takes whatever stands there. */
export type OptionValue = "number" | "choice" | "count" | "string" | "name" | "any" | readonly string[];

export const tableOptionValues: ReadonlyMap<string, OptionValue> = new Map<string, OptionValue>([
  ["AUTOEXTEND_SIZE", "any"],
  ["AUTO_INCREMENT", "number"],
  ["AVG_ROW_LENGTH", "number"],
  ["CHECKSUM", "number"],
  ["COMMENT", "string"],
  ["COMPRESSION", "any"],
  ["CONNECTION", "string"],
  ["DELAY_KEY_WRITE", "number"],
  ["ENCRYPTION", "any"],
  ["ENGINE", "name"],
  ["ENGINE_ATTRIBUTE", "any"],
  ["INSERT_METHOD", ["NO", "FIRST", "LAST"]],
  ["KEY_BLOCK_SIZE", "number"],
  ["MAX_ROWS", "number"],
  ["MIN_ROWS", "number"],
  ["PACK_KEYS", "choice"],
  ["PASSWORD", "string"],
  ["ROW_FORMAT", ["DEFAULT", "FIXED", "DYNAMIC", "COMPRESSED", "REDUNDANT", "COMPACT", "PAGE"]],
  ["SECONDARY_ENGINE", "any"],
  ["SECONDARY_ENGINE_ATTRIBUTE", "any"],
  ["STATS_AUTO_RECALC", "choice"],
  ["STATS_PERSISTENT", "choice"],
  ["STATS_SAMPLE_PAGES", "count"],
  ["STORAGE", "any"],
  ["TABLESPACE", "any"],
  ["TABLE_CHECKSUM", "number"],
  ["TYPE", "any"],
]);

// MySQL 9.7 refuses each.
export const mariadbTableOptions: ReadonlyMap<string, OptionValue> = new Map<string, OptionValue>([
  ["ENCRYPTED", "any"],
  ["ENCRYPTION_KEY_ID", "any"],
  ["IETF_QUOTES", "any"],
  ["ITEF_QUOTES", "any"],
  ["PAGE_CHECKSUM", "count"],
  ["PAGE_COMPRESSED", "any"],
  ["PAGE_COMPRESSION_LEVEL", "any"],
  ["SEQUENCE", "any"],
  ["TRANSACTIONAL", "count"],
]);

/** Options whose value has to be a string on MySQL; MariaDB leaves them to the engine, which takes names, too. */
export const mysqlStringOptions: ReadonlySet<string> = new Set(["COMPRESSION", "ENCRYPTION"]);
