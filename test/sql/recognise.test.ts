import { describe, expect, it } from "vitest";
import { recogniseDialect } from "../../src/sql/dialects/recognise.js";

const dialectOf = (...texts: string[]) => recogniseDialect(texts).dialect;

describe("recogniseDialect", () => {
  it.each([
    ["CREATE TABLE a (id INT AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;"],
    ["ALTER TABLE a MODIFY COLUMN b DATETIME NULL;"],
    ["CREATE TABLE a (id INT, INDEX idx_a (id));"],
    // Slips that MySQL users make are no sign of another server.
    ["CREATE TABLE `a` (id UUID, c JSONB, UNIQUE KEY k (id)); ALTER TABLE `a` DROP COLUMN IF EXISTS c;"],
    ["SELECT 1;"],
    [""],
  ])("takes %s for MySQL", (text) => {
    expect(dialectOf(text)).toBe("mysql");
  });

  it.each([
    ["CREATE TABLE a (id INT AUTO_INCREMENT PRIMARY KEY) WITH SYSTEM VERSIONING;"],
    ["CREATE OR REPLACE TABLE a (id INT) ENGINE=InnoDB;"],
    ["-- MariaDB dump 10.19\nCREATE TABLE `a` (id INT);"],
    ["CREATE TABLE a (b TEXT COLLATE utf8mb4_uca1400_ai_ci) ENGINE=InnoDB;"],
  ])("takes %s for MariaDB", (text) => {
    expect(dialectOf(text)).toBe("mariadb");
  });

  it("goes with most files: one for another database does not speak for all", () => {
    const own = "CREATE TABLE a (id serial unique, created_at datetime NOT NULL);";
    const other =
      "CREATE TYPE t AS ENUM ('a'); CREATE DOMAIN d AS text; CREATE TABLE b (c JSONB DEFAULT '{}'::jsonb, d TIMESTAMPTZ);";
    expect(dialectOf(own, own, other)).toBe("mysql");
    expect(dialectOf(own, other, other)).toBe("postgresql");
  });

  const habit = [1, 2, 3, 4].map(
    (number) => `ALTER TABLE a ADD COLUMN IF NOT EXISTS c${number} INT AUTO_INCREMENT;`,
  );

  it("takes for MariaDB what MySQL would have refused again and again, and a slip for a slip", () => {
    const index = "CREATE INDEX IF NOT EXISTS idx_a ON a (c1);";
    expect(recogniseDialect([...habit, index])).toEqual({
      dialect: "mariadb",
      evidence: ["IF [NOT] EXISTS of an index or in ALTER TABLE (5 times)"],
    });
    expect(dialectOf(...habit)).toBe("mysql");
  });

  it.each(["-- for MySQL 8", "SELECT j->>'$.a' FROM a;", "ALTER TABLE a COLLATE utf8mb4_0900_ai_ci;"])(
    "does not where %s tells of MySQL",
    (text) => {
      expect(dialectOf(...habit, ...habit, text)).toBe("mysql");
    },
  );

  it("does not take MySQL for MariaDB because a comment names it", () => {
    expect(dialectOf("-- works on MariaDB, too\nCREATE TABLE a (id INT) ENGINE=InnoDB;")).toBe("mysql");
  });

  it.each([
    ["CREATE TABLE a (id BIGSERIAL PRIMARY KEY, t TIMESTAMPTZ DEFAULT now());"],
    ["DO $$ BEGIN ALTER TABLE a ADD b INT; END $$;"],
    ['CREATE TABLE "a" ("id" TEXT NOT NULL, CONSTRAINT "a_pkey" PRIMARY KEY ("id"));'],
    ["COMMENT ON COLUMN a.b IS 'x';"],
    ["CREATE TABLE a (key VARCHAR(255) PRIMARY KEY, index CHARACTER (3), b JSONB);"],
    ["CREATE TYPE mood AS ENUM ('sad', 'ok');"],
  ])("takes %s for PostgreSQL", (text) => {
    expect(dialectOf(text)).toBe("postgresql");
  });

  it("weighs all files against each other", () => {
    const mysql = "CREATE TABLE a (id INT AUTO_INCREMENT) ENGINE=InnoDB;";
    expect(dialectOf("-- like serial types\nSELECT 1::int;", mysql, mysql)).toBe("mysql");
  });

  it("says what spoke for it, most frequent first", () => {
    const { evidence } = recogniseDialect([
      "CREATE TABLE a (id INT UNSIGNED, b INT UNSIGNED) ENGINE=InnoDB;",
    ]);
    expect(evidence).toEqual(["UNSIGNED (2 times)", "ENGINE= (once)"]);
    expect(recogniseDialect(["SELECT 1;"]).evidence).toEqual([]);
  });

  it("looks at a sample of many files, from all of the history", () => {
    const padding = " ".repeat(10_000);
    const texts = Array.from({ length: 200 }, () => `SELECT 1;${padding}`);
    texts.fill(`CREATE TABLE a (id BIGSERIAL);${padding}`, 150);
    expect(dialectOf(...texts)).toBe("postgresql");
  });
});
