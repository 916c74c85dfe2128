// How the dialects spell tokens. In: nothing. Out: one table of facts.

import type { Dialect } from "../definition.js";

export interface LexicalFacts {
  /** `\'` inside a plain string is a quote. MySQL 8.4 manual 9.1.1; PostgreSQL 17 manual 4.1.2.1 (only in E''). */
  readonly backslashEscapes: boolean;
  /** `#` starts a comment. MySQL 8.4 manual 9.7. */
  readonly hashComments: boolean;
  /** `--` starts a comment only before white space or a control character. MySQL 8.4 manual 1.6.2.4. */
  readonly dashNeedsBlank: boolean;
  /** Block comments nest. PostgreSQL 17 manual 4.1.5. */
  readonly nestedComments: boolean;
  /** The comment that opens with slash, star, exclamation mark is code. MySQL 8.4 manual 9.7; MariaDB "Comment Syntax". */
  readonly executableComments: boolean;
  /** `"x"` is a string (MySQL without ANSI_QUOTES), not a name. */
  readonly doubleQuotedStrings: boolean;
  readonly backtickNames: boolean;
  /** `$tag$ … $tag$`. PostgreSQL 17 manual 4.1.2.4. */
  readonly dollarQuotes: boolean;
  /** Identifiers may start with a digit. MySQL 8.4 manual 9.2. */
  readonly digitNames: boolean;
  /** DELIMITER, SOURCE and the short commands of the mysql client. MySQL 8.4 manual 6.5.1.2. */
  readonly mysqlClient: boolean;
  /** Backslash commands and COPY data of psql. PostgreSQL 17 manual, psql. */
  readonly psqlClient: boolean;
}

const mysql: LexicalFacts = {
  backslashEscapes: true,
  hashComments: true,
  dashNeedsBlank: true,
  nestedComments: false,
  executableComments: true,
  doubleQuotedStrings: true,
  backtickNames: true,
  dollarQuotes: false,
  digitNames: true,
  mysqlClient: true,
  psqlClient: false,
};

export const lexicalFacts: Readonly<Record<Dialect, LexicalFacts>> = {
  mysql,
  mariadb: mysql,
  postgresql: {
    backslashEscapes: false,
    hashComments: false,
    dashNeedsBlank: false,
    nestedComments: true,
    executableComments: false,
    doubleQuotedStrings: false,
    backtickNames: false,
    dollarQuotes: true,
    digitNames: false,
    mysqlClient: false,
    psqlClient: true,
  },
};
