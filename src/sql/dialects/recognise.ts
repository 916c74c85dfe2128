// Which database SQL was written for. In: texts. Out: a dialect and what speaks for it. It counts words that one database has and
// the others have not; it parses nothing.

import type { Dialect } from "../definition.js";

export interface RecognisedDialect {
  readonly dialect: Dialect;
  /** What spoke for it, most frequent first: "ENGINE= (12 times)". Empty where nothing did. */
  readonly evidence: readonly string[];
}

/**
 * `family` is MySQL and MariaDB alike; `refused`, what both MariaDB and PostgreSQL have and MySQL refuses; `weight` is how surely a
 * sign excludes the others.
 */
interface Sign {
  readonly side: "family" | "mysql" | "mariadb" | "refused" | "postgresql";
  readonly shown: string;
  /** A regular expression without flags; white space stands for any. */
  readonly pattern: string;
  readonly weight: number;
}

const sign = (side: Sign["side"], shown: string, pattern: string, weight = 1): Sign => ({
  side,
  shown,
  pattern: pattern.replace(/ /g, "\\s+"),
  weight,
});

const noType = "(?!(?:(?:VAR)?CHAR|CHARACTER|TEXT|NUMERIC|DECIMAL|(?:VAR)?BINARY|BIT|TIME)\\b)";

/**
 * MySQL users write IF [NOT] EXISTS in ALTER TABLE by mistake: it tells of MariaDB only where it is a habit, and nothing tells of
 * MySQL. The type UUID is no sign. MariaDB documentation, "System-Versioned Tables", "Aria", "CREATE TABLE", "Supported Character Sets and Collations".
 */
const signs: readonly Sign[] = [
  sign("family", "names in backticks", "`\\w+`"),
  sign("family", "ENGINE=", "\\bENGINE\\s*=", 2),
  sign("family", "AUTO_INCREMENT", "\\bAUTO_INCREMENT\\b", 3),
  sign("family", "ON UPDATE CURRENT_TIMESTAMP", "\\bON UPDATE CURRENT_TIMESTAMP\\b", 3),
  sign("family", "inline ENUM", "\\bENUM\\s*\\(", 2),
  // A type behind the word makes it a column: `key VARCHAR(64)`.
  sign("family", "inline KEY or INDEX", `[(,]\\s*(?:UNIQUE )?(?:KEY|INDEX) ${noType}[\`\\w]+\\s*\\(`, 3),
  sign("family", "MODIFY or CHANGE COLUMN", "\\b(?:MODIFY|CHANGE) COLUMN\\b", 3),
  sign(
    "family",
    "MySQL's integer and text types",
    "\\b(?:TINYINT|MEDIUMINT|TINYTEXT|MEDIUMTEXT|LONGTEXT|DATETIME|LONGBLOB)\\b",
    2,
  ),
  sign("family", "UNSIGNED", "\\bUNSIGNED\\b", 2),
  sign("family", "a COMMENT clause", "\\bCOMMENT\\s*=?\\s*'", 2),
  sign(
    "family",
    "CHARACTER SET of MySQL",
    "\\b(?:CHARACTER SET|CHARSET)\\s*=?\\s*(?:utf8mb[34]|utf8|latin1|ascii)\\b",
    2,
  ),
  sign("family", "DELIMITER", "^DELIMITER\\b", 3),
  sign("family", "SET @variable", "\\bSET @\\w+", 2),
  sign("family", "PREPARE … FROM @", "\\bPREPARE \\w+ FROM\\b", 2),
  sign("mysql", "MySQL by name", "MySQL"),
  sign("mysql", "a collation of MySQL", "\\butf8mb4_0900_\\w+"),
  sign("mysql", "a path into JSON", "->>?\\s*'\\$"),
  sign(
    "refused",
    "IF [NOT] EXISTS of an index or in ALTER TABLE",
    "\\b(?:(?:ADD|DROP|MODIFY|CHANGE)(?: (?:COLUMN|INDEX|KEY|CONSTRAINT|FOREIGN KEY))?|(?:CREATE|DROP)(?: UNIQUE)? INDEX) IF (?:NOT )?EXISTS\\b",
  ),
  sign("mariadb", "CREATE OR REPLACE TABLE", "\\bCREATE OR REPLACE TABLE\\b", 3),
  sign("mariadb", "system versioning", "\\b(?:SYSTEM VERSIONING|PERIOD FOR SYSTEM_TIME)\\b", 3),
  sign("mariadb", "ENGINE=Aria", "\\bENGINE\\s*=\\s*(?:Aria|ColumnStore)\\b", 3),
  sign("mariadb", "a collation of MariaDB", "\\b(?:utf8mb4_)?uca1400_\\w+", 3),
  sign("mariadb", "code for MariaDB alone", "/\\*M!", 3),
  sign("mariadb", "a dump of MariaDB", "^-- MariaDB dump\\b", 5),
  sign("mariadb", "MariaDB by name", "\\bMariaDB\\b"),
  // MySQL has SERIAL as well (Reference Manual 8.0, 13.1.1 "Numeric Data Type Syntax").
  sign("postgresql", "SERIAL", "\\bSERIAL\\b"),
  sign("postgresql", "serial types", "\\b(?:BIG|SMALL)SERIAL\\b", 2),
  sign("postgresql", "JSONB", "\\bJSONB\\b", 2),
  sign("postgresql", "timestamp with time zone", "\\b(?:TIMESTAMPTZ|WITH TIME ZONE|WITHOUT TIME ZONE)\\b", 3),
  sign(
    "postgresql",
    "character varying, bytea, tsvector, citext",
    "\\b(?:CHARACTER VARYING|BYTEA|TSVECTOR|CITEXT)\\b",
    2,
  ),
  sign("postgresql", "dollar quotes", "\\$\\w*\\$", 2),
  sign("postgresql", "a :: cast", "::\\s*[a-z]", 2),
  sign("postgresql", "CREATE TYPE or EXTENSION", "\\bCREATE (?:TYPE|EXTENSION|DOMAIN|POLICY)\\b", 3),
  sign("postgresql", "COMMENT ON", "\\bCOMMENT ON (?:TABLE|COLUMN|INDEX|TYPE)\\b", 3),
  sign("postgresql", "ALTER COLUMN … TYPE", '\\bALTER COLUMN ["\\w]+ (?:SET DATA )?TYPE\\b', 3),
  sign("postgresql", "ALTER TABLE ONLY", "\\bALTER TABLE ONLY\\b", 3),
  sign("postgresql", "LANGUAGE plpgsql", "\\bLANGUAGE\\s+'?plpgsql\\b", 3),
  sign("postgresql", "an index method of PostgreSQL", "\\bUSING (?:gin|gist|brin|spgist)\\b", 3),
  sign("postgresql", "CONCURRENTLY", "\\bINDEX CONCURRENTLY\\b", 3),
  sign("postgresql", "ON CONFLICT", "\\bON CONFLICT\\b", 2),
  sign("postgresql", "generated UUIDs", "\\b(?:gen_random_uuid|uuid_generate_v4|nextval)\\s*\\(", 2),
  sign("postgresql", "identity columns", "\\bAS IDENTITY\\b", 3),
  sign("postgresql", "names in double quotes", '\\b(?:TABLE|INTO|INDEX|COLUMN|EXISTS) "\\w+"', 2),
  sign("postgresql", "COPY … FROM stdin", "\\bCOPY [^;]+ FROM stdin\\b", 3),
];

/** One sign counts so often; what it says more is the same again. */
const mostCounted = 5;
/** Units of a text that are looked at: signs come early, and seeds are long. Of more texts than that, every so manieth. */
const mostOfText = 16_384;
const mostOfAll = 131_072;
/** MariaDB reads nearly all of MySQL: only what MySQL has not makes the difference. */
const leastForMariadb = 3;
/** So many statements that MySQL refuses are no slip. */
const leastRefused = 5;

/** By what is shown of a sign. */
type Counts = ReadonlyMap<string, number>;

/** MySQL where nothing speaks for another. */
export function recogniseDialect(texts: readonly string[]): RecognisedDialect {
  const each = sampleOf(texts).map(countSigns);
  const counts = sumOf(each);
  const score = (side: Sign["side"]) => scoreIn(counts, side);
  const mariadb = score("mariadb");
  // One file for another database does not speak for all.
  const votes = each.reduce((sum, own) => sum + Math.sign(leaningOf(own)), 0);
  if ((votes || leaningOf(counts)) > 0) return told("postgresql", ["postgresql"], counts);
  if (mariadb >= leastForMariadb) return told("mariadb", ["mariadb"], counts);
  if (score("refused") >= leastRefused && score("mysql") === 0) return told("mariadb", ["refused"], counts);
  return told("mysql", ["family", "mysql"], counts);
}

function scoreIn(counts: Counts, side: Sign["side"]): number {
  return signs
    .filter((candidate) => candidate.side === side)
    .reduce((sum, { shown, weight }) => sum + weight * Math.min(counts.get(shown) ?? 0, mostCounted), 0);
}

/** Above zero where more speaks for PostgreSQL than for MySQL and MariaDB. */
function leaningOf(counts: Counts): number {
  return scoreIn(counts, "postgresql") - scoreIn(counts, "family") - scoreIn(counts, "mariadb");
}

function told(dialect: Dialect, sides: readonly Sign["side"][], counts: Counts): RecognisedDialect {
  return { dialect, evidence: evidenceFor(sides, counts) };
}

function evidenceFor(sides: readonly Sign["side"][], counts: Counts): readonly string[] {
  return signs
    .filter((candidate) => sides.includes(candidate.side) && counts.has(candidate.shown))
    .map(({ shown }) => ({ shown, count: counts.get(shown) as number }))
    .sort((a, b) => b.count - a.count)
    .map(({ shown, count }) => `${shown} (${count === 1 ? "once" : `${count} times`})`);
}

function countSigns(text: string): Counts {
  const counts = new Map<string, number>();
  for (const { shown, pattern } of signs) {
    const count = text.match(new RegExp(pattern, "gim"))?.length ?? 0;
    if (count > 0) counts.set(shown, count);
  }
  return counts;
}

function sumOf(each: readonly Counts[]): Counts {
  const sum = new Map<string, number>();
  for (const counts of each)
    for (const [shown, count] of counts) sum.set(shown, (sum.get(shown) ?? 0) + count);
  return sum;
}

function sampleOf(texts: readonly string[]): readonly string[] {
  const starts = texts.map((text) => text.slice(0, mostOfText));
  const stride = Math.ceil(starts.reduce((sum, text) => sum + text.length, 0) / mostOfAll);
  return starts.filter((_, at) => stride <= 1 || at % stride === 0);
}
