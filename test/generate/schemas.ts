// Pairs of schemas, each as the SQL that makes it: what a generator of SQL has to lead from one to the other. For tests.

import type { Dialect } from "../../src/sql/definition.js";

export interface SchemaPair {
  readonly dialects: readonly Dialect[];
  readonly from: string;
  readonly to: string;
}

const mysqlFamily = ["mysql", "mariadb"] as const;

/** Each is meant in both directions. */
export const schemaPairs: Readonly<Record<string, SchemaPair>> = {
  "nothing and tables that refer to each other": {
    dialects: ["mysql", "mariadb"],
    from: "",
    to: `CREATE TABLE a (id INT PRIMARY KEY, b_id INT);
      CREATE TABLE b (id INT PRIMARY KEY, a_id INT, CONSTRAINT fk_b_a FOREIGN KEY (a_id) REFERENCES a (id));
      ALTER TABLE a ADD CONSTRAINT fk_a_b FOREIGN KEY (b_id) REFERENCES b (id) ON DELETE SET NULL;`,
  },
  "columns, keys, references and checks of one table": {
    dialects: mysqlFamily,
    from: "CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE t (a INT, b VARCHAR(10) CHARACTER SET latin1, c INT, KEY idx (b), CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id), CONSTRAINT chk CHECK (c > 0)) COMMENT 'x';",
    to: "CREATE TABLE t (a BIGINT NOT NULL DEFAULT 3 COMMENT 'it''s', z INT, b VARCHAR(20), u TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, PRIMARY KEY (a), UNIQUE idx (b)) COMMENT 'y'; CREATE TABLE q (id INT PRIMARY KEY, t BIGINT, CONSTRAINT fq FOREIGN KEY (t) REFERENCES t (a) ON DELETE CASCADE);",
  },
  "a key that AUTO_INCREMENT needs": {
    dialects: mysqlFamily,
    from: "CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT, a INT NOT NULL, PRIMARY KEY (id));",
    to: "CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT, a INT NOT NULL, PRIMARY KEY (id, a));",
  },
  "a column that counts itself, with its key": {
    dialects: mysqlFamily,
    from: "CREATE TABLE t (a INT NOT NULL);",
    to: "CREATE TABLE t (a INT NOT NULL, id INT NOT NULL AUTO_INCREMENT, PRIMARY KEY (id));",
  },
  "an index that a foreign key needs": {
    dialects: mysqlFamily,
    from: "CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE t (a INT, b INT, KEY idx_a (a), CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));",
    to: "CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE t (a INT, b INT, KEY idx_a (a, b), CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));",
  },
  "the type of a key and of what refers to it": {
    dialects: mysqlFamily,
    from: "CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));",
    to: "CREATE TABLE p (id BIGINT PRIMARY KEY); CREATE TABLE t (a BIGINT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));",
  },
  "everything of PostgreSQL": {
    dialects: ["postgresql"],
    from: "CREATE TYPE s AS ENUM ('A'); CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (a int REFERENCES p, b varchar(10) DEFAULT 'x', c int CHECK (c > 0), UNIQUE (b)); CREATE INDEX i ON t (c);",
    to: `CREATE TYPE s AS ENUM ('A'); CREATE TYPE s2 AS ENUM ('A'); CREATE TABLE t (a bigint NOT NULL, b text, d timestamptz DEFAULT now(), PRIMARY KEY (a)); CREATE UNIQUE INDEX i ON t (b) WHERE a > 0; COMMENT ON COLUMN t.b IS 'it''s'; CREATE TABLE "Odd name" (id serial, s s2 DEFAULT 'A', g int GENERATED ALWAYS AS IDENTITY, "N" text, CONSTRAINT pk_odd PRIMARY KEY (id)); CREATE INDEX "Odd index" ON "Odd name" (lower("N"));`,
  },
  "types of columns that PostgreSQL casts only when asked": {
    dialects: ["postgresql"],
    from: "CREATE TABLE t (a text DEFAULT '1', b int GENERATED ALWAYS AS IDENTITY, c varchar(20) NOT NULL);",
    to: "CREATE TABLE t (a integer DEFAULT 1, b int NOT NULL, c boolean);",
  },
  "the values of an enum type": {
    dialects: ["postgresql"],
    from: "CREATE TYPE status AS ENUM ('A', 'B'); CREATE TABLE t (s status NOT NULL DEFAULT 'A', many status[], CONSTRAINT chk_s CHECK (s <> 'B')); CREATE INDEX idx_s ON t (s); CREATE INDEX idx_a ON t (s) WHERE s = 'A';",
    to: "CREATE TYPE status AS ENUM ('A', 'C', 'B', 'D'); CREATE TABLE t (s status NOT NULL DEFAULT 'A', many status[], CONSTRAINT chk_s CHECK (s <> 'B')); CREATE INDEX idx_s ON t (s); CREATE INDEX idx_a ON t (s) WHERE s = 'A';",
  },
  "types that PostgreSQL does not cast": {
    dialects: ["postgresql"],
    from: "CREATE TABLE p (id bigint PRIMARY KEY); CREATE TABLE t (id bigint NOT NULL, a date, g int, h int, CONSTRAINT pk_t PRIMARY KEY (id), CONSTRAINT chk_a CHECK (a IS NOT NULL)); CREATE INDEX idx_a ON t (a, g); CREATE INDEX idx_where ON t (g) WHERE a IS NOT NULL;",
    to: "CREATE TABLE p (id uuid PRIMARY KEY); CREATE TABLE t (id uuid NOT NULL, a bigint, g int GENERATED ALWAYS AS (h + 1) STORED, h int, CONSTRAINT pk_t PRIMARY KEY (id), CONSTRAINT chk_a CHECK (a IS NOT NULL)); CREATE INDEX idx_a ON t (a, g); CREATE INDEX idx_where ON t (g) WHERE a IS NOT NULL;",
  },
};
