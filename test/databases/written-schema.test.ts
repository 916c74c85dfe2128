// What `schema --format sql` writes, run on an empty PostgreSQL database: the catalog is the one that the migrations make.

import { expect, test } from "vitest";
import { compareWritten } from "../../bench/fidelity/written.js";
import { readText } from "../schema/replay-text.js";
import { describeOn, serverNamed } from "./servers.js";

const scripts: Readonly<Record<string, string>> = {
  "domains with what was done to them, and what their checks call": `
CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE FUNCTION is_short(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT length(value) < 9 $$;
CREATE DOMAIN code AS text CONSTRAINT code_short CHECK (is_short(VALUE));
CREATE DOMAIN feeling AS mood DEFAULT 'sad';
ALTER DOMAIN code RENAME TO short_code;
ALTER DOMAIN short_code ADD CONSTRAINT code_not_empty CHECK (VALUE <> '');
ALTER DOMAIN short_code SET DEFAULT 'none';
CREATE TABLE t (id integer PRIMARY KEY, code short_code, feeling feeling NOT NULL);`,
  "domains of another schema": `
CREATE SCHEMA s;
CREATE DOMAIN count AS integer CHECK (VALUE >= 0);
ALTER DOMAIN count SET SCHEMA s;
CREATE TABLE s.t (n s.count);`,
  "composite types as they are by now": `
CREATE DOMAIN zip AS text;
CREATE TYPE address AS (street text, zip zip);
ALTER TYPE address ADD ATTRIBUTE town varchar(40);
ALTER TYPE address RENAME TO place;
CREATE TABLE t (at place);`,
  "functions that tables and functions call": `
CREATE TABLE log (note text);
CREATE FUNCTION base() RETURNS bigint LANGUAGE sql STABLE RETURN 41;
CREATE FUNCTION next_number() RETURNS bigint LANGUAGE sql STABLE RETURN base() + 1;
CREATE FUNCTION count_log() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM log';
CREATE FUNCTION fold(value text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower(value)';
CREATE FUNCTION fold(value integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT value';
CREATE TABLE t (a bigint DEFAULT next_number(), b bigint DEFAULT count_log(), name text, CHECK (fold(name) <> ''));
CREATE INDEX t_name ON t (fold(name));`,
  "counters under other names and of other types": `
CREATE TABLE a (id serial PRIMARY KEY, n serial, plain serial);
ALTER TABLE a ALTER COLUMN id TYPE bigint;
ALTER TABLE a ALTER COLUMN n DROP DEFAULT;
ALTER TABLE a RENAME TO b;
CREATE SEQUENCE shared;
CREATE TABLE c (id integer DEFAULT nextval('shared'), kept bigserial);
CREATE SEQUENCE d_id_seq;
CREATE TABLE d (id serial);`,
  "views under other names": `
CREATE TABLE t (id integer);
CREATE VIEW v AS SELECT id FROM t;
ALTER VIEW v RENAME TO w;`,
};

describeOn("postgresql", "what schema writes runs on an empty server, and gives the same catalog", () => {
  test.each(Object.entries(scripts))("%s", (_, text) => {
    const forward = readText("1.sql", text, "postgresql");
    const migration = { kind: "migration", version: "1", name: "1", forward } as const;
    const textOf = () => text;
    const { counts, differences } = compareWritten([migration], serverNamed("postgresql"), {
      textOf,
      rollbacks: false,
    });
    expect(counts["lines of the catalog"]).toBeGreaterThan(0);
    expect(Object.values(differences).flat()).toEqual([]);
  });
});
