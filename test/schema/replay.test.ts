import { describe, expect, test } from "vitest";
import { isRepeatable } from "../../src/schema/queries.js";
import { replayScript } from "../../src/schema/replay.js";
import {
  outcomesOf,
  readText,
  replayMariadb,
  replayMysql,
  replayPostgresql,
  replayTexts,
  stepsOf,
  textAt,
} from "./replay-text.js";

function lastRefusal(history: ReturnType<typeof replayMysql>) {
  return stepsOf(history)
    .flatMap(({ refusals }) => refusals)
    .at(-1);
}

describe("what is missing says where it went", () => {
  test("a column that was renamed", () => {
    const history = replayMysql(
      "CREATE TABLE releases (id INT, projectId INT);",
      "ALTER TABLE releases CHANGE projectId tenantId INT;",
      "ALTER TABLE releases DROP COLUMN projectId;",
    );
    const refusal = lastRefusal(history);
    expect(refusal?.kind).toBe("missing");
    expect(refusal?.message).toBe("Table `releases` has no column `projectId`.");
    expect(refusal && textAt(refusal.at)).toBe("projectId");
    expect(refusal?.related?.message).toBe("It was renamed to `tenantId` here.");
    expect(refusal?.related && textAt(refusal.related.at)).toBe("tenantId");
    expect(refusal?.related?.at.file.path).toBe("002_test.sql");
  });

  test("a trigger whose table has another name", () => {
    const history = replayPostgresql(
      "CREATE TABLE a (id int); CREATE TRIGGER stamp BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION f();",
      "ALTER TABLE a RENAME TO b; CREATE TABLE a (id int);",
      "DROP TRIGGER stamp ON a;",
    );
    const refusal = lastRefusal(history);
    expect(refusal?.message).toBe("Trigger `stamp` does not exist: it was moved with its table.");
    expect(refusal?.related?.message).toBe("It was moved with its table here.");
  });

  test("an index that becomes a constraint goes nowhere, unless it gets another name", () => {
    const drop = "ALTER TABLE a DROP CONSTRAINT k;";
    const add = (clause: string) => lastRefusal(replayPostgresql(`ALTER TABLE a ADD ${clause};`, drop));
    expect(add("UNIQUE USING INDEX k")).toBeUndefined();
    expect(add("CONSTRAINT k UNIQUE USING INDEX k")).toBeUndefined();
    const renamed = replayPostgresql("ALTER TABLE a ADD CONSTRAINT j UNIQUE USING INDEX k;", "DROP INDEX k;");
    expect(stepsOf(renamed).map(({ outcome }) => outcome)).toEqual(["changed", "unchanged"]);
  });

  test("a column that never was points to the table", () => {
    const history = replayMysql("CREATE TABLE a (id INT);", "ALTER TABLE a MODIFY nope INT;");
    expect(lastRefusal(history)?.related?.message).toBe("`a` was created here.");
  });

  test("a table that was dropped, renamed, or comes later", () => {
    const history = replayMysql(
      "CREATE TABLE a (id INT); CREATE TABLE b (id INT);",
      "DROP TABLE a; RENAME TABLE b TO c;",
      "ALTER TABLE a ADD x INT; ALTER TABLE b ADD x INT; ALTER TABLE d ADD x INT; DROP TABLE d;",
      "CREATE TABLE d (id INT);",
    );
    expect(outcomesOf(history).slice(4, 8)).toEqual([
      "refused: Table `a` does not exist: it was dropped.",
      "refused: Table `b` does not exist: it was renamed to `c`.",
      "refused: Table `d` does not exist yet: it is created in 004_test.sql.",
      "refused: Table `d` does not exist yet: it is created in 004_test.sql.",
    ]);
    expect(history.final.table("d")?.knowledge).toBe("whole");
  });

  test("a refused change leaves nothing behind", () => {
    const history = replayMysql("CREATE TABLE a (id INT);", "RENAME TABLE unknown TO a;");
    expect(outcomesOf(history)[1]).toBe("refused: Table `a` exists already.");
    expect(history.final.tables.map(({ name }) => name)).toEqual(["a"]);
  });

  test("a table whose CREATE was not run is not said to come later", () => {
    const history = replayPostgresql(
      "DO $$ BEGIN IF to_regclass('t') IS NOT NULL AND false THEN CREATE TABLE t (id int); END IF; END $$;",
      "ALTER TABLE t ADD x int;",
    );
    expect(outcomesOf(history)).toEqual(["skipped", "changed"]);
    expect(history.final.table("t")?.knowledge).toBe("partial");
  });

  test("one refused clause does not take its statement along", () => {
    const history = replayMysql("CREATE TABLE a (id INT);", "ALTER TABLE a ADD id INT, ADD x INT;");
    expect(history.final.table("a")?.columns.map(({ name }) => name)).toEqual(["id", "x"]);
  });

  test("a refused CREATE TABLE is there without its bad parts, and is told once", () => {
    const history = replayMysql(
      "CREATE TABLE a (id INT PRIMARY KEY, KEY (nope), FOREIGN KEY (id) REFERENCES later (id));",
      "ALTER TABLE a ADD x INT;",
      "CREATE TABLE later (id INT PRIMARY KEY);",
    );
    expect(outcomesOf(history)).toEqual([
      "refused: Table `a` has no column `nope`.: Table `later` does not exist yet: it is created in 003_test.sql.",
      "changed",
      "changed",
    ]);
    expect(history.final.table("a")?.foreignKeys).toHaveLength(1);
  });
});

describe("tables that no migration created", () => {
  test("an ALTER starts a partial table, of which nothing is missing", () => {
    const history = replayMysql(
      "ALTER TABLE t ADD a INT; ALTER TABLE t DROP COLUMN b; ALTER TABLE t DROP COLUMN b; ALTER TABLE t DROP INDEX i;",
    );
    expect(outcomesOf(history)).toEqual([
      "changed",
      "changed",
      "refused: Table `t` has no column `b`.",
      "changed",
    ]);
    expect(history.final.table("t")?.knowledge).toBe("partial");
    expect(history.final.table("t")?.columns.map(({ name }) => name)).toEqual(["a"]);
  });

  test("dropping one, or referring to one, is no refusal", () => {
    const history = replayMysql(
      "DROP TABLE unknown; CREATE TABLE a (id INT, t INT, FOREIGN KEY (t) REFERENCES tenants (id));",
    );
    expect(outcomesOf(history)).toEqual(["unchanged", "changed"]);
    expect(history.final.table("tenants")).toBeUndefined();
  });

  test("external tables are known as far as they are declared", () => {
    const id = replayMysql("CREATE TABLE x (id CHAR(36) CHARACTER SET latin1);").final.table("x")?.columns[0];
    const external = [{ name: "tenants", columns: id ? [{ name: "id", type: id.type }] : [] }];
    const history = replayTexts(
      "mysql",
      ["ALTER TABLE tenants ADD plan INT, DROP COLUMN other; ALTER TABLE tenants ADD id INT;"],
      { external },
    );
    expect(outcomesOf(history)).toEqual([
      "changed",
      "changed",
      "refused: Table `tenants` has a column `id` already.",
    ]);
    const tenants = history.final.table("tenants");
    expect(tenants?.knowledge).toBe("external");
    expect(tenants?.column("id")?.charset).toBe("latin1");
  });

  test("CREATE TABLE … AS SELECT is known in part", () => {
    const history = replayMysql(
      "CREATE TABLE a (extra INT) AS SELECT * FROM b; ALTER TABLE a DROP COLUMN c;",
    );
    expect(outcomesOf(history)).toEqual(["changed", "changed"]);
  });
});

describe("databases", () => {
  test("the database in USE is the default one", () => {
    const history = replayMysql(
      "USE shop; CREATE TABLE a (id INT);",
      "ALTER TABLE shop.a ADD b INT; ALTER TABLE a ADD c INT;",
    );
    expect(history.final.tables.map((table) => [table.schema, table.name, table.columns.length])).toEqual([
      [undefined, "a", 3],
    ]);
  });

  test("a fixed qualifier is the default one where no USE is", () => {
    const history = replayMysql("CREATE TABLE `shop`.`a` (id INT);", "ALTER TABLE a ADD b INT;");
    expect(outcomesOf(history)).toEqual(["changed", "changed"]);
    expect(history.final.table("a")?.columns).toHaveLength(2);
  });

  test("another database keeps its name", () => {
    const history = replayMysql("USE shop; CREATE TABLE a (id INT); CREATE TABLE audit.a (id INT);");
    expect(history.final.table("a", "audit")?.schema).toBe("audit");
    expect(history.final.tables).toHaveLength(2);
  });
});

describe("guards", () => {
  const guarded = (column: string) => `
    SET @n = (SELECT COUNT(*) FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'a' AND COLUMN_NAME = '${column}');
    SET @q = IF(@n = 0, 'ALTER TABLE a ADD COLUMN ${column} INT', 'SELECT 1');
    PREPARE s FROM @q; EXECUTE s; DEALLOCATE PREPARE s;`;

  test("a change inside a string keeps its place, its guard and its cause", () => {
    const history = replayMysql(`CREATE TABLE a (id INT);${guarded("x")}`);
    const step = stepsOf(history)[1];
    expect(step?.outcome).toBe("changed");
    expect(step && textAt(step.location)).toBe("ADD COLUMN x INT");
    expect(step?.statement.kind).toBe("execute");
    expect(step?.ddl.kind).toBe("ddl");
    expect(step?.guards.map(({ kind, taken, at }) => [kind, taken, textAt(at)])).toEqual([
      ["catalog", true, "@n = 0"],
    ]);
  });

  test("where the guard is false the change is skipped, and told", () => {
    const history = replayMysql(`CREATE TABLE a (id INT);${guarded("ID")}`);
    const step = stepsOf(history)[1];
    expect(step?.outcome).toBe("skipped");
    expect(step?.guards.map(({ kind, taken }) => [kind, taken])).toEqual([["catalog", false]]);
    expect(history.final.table("a")?.columns).toHaveLength(1);
  });

  test("a question about an unknown table follows the branch that makes the change", () => {
    const ask =
      "SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_NAME = 'other' AND INDEX_NAME = 'i'";
    const history = replayMysql(`
      SET @q = IF((${ask}) > 0, 'SELECT 1', 'CREATE INDEX i ON other (a)'); PREPARE s FROM @q; EXECUTE s;
      SET @q = IF((${ask}) > 0, 'SELECT 1', 'CREATE INDEX i ON other (a)'); PREPARE s FROM @q; EXECUTE s;`);
    expect(stepsOf(history).map(({ outcome, guards }) => [outcome, guards[0]?.unknown])).toEqual([
      ["changed", "objects"],
      ["skipped", undefined],
    ]);
  });

  test("an unknown guard whose change would fail is taken as false", () => {
    const history = replayMysql(`
      CREATE TABLE new_name (id INT);
      SET @n = (SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_NAME = 'old_name');
      SET @q = IF(@n > 0, 'RENAME TABLE old_name TO new_name', 'SELECT 1');
      PREPARE s FROM @q; EXECUTE s;`);
    expect(outcomesOf(history)).toEqual(["changed", "skipped"]);
    expect(history.final.tables).toHaveLength(1);
  });

  test("an unknown guard takes its whole statement along", () => {
    const history = replayMysql(`
      CREATE TABLE a (id INT);
      SET @n = (SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_NAME = 'other');
      SET @q = IF(@n > 0, 'ALTER TABLE a ADD x INT, ADD id INT', 'SELECT 1');
      PREPARE s FROM @q; EXECUTE s;`);
    expect(outcomesOf(history)).toEqual(["changed", "skipped", "skipped"]);
    expect(history.final.table("a")?.columns).toHaveLength(1);
  });

  test("a table that was dropped is known not to be there", () => {
    const history = replayMysql(`
      CREATE TABLE a (id INT); DROP TABLE a;
      SET @n = (SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_NAME = 'a');
      SET @q = IF(@n > 0, 'CREATE TABLE b (id INT)', 'SELECT 1');
      PREPARE s FROM @q; EXECUTE s;`);
    expect(outcomesOf(history)).toEqual(["changed", "changed", "skipped"]);
    expect(stepsOf(history)[2]?.guards[0]?.unknown).toBeUndefined();
  });

  test("a condition over rows counts as true", () => {
    const history = replayMysql(`
      CREATE TABLE a (id INT);
      SET @n = (SELECT COUNT(*) FROM a WHERE id IS NULL);
      SET @q = IF(@n = 0, 'ALTER TABLE a MODIFY id INT NOT NULL', 'SELECT 1');
      PREPARE s FROM @q; EXECUTE s;`);
    const step = stepsOf(history)[1];
    expect([step?.outcome, step?.guards.map(({ kind }) => kind)]).toEqual(["changed", ["data"]]);
  });

  test("SQL that the catalog puts together", () => {
    const history = replayMysql(`
      CREATE TABLE p (id INT PRIMARY KEY);
      CREATE TABLE a (x INT, FOREIGN KEY (x) REFERENCES p (id));
      SET @q = (SELECT CONCAT('ALTER TABLE a DROP FOREIGN KEY ', CONSTRAINT_NAME)
        FROM information_schema.KEY_COLUMN_USAGE
        WHERE TABLE_NAME = 'a' AND COLUMN_NAME = 'x' AND REFERENCED_TABLE_NAME = 'p' LIMIT 1);
      PREPARE s FROM @q; EXECUTE s;`);
    expect(outcomesOf(history)).toEqual(["changed", "changed", "changed"]);
    expect(history.final.table("a")?.foreignKeys).toEqual([]);
  });

  test("what cannot be known is a blind spot", () => {
    const history = replayMysql(
      "EXECUTE nothing;",
      "SET @q = (SELECT statement FROM statements LIMIT 1); PREPARE s FROM @q; EXECUTE s;",
      "CALL somewhere_else();",
    );
    expect(history.blindSpots.map(({ reason }) => reason)).toEqual([
      "Nothing that the replay followed prepared `nothing`.",
      "The SQL that it runs is not known before it runs.",
      "Routine `somewhere_else` is not created by any migration that was read.",
    ]);
  });
});

describe("routines and blocks", () => {
  test("a procedure with parameters runs where it is called", () => {
    const history = replayMysql(`
CREATE TABLE a (id INT);
DELIMITER //
CREATE PROCEDURE add_column(IN t VARCHAR(64), IN c VARCHAR(64), IN definition TEXT)
BEGIN
  IF NOT EXISTS (SELECT * FROM information_schema.COLUMNS WHERE TABLE_NAME = t AND COLUMN_NAME = c) THEN
    SET @sql = CONCAT('ALTER TABLE \`', t, '\` ADD COLUMN \`', c, '\` ', definition);
    PREPARE s FROM @sql;
    EXECUTE s;
  END IF;
END //
DELIMITER ;
CALL add_column('a', 'x', 'INT NOT NULL');
CALL add_column('a', 'x', 'INT NOT NULL');
DROP PROCEDURE add_column;`);
    expect(history.blindSpots).toEqual([]);
    expect(stepsOf(history).map(({ change, outcome }) => [change.kind, outcome])).toEqual([
      ["createTable", "changed"],
      ["createObject", "changed"],
      ["addColumn", "changed"],
      ["addColumn", "skipped"],
      ["dropObject", "changed"],
    ]);
    expect(history.final.table("a")?.column("x")?.nullable).toBe(false);
    const call = stepsOf(history)[2];
    expect(call?.statement.kind).toBe("call");
    expect(call?.guards.map(({ kind }) => kind)).toEqual(["catalog"]);
  });

  test("a handler swallows what the server refuses", () => {
    const history = replayMysql(`
DELIMITER $$
CREATE PROCEDURE p()
BEGIN
  DECLARE CONTINUE HANDLER FOR 1060 BEGIN END;
  ALTER TABLE a ADD COLUMN id INT;
  ALTER TABLE a ADD COLUMN x INT;
  ALTER TABLE a DROP COLUMN nope;
END$$
DELIMITER ;
CREATE TABLE a (id INT);
CALL p();`);
    expect(outcomesOf(history).slice(2)).toEqual([
      "skipped",
      "changed",
      "refused: Table `a` has no column `nope`.",
    ]);
    expect(stepsOf(history)[2]?.guards).toMatchObject([{ kind: "handler", taken: false }]);
  });

  test("behind what cannot be followed, nothing that is missing is refused", () => {
    const history = replayPostgresql(
      "CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t; DROP VIEW v; DROP TABLE t; CREATE TABLE u (a int);",
      "DO $$ BEGIN EXECUTE (SELECT text FROM somewhere); END $$;",
      "DROP VIEW v; ALTER TABLE t ADD b int; ALTER TABLE u DROP COLUMN b; DROP TABLE u;",
      "DROP TABLE u;",
    );
    expect(history.blindSpots).toHaveLength(1);
    expect(stepsOf(history).flatMap(({ refusals }) => refusals.map(({ message }) => message))).toEqual([
      "Table `u` does not exist: it was dropped.",
    ]);
  });

  test("a procedure that calls itself ends in a blind spot", () => {
    const history = replayMysql("CREATE PROCEDURE p() CALL p(); CALL p();");
    expect(history.blindSpots).toHaveLength(1);
  });
});

describe("PostgreSQL's blocks", () => {
  test("an error that a block swallows undoes what the block did", () => {
    const history = replayPostgresql(`
      CREATE TABLE t (a int);
      DO $$ BEGIN
        ALTER TABLE t ADD b int;
        ALTER TABLE t ADD a int;
        ALTER TABLE t ADD never int;
      EXCEPTION WHEN duplicate_column THEN NULL; END $$;`);
    expect(outcomesOf(history)).toEqual(["changed", "skipped", "skipped"]);
    expect(history.final.table("t")?.columns).toHaveLength(1);
  });

  test("an early RETURN guards what comes behind it", () => {
    const ask = (column: string) =>
      `IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 't' AND column_name = '${column}') THEN RETURN; END IF;`;
    const history = replayPostgresql(`
      CREATE TABLE t (a int);
      DO $$ BEGIN ${ask("a")} ALTER TABLE t ADD x int; END $$;
      DO $$ BEGIN ${ask("b")} ALTER TABLE t ADD y int; END $$;`);
    const guards = stepsOf(history).map((step) => step.guards.map(({ kind, taken }) => `${kind} ${taken}`));
    expect(outcomesOf(history)).toEqual(["changed", "skipped", "changed"]);
    expect(guards).toEqual([[], ["catalog false"], ["catalog true"]]);
  });
});

describe("rollbacks", () => {
  test("run on a copy of what their migration left", () => {
    const history = replayMysql(
      { forward: "CREATE TABLE a (id INT);", rollback: "DROP TABLE a; DROP TABLE a;" },
      "ALTER TABLE a ADD x INT;",
    );
    const [first] = history.migrations;
    expect(first?.rollback?.after.tables).toEqual([]);
    expect(first?.rollback?.steps.map(({ outcome }) => outcome)).toEqual(["changed", "refused"]);
    expect(first?.forward.after.tables).toHaveLength(1);
    expect(history.final.table("a")?.columns).toHaveLength(2);
  });

  test("a script can be replayed onto any moment, again and again", () => {
    const history = replayMysql("CREATE TABLE a (id INT);");
    const script = readText("again.sql", "ALTER TABLE a ADD x INT;", "mysql");
    const once = replayScript(script, history.final);
    const twice = replayScript(script, once.after);
    expect(once.after.table("a")?.columns).toHaveLength(2);
    expect(twice.steps.map(({ outcome }) => outcome)).toEqual(["refused"]);
    expect(history.final.table("a")?.columns).toHaveLength(1);
  });
});

test("a column that no migration creates is still there in other letters", () => {
  const rename = "ALTER TABLE t RENAME COLUMN ID TO id;";
  const later = "ALTER TABLE t DROP COLUMN id; ALTER TABLE t DROP COLUMN id;";
  const outcomes = outcomesOf(replayMysql(rename, later));
  expect(outcomes.slice(0, 2)).toEqual(["changed", "changed"]);
  expect(outcomes[2]).toMatch(/^refused: Table `t` has no column `id`/);
  expect(
    outcomesOf(
      replayPostgresql('ALTER TABLE t RENAME COLUMN "ID" TO id;', 'ALTER TABLE t DROP COLUMN "ID";'),
    )[1],
  ).toMatch(/^refused/);
});

test("a table that a migration drops before another creates it was there from the beginning", () => {
  const early = "ALTER TABLE t ADD a INT;";
  const create = "CREATE TABLE t (id INT);";
  const first = (...later: string[]) => outcomesOf(replayMysql(early, ...later))[0];
  expect(first("DROP TABLE t;", create)).toBe("changed");
  expect(first("ALTER TABLE t RENAME TO old; CREATE TABLE t (id INT);")).toBe("changed");
  expect(first("RENAME TABLE t TO old;", create)).toBe("changed");
  expect(first("DROP TABLE IF EXISTS t;", create)).toMatch(/^refused: Table `t` does not exist yet/);
  expect(first(create, "DROP TABLE t;")).toMatch(/^refused: Table `t` does not exist yet/);
});

test("a session ends with its script: USE, checks and temporary tables", () => {
  const history = replayMysql(
    "USE shop; CREATE TABLE p (id INT PRIMARY KEY); USE other; SET FOREIGN_KEY_CHECKS = 0; CREATE TEMPORARY TABLE p (x INT);",
    "CREATE TABLE c (id INT, FOREIGN KEY (id) REFERENCES p (id)); DROP TABLE p;",
  );
  expect(outcomesOf(history).at(-1)).toMatch(/^refused: Table `p` cannot be dropped/);
});

describe("isRepeatable", () => {
  test.each([
    ["CREATE TABLE b (id INT)", false],
    ["CREATE TABLE IF NOT EXISTS b (id INT)", true],
    ["ALTER TABLE a ADD x INT", false],
    ["ALTER TABLE a ADD COLUMN IF NOT EXISTS x INT", true],
    ["ALTER TABLE a MODIFY id BIGINT NOT NULL", true],
    ["ALTER TABLE a MODIFY id BIGINT UNIQUE", false],
    ["ALTER TABLE a ALTER id SET DEFAULT 3", true],
    ["ALTER TABLE a DROP COLUMN IF EXISTS nope", true],
    ["ALTER TABLE a ADD INDEX (id)", false],
    ["ALTER TABLE a RENAME TO b", false],
    ["ALTER TABLE a ADD CHECK (id > 0)", false],
    ["ALTER TABLE a COMMENT = 'x'", true],
    ["DROP TABLE IF EXISTS a", true],
    ["DROP TABLE a", false],
  ])("%s: %s", (sql, expected) => {
    const history = replayMariadb("CREATE TABLE a (id INT, y INT);", sql);
    const step = stepsOf(history)[1];
    expect(step && isRepeatable(step)).toBe(expected);
  });
});
