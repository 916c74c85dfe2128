// How far a replay follows routines, and what it says of what it does not follow.

import { describe, expect, test } from "vitest";
import { Effort } from "../../src/schema/evaluate/effort.js";
import {
  outcomesOf,
  replayMariadb,
  replayMysql,
  replayPostgresql,
  replayTexts,
  stepsOf,
  textAt,
} from "./replay-text.js";

const reasonsOf = ({ blindSpots }: ReturnType<typeof replayMysql>) => blindSpots.map(({ reason }) => reason);

describe("effort", () => {
  /** Each calls the next one and then makes a column; the deepest that is followed makes the first. */
  function levels(call: (name: string) => string): number {
    const count = 60;
    const routines = Array.from(
      { length: count },
      (_, at) =>
        `CREATE PROCEDURE p${at}() BEGIN ALTER TABLE t ADD c${at} INT; ${at < count - 1 ? call(`p${at + 1}`) : ""} END//`,
    );
    const history = replayMariadb(
      `CREATE TABLE t (id INT);\nDELIMITER //\n${routines.join("\n")}\nDELIMITER ;\nCALL p0();`,
    );
    expect(new Set(reasonsOf(history))).toEqual(
      new Set(["It runs deeper or longer than the replay follows."]),
    );
    return stepsOf(history).filter(({ change }) => change.kind === "addColumn").length;
  }

  // A call, a condition, a block and a text that is run count one each; the body of a routine is a block.
  test.each([
    ["a call", (name: string) => `CALL ${name}();`, 20],
    ["in a condition", (name: string) => `IF 1 = 1 THEN CALL ${name}(); END IF;`, 13],
    ["in a block", (name: string) => `BEGIN CALL ${name}(); END;`, 13],
    ["in a text", (name: string) => `EXECUTE IMMEDIATE 'CALL ${name}()';`, 13],
  ])("%s", (_, call, expected) => {
    expect(levels(call)).toBe(expected);
  });

  test("routines that call each other twice end after so many statements", () => {
    const routines = Array.from(
      { length: 12 },
      (_, at) => `CREATE PROCEDURE p${at + 1}() BEGIN CALL p${at}(); CALL p${at}(); END//`,
    );
    const history = replayMariadb(
      `CREATE TABLE t (id INT);\nDELIMITER //\nCREATE PROCEDURE p0() ALTER TABLE t DROP COLUMN IF EXISTS nope//\n${routines.join("\n")}\nDELIMITER ;\nCALL p12();`,
    );
    // A script of 15 statements may run 3,500: what is called, and what calls it.
    expect(stepsOf(history).filter(({ change }) => change.kind === "dropColumn")).toHaveLength(918);
    expect(new Set(reasonsOf(history))).toEqual(
      new Set(["It runs deeper or longer than the replay follows."]),
    );
    expect(new Effort(1).statements).toBe(2_100);
    expect(new Effort(10_000).statements).toBe(50_000);
  });
});

describe("what is not followed is said", () => {
  const loop = (query: string) =>
    `DO $$ DECLARE r record; BEGIN FOR r IN ${query} LOOP EXECUTE 'ALTER TABLE t DROP COLUMN ' || r.name; END LOOP; END $$;`;

  test.each([
    ["rows of a table", "SELECT name FROM names", ["How often this FOR loop runs is not known."]],
    [
      "groups of rows",
      "SELECT max(column_name) AS name FROM information_schema.columns GROUP BY table_name",
      ["How often this FOR loop runs is not known."],
    ],
    [
      "some of the rows",
      "SELECT column_name AS name FROM information_schema.columns LIMIT 2",
      ["How often this FOR loop runs is not known."],
    ],
    [
      "columns of a table that is known in part",
      "SELECT column_name AS name FROM information_schema.columns WHERE column_name LIKE 'x%'",
      ["It may run for more than the replay knows of."],
    ],
    [
      "a condition that nobody knows",
      "SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'u' AND column_name = own_function()",
      ["It may run for more than the replay knows of."],
    ],
    [
      "nothing",
      "SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'u' AND column_name LIKE 'y%'",
      [],
    ],
  ])("a loop over %s", (_, query, reasons) => {
    const history = replayPostgresql(
      `ALTER TABLE t ADD COLUMN x1 int; CREATE TABLE u (id int); ${loop(query)}`,
    );
    expect(reasonsOf(history)).toEqual(reasons);
  });

  test.each([
    ["rows of a table", "SELECT name FROM names", "IF done THEN LEAVE l; END IF;", ""],
    [
      "rows that may end it",
      "SELECT table_name FROM information_schema.tables",
      "IF done THEN LEAVE l; END IF;",
      "ITERATE l;",
    ],
    [
      "something else at its end",
      "SELECT table_name FROM information_schema.tables",
      "IF done THEN SET @x = 1; END IF;",
      "",
    ],
    [
      "another cursor",
      "SELECT name FROM names; DECLARE other CURSOR FOR SELECT table_name FROM information_schema.tables",
      "IF done THEN LEAVE l; END IF;",
      "",
    ],
  ])("a loop that fetches %s", (_, query, guard, more) => {
    const history = replayMariadb(
      `CREATE TABLE t (id INT);\nDELIMITER //\nCREATE PROCEDURE p() BEGIN DECLARE done INT; DECLARE n TEXT; DECLARE c CURSOR FOR ${query}; OPEN c; l: LOOP FETCH c INTO n; ${guard} ALTER TABLE t ADD COLUMN x INT; ${more} END LOOP; CLOSE c; END//\nDELIMITER ;\nCALL p();`,
    );
    expect(reasonsOf(history)).toEqual(["How often this LOOP loop runs is not known."]);
  });

  test.each([
    ["one that changes rows", "CALL counts();", 0],
    ["one that calls itself and changes rows", "CALL again();", 0],
    ["one that changes the schema", "CALL adds();", 1],
    ["one that calls what changes the schema", "CALL counts(); CALL calls();", 1],
    ["one that nobody created", "CALL nobody();", 1],
  ])("a loop over rows that calls %s", (_, calls, told) => {
    const routine = (name: string, body: string) => `CREATE PROCEDURE ${name}() BEGIN ${body} END//`;
    const history = replayMariadb(
      [
        "CREATE TABLE t (id INT);\nDELIMITER //",
        routine("counts", "UPDATE t SET id = id + 1;"),
        routine("again", "CALL again(); CALL counts();"),
        routine("adds", "ALTER TABLE t ADD COLUMN x INT;"),
        routine("calls", "CALL adds();"),
        routine("p", `WHILE (SELECT COUNT(*) FROM t) > 1 DO ${calls} END WHILE;`),
        "DELIMITER ;\nCALL p();",
      ].join("\n"),
    );
    expect(reasonsOf(history)).toHaveLength(told);
  });

  test("a parameter's default stands in the file of its routine", () => {
    const { migrations } = replayTexts("postgresql", [
      "CREATE TABLE t (id int); CREATE FUNCTION add(col text DEFAULT 'c') RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'ALTER TABLE t ADD COLUMN ' || col || ' int'; END $$;",
      "SELECT add();",
      "SELECT add();",
    ]);
    const [step] = migrations[2]?.forward.steps ?? [];
    const [{ at } = { at: undefined }] = step?.refusals ?? [];
    expect(at && textAt(at)).toBe("SELECT add()");
  });

  test("a routine without a body that can be read", () => {
    const history = replayPostgresql(
      "CREATE PROCEDURE foreign_one() LANGUAGE c AS 'library'; CALL foreign_one(); CALL nobody();",
    );
    expect(reasonsOf(history)).toEqual([
      "Routine `foreign_one` has a body that could not be read.",
      "Routine `nobody` is not created by any migration that was read.",
    ]);
  });

  test.each([
    ["INSERT INTO t VALUES (1);", true],
    ["IF EXISTS (SELECT 1 FROM t) THEN NULL; ELSE INSERT INTO t VALUES (1); END IF;", true],
    ["IF 1 = 1 THEN INSERT INTO t VALUES (1); END IF;", true],
    ["BEGIN INSERT INTO t VALUES (1); END;", true],
    ["x := 1; INSERT INTO t VALUES (1);", true],
    ["x := 1; IF x = 1 THEN x := 2; END IF; BEGIN ALTER TABLE t ADD b int; END;", false],
  ])("what comes of an exception that rows may raise: %s", (body, isBlind) => {
    const rescued = (rescue: string) =>
      replayPostgresql(
        `CREATE TABLE t (a int); DO $$ DECLARE x int; BEGIN ${body} EXCEPTION WHEN others THEN ${rescue} END $$;`,
      );
    const told = isBlind ? ["What happens after an exception is not followed."] : [];
    expect(reasonsOf(rescued("ALTER TABLE t ADD c int;"))).toEqual(told);
    expect(reasonsOf(rescued("RAISE NOTICE 'no';"))).toEqual([]);
    expect(outcomesOf(rescued("ALTER TABLE t ADD c int;")).at(-1)).toBe(isBlind ? "changed" : "skipped");
  });

  test("SQL that is NULL, no text, or begins without harm", () => {
    const history = replayPostgresql(`
      DO $$ BEGIN EXECUTE NULL; END $$;
      DO $$ DECLARE x text; BEGIN SELECT name INTO x FROM people; EXECUTE 'GRANT SELECT ON t TO ' || x; END $$;
      DO $$ DECLARE x text; BEGIN SELECT name INTO x FROM people; EXECUTE 'DROP TABLE ' || x; END $$;
      DO $$ DECLARE x text; BEGIN SELECT name INTO x FROM people; EXECUTE x; END $$;
      DO $$ BEGIN EXECUTE 5; END $$;`);
    expect(reasonsOf(history)).toEqual([
      "The SQL that it runs is NULL, as far as the replay can tell.",
      ...Array.from({ length: 3 }, () => "The SQL that it runs is not known before it runs."),
    ]);
  });

  test("literals that rows decide have stand-ins; names and types that they decide have none", () => {
    const history = replayPostgresql(`
      CREATE TABLE t (id int);
      DO $$ DECLARE n int; BEGIN SELECT max(id) INTO n FROM t;
        EXECUTE format('ALTER TABLE t ADD a int DEFAULT %L', n);
        EXECUTE 'ALTER TABLE t ADD b int DEFAULT ' || n;
        EXECUTE 'ALTER TABLE t ADD c text DEFAULT ''x' || n || ''' NOT NULL';
        EXECUTE 'ALTER TABLE t ADD d varchar(' || n || ')';
        EXECUTE format('ALTER TABLE t ADD %I int', n);
        EXECUTE 'ALTER TABLE t ADD e text DEFAULT ' || n || '::' || n;
      END $$;`);
    const [table] = history.final.tables;
    expect(table?.columns.map(({ name, nullable }) => `${name} ${nullable}`)).toEqual([
      ...["id true", "a true", "b true", "c false"],
    ]);
    const value = "A value in the SQL that it runs is not known before it runs.";
    const all = "The SQL that it runs is not known before it runs.";
    expect(reasonsOf(history)).toEqual([value, value, value, all, all, all]);
  });

  test("a view that a change may have dropped which was not followed keeps nothing", () => {
    const script = (between: string) => `
      CREATE TABLE t (id int, a int);
      CREATE VIEW v AS SELECT a FROM t;
      ${between}
      ALTER TABLE t DROP COLUMN a;`;
    const refusals = (between: string) =>
      stepsOf(replayPostgresql(script(between))).flatMap(({ refusals }) => refusals.map(({ kind }) => kind));
    expect(refusals("")).toEqual(["conflict"]);
    expect(
      refusals(
        "DO $$ DECLARE x text; BEGIN SELECT name INTO x FROM people; EXECUTE 'DROP VIEW ' || x; END $$;",
      ),
    ).toEqual([]);
  });

  test("what stands in a branch that is not taken is no blind spot", () => {
    const history = replayMysql(`
DELIMITER //
CREATE PROCEDURE p() BEGIN IF 1 = 2 THEN CALL nobody(); EXECUTE nothing; END IF; END//
DELIMITER ;
CALL p();`);
    expect(reasonsOf(history)).toEqual([]);
  });

  test("a session's settings stay as they are in a branch that is not taken", () => {
    const history = replayMysql(`
USE shop;
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE c (id INT, FOREIGN KEY (id) REFERENCES p (id));
DELIMITER //
CREATE PROCEDURE q() BEGIN IF 1 = 2 THEN SET FOREIGN_KEY_CHECKS = 0; SET sql_mode = ''; END IF; END//
DELIMITER ;
CALL q();
CREATE TABLE d (id INT DEFAULT '');
DROP TABLE p;`);
    expect(outcomesOf(history).slice(-2)).toEqual([
      expect.stringMatching(/^refused/),
      expect.stringMatching(/^refused: Table `p` cannot be dropped/),
    ]);
  });
});

describe("places of what a routine of another file runs", () => {
  const define =
    "DELIMITER //\nCREATE PROCEDURE p(c TEXT) BEGIN SET @q = CONCAT('ALTER TABLE t ADD ', c); PREPARE s FROM @q; EXECUTE s; ALTER TABLE t ADD own INT; END//\nDELIMITER ;";

  test("a text that is put together there stands where it is called; what is written there stays there", () => {
    const history = replayMysql("CREATE TABLE t (id INT);", define, "CALL p('x INT');");
    expect(
      stepsOf(history)
        .slice(2)
        .map(({ location, statement }) => [
          location.file.path,
          textAt(location),
          statement.location.file.path,
        ]),
    ).toEqual([
      ["003_test.sql", "CALL p('x INT')", "003_test.sql"],
      ["002_test.sql", "ADD own INT", "003_test.sql"],
    ]);
  });
});
