import { describe, expect, test } from "vitest";
import type { Change } from "../../src/sql/change.js";
import type { Dialect } from "../../src/sql/definition.js";
import { printChanges } from "../../src/sql/print.js";
import { readScript } from "../../src/sql/read.js";
import { SourceFile } from "../../src/text/source-file.js";

/** The changes of a script, printed for a dialect: its own unless another is named. */
function reprint(sql: string, from: Dialect, to: Dialect = from, version?: readonly number[]): string {
  const { statements } = readScript(new SourceFile("in.sql", sql), { dialect: from });
  const changes = statements.flatMap((statement): readonly Change[] =>
    statement.kind === "ddl" ? statement.changes : [],
  );
  expect(changes.length, "changes read").toBeGreaterThan(0);
  return printChanges(changes, to, version);
}

const lines = (...text: readonly string[]) => text.join("\n");

describe("a table", () => {
  const sql = `create table if not exists \`Jira integrations\` (id varchar(255) primary key,
    tenantId char(36) character set latin1 collate latin1_bin not null, \`key\` int(11) unsigned default '0',
    config json not null comment 'it''s a \\\\ path', isEnabled boolean not null default true,
    updatedAt timestamp not null default current_timestamp on update current_timestamp,
    unique key uq_name (tenantId, id(10) desc), key idx (tenantId) using btree,
    constraint fk foreign key (tenantId) references tenants (id) on delete cascade on update no action,
    constraint chk check (\`key\` > 0)) engine=InnoDB default charset=utf8mb4 comment='x'`;

  test("stands over lines, names quoted where they must be, strings escaped", () => {
    expect(reprint(sql, "mysql")).toBe(
      lines(
        "CREATE TABLE IF NOT EXISTS `Jira integrations` (",
        "  id varchar(255) PRIMARY KEY,",
        "  tenantId char(36) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL,",
        "  `key` int(11) UNSIGNED DEFAULT '0',",
        "  config json NOT NULL COMMENT 'it''s a \\\\ path',",
        "  isEnabled boolean NOT NULL DEFAULT true,",
        "  updatedAt timestamp NOT NULL DEFAULT current_timestamp ON UPDATE current_timestamp,",
        "  UNIQUE KEY uq_name (tenantId, id(10) DESC),",
        "  INDEX idx (tenantId) USING BTREE,",
        "  CONSTRAINT fk FOREIGN KEY (tenantId) REFERENCES tenants (id) ON DELETE CASCADE ON UPDATE NO ACTION,",
        "  CONSTRAINT chk CHECK (`key` > 0)",
        ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='x';",
      ),
    );
  });

  test("on PostgreSQL has its indexes and comments beside it", () => {
    expect(reprint(sql.replace(/,\s*constraint chk[^)]*\)/, ""), "mysql", "postgresql")).toBe(
      lines(
        'CREATE TABLE IF NOT EXISTS "Jira integrations" (',
        "  id varchar(255) PRIMARY KEY,",
        '  "tenantId" char(36) NOT NULL,',
        "  key BIGINT DEFAULT '0',",
        "  config json NOT NULL,",
        '  "isEnabled" boolean NOT NULL DEFAULT TRUE,',
        '  "updatedAt" timestamp NOT NULL DEFAULT current_timestamp,',
        '  CONSTRAINT fk FOREIGN KEY ("tenantId") REFERENCES tenants (id) ON DELETE CASCADE ON UPDATE NO ACTION',
        ");",
        'CREATE UNIQUE INDEX uq_name ON "Jira integrations" ("tenantId", id DESC);',
        'CREATE INDEX idx ON "Jira integrations" ("tenantId");',
        `COMMENT ON TABLE "Jira integrations" IS 'x';`,
        `COMMENT ON COLUMN "Jira integrations".config IS 'it''s a \\ path';`,
      ),
    );
  });

  test("of PostgreSQL keeps its own words", () => {
    const own = `CREATE TABLE app.events (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at TIMESTAMPTZ DEFAULT now(),
      tags TEXT[] NOT NULL, "Kind" app.kind, CONSTRAINT uq UNIQUE NULLS NOT DISTINCT (at) INCLUDE (tags))
      INHERITS (base) WITH (fillfactor = 70)`;
    expect(reprint(own, "postgresql")).toBe(
      lines(
        "CREATE TABLE app.events (",
        "  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,",
        "  at TIMESTAMPTZ DEFAULT now(),",
        "  tags TEXT[] NOT NULL,",
        '  "Kind" app.kind,',
        "  CONSTRAINT uq UNIQUE NULLS NOT DISTINCT (at) INCLUDE (tags)",
        ") INHERITS (base) WITH (fillfactor = 70);",
      ),
    );
  });

  test("known only in part says so", () => {
    expect(reprint("CREATE TABLE copied (id INT) AS SELECT 1", "mysql")).toBe(
      lines(
        "-- Table copied has the columns of a query, too, which is not known.",
        "CREATE TABLE copied (",
        "  id INT",
        ");",
      ),
    );
    expect(reprint("CREATE TABLE p (id INT) PARTITION BY HASH (id)", "mysql")).toMatch(
      /^-- Table p has partitions/,
    );
  });
});

describe("types between dialects", () => {
  const columnOf = (type: string, from: Dialect, to: Dialect, version?: readonly number[]) =>
    /ADD COLUMN c (.*);/.exec(reprint(`ALTER TABLE t ADD COLUMN c ${type}`, from, to, version))?.[1];

  test.each([
    ["TINYINT(1)", "BOOLEAN"],
    ["TINYINT(1) DEFAULT 1", "BOOLEAN DEFAULT TRUE"],
    ["BOOLEAN DEFAULT FALSE", "BOOLEAN DEFAULT FALSE"],
    ["TINYINT", "SMALLINT"],
    ["INT(11)", "INTEGER"],
    ["INT UNSIGNED", "BIGINT"],
    ["DATETIME(6)", "TIMESTAMP(6)"],
    ["LONGTEXT", "TEXT"],
    ["DOUBLE", "DOUBLE PRECISION"],
    ["VARBINARY(16)", "BYTEA"],
    ["CHAR(36)", "CHAR(36)"],
    ["BIGINT AUTO_INCREMENT", "BIGINT GENERATED BY DEFAULT AS IDENTITY"],
    ["ENUM('a', 'b') NOT NULL", "TEXT NOT NULL CHECK (c IN ('a', 'b'))"],
    [`VARCHAR(5) DEFAULT "x'y"`, "VARCHAR(5) DEFAULT 'x''y'"],
  ])("%s of MySQL is %s on PostgreSQL", (type, wanted) => {
    expect(columnOf(type, "mysql", "postgresql")).toBe(wanted);
  });

  test.each([
    ["JSONB", "JSON"],
    ["UUID", "CHAR(36)"],
    ["BOOLEAN", "BOOLEAN"],
    ["TIMESTAMPTZ(3)", "TIMESTAMP(3)"],
    ["TIMESTAMP", "DATETIME"],
    ["CHARACTER VARYING", "TEXT"],
    ["VARCHAR(20)", "VARCHAR(20)"],
    ["BYTEA", "LONGBLOB"],
    ["INTEGER[]", "JSON"],
    ["BIGSERIAL", "BIGINT AUTO_INCREMENT NOT NULL"],
  ])("%s of PostgreSQL is %s on MySQL", (type, wanted) => {
    expect(columnOf(type, "postgresql", "mysql")).toBe(wanted);
  });

  test("UUID stays on a MariaDB that has it", () => {
    expect(columnOf("UUID", "postgresql", "mariadb", [10, 11])).toBe("UUID");
    expect(columnOf("UUID", "postgresql", "mariadb", [10, 6])).toBe("CHAR(36)");
  });

  test("what a synonym brings along is written out", () => {
    expect(columnOf("NCHAR(5)", "mysql", "mysql")).toBe("CHAR(5) CHARACTER SET utf8mb3");
    expect(columnOf("SERIAL", "mysql", "mysql")).toBe("BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE");
    expect(columnOf("CHAR(5) BYTE", "mysql", "mysql")).toBe("BINARY(5)");
  });
});

describe("names", () => {
  const tableOf = (name: string, dialect: Dialect) =>
    reprint(`DROP TABLE ${name}`, dialect).replace(/^DROP TABLE (.*);$/, "$1");

  test.each([
    ["`plain_1`", "plain_1"],
    ["`Mixed`", "Mixed"],
    ["`order`", "`order`"],
    ["`rank`", "`rank`"],
    ["`a b`", "`a b`"],
    ["`a``b`", "`a``b`"],
    ["`1st`", "`1st`"],
    ["`größe`", "größe"],
    [`\${schema}.users`, `\${schema}.users`],
  ])("%s is %s on MySQL", (written, printed) => {
    expect(tableOf(written, "mysql")).toBe(printed);
  });

  test.each([
    ['"plain_1"', "plain_1"],
    ["Folded", "folded"],
    ['"Mixed"', '"Mixed"'],
    ['"order"', '"order"'],
    ['"a""b"', '"a""b"'],
    ['"rank"', "rank"],
    ['public."User"', 'public."User"'],
  ])("%s is %s on PostgreSQL", (written, printed) => {
    expect(tableOf(written, "postgresql")).toBe(printed);
  });
});

describe("neighbours on one table", () => {
  test("share an ALTER TABLE", () => {
    expect(
      reprint(
        "ALTER TABLE t ADD COLUMN a INT; ALTER TABLE t ADD INDEX i (a); ALTER TABLE u DROP INDEX j",
        "mysql",
      ),
    ).toBe(
      lines("ALTER TABLE t", "  ADD COLUMN a INT,", "  ADD INDEX i (a);", "ALTER TABLE u DROP INDEX j;"),
    );
  });

  test("stay apart where one needs what another did", () => {
    const sql = `ALTER TABLE t DROP FOREIGN KEY fk;
      ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id) ON DELETE CASCADE`;
    expect(reprint(sql, "mysql")).toBe(
      lines(
        "ALTER TABLE t DROP FOREIGN KEY fk;",
        "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id) ON DELETE CASCADE;",
      ),
    );
  });

  test("RENAME stands alone on PostgreSQL", () => {
    const sql =
      "ALTER TABLE t ADD COLUMN a INT; ALTER TABLE t RENAME COLUMN b TO c; ALTER TABLE t DROP COLUMN d";
    expect(reprint(sql, "postgresql").split("\n")).toHaveLength(3);
  });
});

describe("what differs by version and dialect", () => {
  test("MariaDB keeps its conditions, MySQL has none", () => {
    const sql = "ALTER TABLE t ADD COLUMN IF NOT EXISTS a INT, DROP INDEX IF EXISTS i";
    expect(reprint(sql, "mariadb")).toBe(
      lines("ALTER TABLE t", "  ADD COLUMN IF NOT EXISTS a INT,", "  DROP INDEX IF EXISTS i;"),
    );
    expect(reprint(sql, "mariadb", "mysql")).toBe(
      lines("ALTER TABLE t", "  ADD COLUMN a INT,", "  DROP INDEX i;"),
    );
  });

  test("SET DEFAULT of the current time has parentheses on MySQL", () => {
    const sql = "ALTER TABLE t ALTER COLUMN a SET DEFAULT CURRENT_TIMESTAMP";
    expect(reprint(sql, "mariadb", "mysql")).toBe(
      "ALTER TABLE t ALTER COLUMN a SET DEFAULT (CURRENT_TIMESTAMP);",
    );
  });

  test("MODIFY is one action for each fact on PostgreSQL", () => {
    expect(reprint("ALTER TABLE t MODIFY COLUMN a INT NOT NULL", "mysql", "postgresql")).toBe(
      lines(
        "ALTER TABLE t",
        "  ALTER COLUMN a TYPE INT,",
        "  ALTER COLUMN a SET NOT NULL,",
        "  ALTER COLUMN a DROP DEFAULT;",
      ),
    );
  });

  test("an enum type is changed value by value", () => {
    const sql = "CREATE TYPE s AS ENUM ('a', 'b'); ALTER TYPE s ADD VALUE IF NOT EXISTS 'c' AFTER 'a'";
    expect(reprint(sql, "postgresql")).toBe(
      lines("CREATE TYPE s AS ENUM ('a', 'b');", "ALTER TYPE s ADD VALUE IF NOT EXISTS 'c' AFTER 'a';"),
    );
  });

  test("what a dialect cannot say is a comment, not silence", () => {
    expect(reprint("ALTER TABLE t ALTER COLUMN a TYPE TEXT", "postgresql", "mysql")).toBe(
      "-- MySQL has no ALTER COLUMN for this: write MODIFY COLUMN a with its definition.",
    );
    expect(reprint("CREATE VIEW v AS SELECT 1", "mysql")).toBe(
      "-- CREATE VIEW v: its definition is not known.",
    );
    expect(reprint("CREATE UNIQUE INDEX i ON t (a) WHERE b", "postgresql", "mysql")).toBe(
      "-- MySQL has no index with a WHERE condition.",
    );
  });
});
