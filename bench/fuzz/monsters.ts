// Texts that are long, deep or open in one way each. In: how much of it. Out: a text whose length grows with that and nothing else.

/** `size` is how many times the thing is repeated. */
export type Monster = (size: number) => string;

const repeat = (text: string) => (size: number) => text.repeat(size);
const nest = (before: string, open: string, inner: string, close: string, after: string) => (size: number) =>
  before + open.repeat(size) + inner + close.repeat(size) + after;
const list =
  (before: string, item: (index: number) => string, separator: string, after: string) => (size: number) =>
    before + Array.from({ length: size }, (_, index) => item(index)).join(separator) + after;

/** What never ends: each opens again and again, and nothing is ever closed. */
const openers = Object.fromEntries(
  [
    ...[
      "(",
      "((",
      "[",
      "{",
      "'",
      '"',
      "`",
      "$$",
      "$a$",
      "${",
      "{{",
      "/*",
      "/*!",
      "/*!50000 ",
      "/*M!",
      "--",
      "-- ",
      "#",
    ],
    ...[
      "@",
      "@'",
      ":",
      "::",
      "\\",
      ";",
      ",",
      ".",
      "0x",
      "1e",
      "x'",
      "E'",
      "U&'",
      "\r",
      "\n\r",
      "\0",
      "\u200b",
      "\ufeff",
    ],
    ...[
      "BEGIN ",
      "BEGIN NOT ATOMIC ",
      "CASE ",
      "IF ",
      "IF (",
      "LOOP ",
      "WHILE ",
      "REPEAT ",
      "x: LOOP ",
      "END ",
      "END;",
    ],
    ...[
      "NOT ",
      "SELECT ",
      "(SELECT ",
      "DECLARE x ",
      "a OR ",
      "a.",
      "CREATE ",
      "CREATE TABLE ",
      "ALTER TABLE a ",
      "ADD ",
    ],
    ...[
      "DELIMITER x\n",
      "DELIMITER\n",
      "delimiter //\n//",
      "source x\n",
      "\\i x\n",
      "SELECT 1 \\g\n",
      "COPY t FROM stdin;\n",
    ],
    ...[
      "SET @a = ",
      "PREPARE s FROM '",
      "DO $$ BEGIN ",
      "DEFAULT ",
      "CHECK (",
      "ENUM(",
      "AS (",
      "a INT,",
      "KEY (",
      "EXECUTE ",
    ],
  ].map((opener) => [`${JSON.stringify(opener)} again and again`, repeat(opener)]),
);

/** One level within another, closed as it should be. */
const nested = {
  "parentheses in a query": nest("SELECT ", "(", "1", ")", ";"),
  "parentheses in a check": nest("CREATE TABLE a (b INT, CHECK ", "(", "b > 0", ")", ");"),
  "parentheses in a default": nest("CREATE TABLE a (b INT DEFAULT ", "(", "1", ")", ");"),
  "parentheses in a type": nest("CREATE TABLE a (b DECIMAL", "(", "1", ")", ");"),
  "parentheses in a key": nest("CREATE TABLE a (b INT, KEY k ", "(", "b", ")", ");"),
  "parentheses in an assignment": nest("SET @a = ", "(", "1", ")", ";"),
  "queries in queries": nest("SELECT ", "(SELECT ", "1", ")", ";"),
  "calls in calls": nest("SET @a = ", "concat(", "1", ")", ";"),
  "CASE in CASE": nest("SET @a = ", "CASE WHEN 1 THEN ", "1", " END", ";"),
  casts: nest("CREATE TABLE a (b text DEFAULT ", "CAST(", "'x'", " AS text)", ");"),
  "time zones": nest("CREATE TABLE a (b timestamp DEFAULT ", "timezone('utc', ", "now()", ")", ");"),
  "arrays in a default": nest("CREATE TABLE a (b int[] DEFAULT ", "ARRAY[", "1", "]", ");"),
  "routines in routines": nest("", "CREATE PROCEDURE p() ", "SELECT 1", "", ";"),
  rules: nest(
    "CREATE RULE r AS ON INSERT TO a DO ALSO (",
    "CREATE RULE r AS ON INSERT TO a DO ALSO (",
    "SELECT 1",
    ")",
    ");",
  ),
  "schema elements": nest("CREATE SCHEMA a ", "CREATE SCHEMA a ", "", "", ";"),
  EXPLAIN: nest("", "EXPLAIN ", "SELECT 1", "", ";"),
  "prepared statements": nest("", "PREPARE p AS ", "SELECT 1", "", ";"),
  negations: nest("SET @a = ", "NOT ", "1", "", ";"),
  blocks: nest("CREATE PROCEDURE p() BEGIN ", "BEGIN ", "SELECT 1; ", "END; ", "END;"),
  conditions: nest("CREATE PROCEDURE p() BEGIN ", "IF a THEN ", "DROP TABLE a; ", "END IF; ", "END;"),
  "ELSE in ELSE": nest("CREATE PROCEDURE p() BEGIN ", "IF a THEN SET b = 1; ELSE ", "", "END IF; ", "END;"),
  "CASE statements": nest(
    "CREATE PROCEDURE p() BEGIN ",
    "CASE a WHEN 1 THEN ",
    "DROP TABLE a; ",
    "END CASE; ",
    "END;",
  ),
  loops: nest("CREATE PROCEDURE p() BEGIN ", "LOOP ", "SELECT 1; ", "END LOOP; ", "END;"),
  handlers: nest(
    "CREATE PROCEDURE p() BEGIN ",
    "DECLARE EXIT HANDLER FOR SQLEXCEPTION ",
    "SET a = 1;",
    "",
    " END;",
  ),
  "blocks of their own": nest("", "BEGIN NOT ATOMIC ", "SELECT 1; ", "END; ", ""),
  "blocks in a DO": nest("DO $$ BEGIN ", "BEGIN ", "ALTER TABLE a ADD b int; ", "END; ", "END $$;"),
  "conditions in a DO": nest(
    "DO $$ BEGIN ",
    "IF a THEN ",
    "ALTER TABLE a ADD b int; ",
    "END IF; ",
    "END $$;",
  ),
  "loops in a DO": nest(
    "DO $$ BEGIN ",
    "FOR i IN 1..2 LOOP ",
    "ALTER TABLE a ADD b int; ",
    "END LOOP; ",
    "END $$;",
  ),
  "strings in strings": (size: number) => {
    let text = "DROP TABLE a";
    for (let level = 0; level < Math.min(size, 12); level++) text = `EXECUTE '${text.replaceAll("'", "''")}'`;
    return `DO $$ BEGIN ${text}; END $$;`;
  },
  "dollar quotes in dollar quotes": (size: number) => {
    const tags = Array.from({ length: Math.min(size, 3000) }, (_, level) => `$t${level}$`);
    return `${tags.map((tag) => `DO ${tag} BEGIN `).join("")}DROP TABLE a;${tags
      .reverse()
      .map((tag) => ` END; ${tag};`)
      .join("")}`;
  },
  comments: nest("", "/* ", "", " */", "SELECT 1;"),
  "executable comments": nest("", "/*!50000 ", "SELECT 1", " */", ";"),
} satisfies Readonly<Record<string, Monster>>;

const elements = (item: (index: number) => string) => list("CREATE TABLE a (", item, ", ", ");");

/** Many of the same, one behind another. */
const many = {
  statements: list("", (n) => `INSERT INTO a VALUES (${n})`, ";\n", ";"),
  tables: list(
    "",
    (n) => `CREATE TABLE t${n} (id INT PRIMARY KEY, b VARCHAR(10) NOT NULL DEFAULT 'x')`,
    ";\n",
    ";",
  ),
  "tables that refer to one of which nothing is known": list(
    "",
    (n) => `CREATE TABLE t${n} (id INT PRIMARY KEY, b INT, FOREIGN KEY (b) REFERENCES elsewhere (id))`,
    ";\n",
    ";",
  ),
  "statements without semicolons": list("", (n) => `ALTER TABLE a ADD COLUMN b${n} INT`, "\n", ";"),
  "broken statements": list("", (n) => `FROB ${n} (`, ";\n", ";"),
  columns: elements((n) => `c${n} VARCHAR(255) NOT NULL DEFAULT 'x' COMMENT 'y'`),
  "columns without types": elements((n) => `c${n}`),
  "columns with a fault": elements((n) => `c${n} INT FROB BAR (1) DEFAULT`),
  "columns without commas": list("CREATE TABLE a (", (n) => `c${n} INT NOT NULL`, "\n", ");"),
  commas: elements(() => ""),
  keys: elements((n) => `KEY k${n} (a, b(10) DESC, (lower(c)))`),
  "broken keys": elements((n) => `KEY k${n} (a b, , (`),
  checks: elements((n) => `CONSTRAINT c${n} CHECK (a > 0 AND b IN ('x', 'y'))`),
  "foreign keys": elements((n) => `FOREIGN KEY f${n} (a) REFERENCES b (c) ON DELETE CASCADE`),
  "values of an ENUM": list("CREATE TABLE a (b ENUM(", (n) => `'v${n}'`, ", ", "));"),
  "values of an ENUM, broken": list("CREATE TABLE a (b ENUM(", (n) => `v${n}`, ", ", "));"),
  "columns of a key": list("CREATE TABLE a (b INT, KEY k (", (n) => `c${n}`, ", ", "));"),
  actions: list("ALTER TABLE a ", (n) => `ADD COLUMN c${n} INT AFTER b`, ", ", ";"),
  "actions without commas": list("ALTER TABLE a ", (n) => `ADD COLUMN c${n} INT`, " ", ";"),
  "broken actions": list("ALTER TABLE a ", () => "FROB x", ", ", ";"),
  options: list("CREATE TABLE a (b INT) ", (n) => `ENGINE${n} = x`, " ", ";"),
  "options of ALTER TABLE": list("ALTER TABLE a ", () => "ENGINE = x", " ", ";"),
  partitions: list(
    "CREATE TABLE a (b INT) PARTITION BY RANGE (b) (",
    (n) => `PARTITION p${n} VALUES LESS THAN (${n})`,
    ", ",
    ");",
  ),
  attributes: list("CREATE TABLE a (b INT ", () => "NOT NULL UNIQUE COMMENT 'x' REFERENCES c (d)", " ", ");"),
  "arguments of a type": list("CREATE TABLE a (b DECIMAL(", (n) => `${n}`, ", ", "));"),
  "tables of a DROP": list("DROP TABLE ", (n) => `t${n}`, ", ", ";"),
  "tables of a RENAME": list("RENAME TABLE ", (n) => `t${n} TO u${n}`, ", ", ";"),
  assignments: list("SET ", (n) => `@a${n} = concat('x', ${n})`, ", ", ";"),
  operators: list("SET @a = ", (n) => `${n}`, " + ", ";"),
  alternatives: list("SET @a = IF(", (n) => `b = ${n}`, " OR ", ", 1, 2);"),
  arguments: list("SET @a = concat(", (n) => `'${n}'`, ", ", ");"),
  "values of an IN": list("SET @a = b IN (", (n) => `${n}`, ", ", ");"),
  "pieces of a string": list("PREPARE s FROM ", () => "'x'", "\n", ";"),
  rows: list("INSERT INTO a (b, c) VALUES ", (n) => `(${n}, 'x;y')`, ", ", ";"),
  "selected columns": list("SELECT ", (n) => `c${n} AS d${n}`, ", ", " FROM a;"),
  "statements in a body": list(
    "CREATE PROCEDURE p() BEGIN ",
    (n) => `ALTER TABLE a ADD b${n} INT`,
    "; ",
    "; END;",
  ),
  "broken statements in a body": list(
    "CREATE PROCEDURE p() BEGIN ",
    (n) => `ALTER TABLE a FROB b${n} (`,
    "; ",
    "; END;",
  ),
  branches: list(
    "CREATE PROCEDURE p() BEGIN IF a THEN SET b = 1; ",
    (n) => `ELSEIF c = ${n} THEN DROP TABLE t${n};`,
    " ",
    " END IF; END;",
  ),
  "handlers of a block": list(
    "CREATE PROCEDURE p() BEGIN ",
    (n) => `DECLARE CONTINUE HANDLER FOR ${n} SET a = 1`,
    "; ",
    "; END;",
  ),
  parameters: list("CREATE PROCEDURE p(", (n) => `IN a${n} INT`, ", ", ") BEGIN SELECT 1; END;"),
  "statements in a DO": list("DO $$ BEGIN ", (n) => `ALTER TABLE a ADD b${n} int`, "; ", "; END $$;"),
  "DO blocks": list("", (n) => `DO $$ BEGIN ALTER TABLE a ADD b${n} int; END $$`, ";\n", ";"),
  "statements in a string": list(
    "PREPARE s FROM '",
    (n) => `ALTER TABLE a ADD b${n} INT DEFAULT ''x''`,
    "; ",
    "';",
  ),
  "statements in an EXECUTE": list(
    "DO $$ BEGIN EXECUTE '",
    (n) => `ALTER TABLE a ADD b${n} text DEFAULT ''x''`,
    "; ",
    "'; END $$;",
  ),
  escapes: list("SET @a = '", () => "''\\'\\n", "", "';"),
  "comments between statements": list("", (n) => `-- ${n}\n/* ${n} */ SELECT ${n};`, "\n", ""),
  "comments with hashes": list("", (n) => `# ${n}\nSELECT ${n};`, "\n", ""),
  "names in backticks": list("", (n) => `ALTER TABLE \`a${n}\` ADD COLUMN \`b\` INT`, ";\n", ";"),
  "dotted names": list("DROP TABLE ", () => "a", ".", ";"),
  "COPY with rows": list("", (n) => `COPY t FROM stdin;\n${n}\tx\n\\.`, "\n", "\n"),
  templates: list("CREATE TABLE a (", (n) => `{{ c${n} }} \${type}`, ", ", ");"),
  routines: list(
    "DELIMITER $$\n",
    (n) => `CREATE PROCEDURE p${n}() BEGIN IF a THEN DROP TABLE b; END IF; END$$`,
    "\n",
    "\nDELIMITER ;\n",
  ),
} satisfies Readonly<Record<string, Monster>>;

export const monsters: Readonly<Record<string, Monster>> = {
  ...openers,
  ...Object.fromEntries(Object.entries(nested).map(([name, monster]) => [`nested ${name}`, monster])),
  ...Object.fromEntries(Object.entries(many).map(([name, monster]) => [`many ${name}`, monster])),
  "a long line": (size) => `SELECT ${"a ".repeat(size)};`,
  "a long name": (size) => `CREATE TABLE ${"a".repeat(size)} (b INT);`,
  "a long quoted name": (size) => `CREATE TABLE \`${"a".repeat(size)}\` (b INT);`,
  "a long string": (size) => `CREATE TABLE a (b INT COMMENT '${"x".repeat(size)}');`,
  "a long comment": (size) => `/* ${"x ".repeat(size)} */ SELECT 1;`,
  "a long number": (size) => `SELECT ${"1".repeat(size)};`,
  "long word out of place": (size) => `CREATE TABLE a (b INT ${"x".repeat(size)});`,
  blanks: (size) => `CREATE${" \n".repeat(size)}TABLE a (b INT);`,
};
