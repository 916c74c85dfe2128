// The words that cannot be a name without quotes. In: nothing. Out: a set of words for each dialect.
// MySQL: manual 9.x, 9.3 "Keywords and Reserved Words", and information_schema.keywords of 9.7. MariaDB: documentation "Reserved
// Words", each tried as a name on 10.11.

import type { Dialect } from "../definition.js";
import { compareVersions } from "./constructs.js";
import { functionWords, reservedWords as postgresqlWords } from "./postgresql-words.js";

function listWords(text: string): readonly string[] {
  return text.trim().toUpperCase().split(/\s+/);
}

const mysqlFamily = listWords(`
  accessible add all alter analyze and as asc asensitive before between bigint binary blob both by call
  cascade case change char character check collate column condition constraint continue convert create
  cross current_date current_time current_timestamp current_user cursor databases day_hour day_microsecond
  day_minute day_second dec decimal declare default delayed delete desc describe deterministic distinct
  distinctrow div double drop dual each else elseif enclosed escaped except exists exit explain false fetch
  float float4 float8 for force foreign from fulltext grant group having high_priority hour_microsecond
  hour_minute hour_second if ignore in index infile inner inout insensitive insert int int1 int2 int3 int4
  int8 integer intersect interval into is iterate join key keys kill leading leave left like limit linear
  lines load localtime localtimestamp lock long longblob longtext loop low_priority match maxvalue
  mediumblob mediumint mediumtext middleint minute_microsecond minute_second mod modifies natural not
  no_write_to_binlog null numeric on optimize optionally or order out outer outfile over partition
  precision primary procedure purge range read reads read_write real recursive references regexp release
  rename repeat replace require resignal restrict return revoke right rlike rows row_number schemas
  second_microsecond select sensitive separator set show signal smallint spatial specific sql sqlexception
  sqlstate sqlwarning sql_big_result sql_calc_found_rows sql_small_result ssl starting straight_join table
  terminated then tinyblob tinyint tinytext to trailing trigger true undo union unique unlock unsigned
  update usage use using utc_date utc_time utc_timestamp values varbinary varchar varcharacter varying when
  where while with write xor year_month zerofill
`);

const mysqlOnly = listWords(`
  cube cume_dist database dense_rank empty external first_value function generated get grouping groups
  io_after_gtids io_before_gtids json_table lag last_value lateral lead library manual nth_value ntile of
  optimizer_costs option parallel percent_rank qualify rank row schema stored system tablesample virtual
  window
`);

const mariadbOnly = listWords(`
  current_role delete_domain_id do_domain_ids ignore_domain_ids master_demote_to_replica
  master_demote_to_slave master_ssl_verify_server_cert offset page_checksum parse_vcol_expr portion
  ref_system_id returning stats_auto_recalc stats_persistent stats_sample_pages vector
`);

// SYSTEM_USER came with PostgreSQL 16.
const mysql = new Set([...mysqlFamily, ...mysqlOnly, ...mariadbOnly]);

/**
 * In upper case: the words to quote. What one of MySQL and MariaDB reserves counts for both: a script may move from one to the
 * other. PostgreSQL's hold the words that may name a function or type, but neither table nor column.
 */
export const reservedWords: Readonly<Record<Dialect, ReadonlySet<string>>> = {
  mysql,
  mariadb: mysql,
  postgresql: new Set([...postgresqlWords, ...functionWords, "SYSTEM_USER"]),
};

type Since = Readonly<Record<string, readonly number[]>>;

function sinceVersion(version: readonly number[], words: string): Since {
  return Object.fromEntries(listWords(words).map((word) => [word, version]));
}

// MySQL 8.0 and 8.4 manuals 9.3, "New Reserved Words"; 9.x: information_schema.keywords of 9.7.
const mysqlSince: Since = {
  ...sinceVersion(
    [8],
    `cube cume_dist dense_rank empty except first_value function grouping groups json_table lag last_value lateral lead
     nth_value ntile of over percent_rank rank recursive row rows row_number system window`,
  ),
  INTERSECT: [8, 0, 31],
  ...sinceVersion([8, 4], "manual parallel qualify tablesample"),
  ...sinceVersion([9], "external library"),
};

const mariadbSince: Since = { ROW_NUMBER: [10, 7], VECTOR: [11, 7] };

const own = {
  mysql: { words: new Set([...mysqlFamily, ...mysqlOnly]), since: mysqlSince },
  mariadb: { words: new Set([...mysqlFamily, ...mariadbOnly]), since: mariadbSince },
} as const;

/** Whether a server of MySQL's family refuses a word, in upper case, as a name; without a version, whether all of them do. */
export function isReserved(word: string, dialect: Dialect, version: readonly number[] | undefined): boolean {
  if (dialect === "postgresql") return reservedWords.postgresql.has(word);
  const { words, since } = own[dialect];
  if (!words.has(word)) return false;
  const wanted = since[word];
  return wanted === undefined || (version !== undefined && compareVersions(version, wanted) >= 0);
}
