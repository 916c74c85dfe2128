import { describe, expect, test } from "vitest";
import { makeMatrix, percentOf } from "../../src/lint/matrix.js";
import { lint } from "../../src/lint/run.js";
import { Index, type Table } from "../../src/schema/model.js";
import {
  briefly,
  foreignKeyOf,
  indexOf,
  inputOf,
  lintOf,
  migrationOf,
  placeOf,
  ruleOf,
  scriptOf,
  tableOf,
} from "./build.js";

const text = `CREATE TABLE jira_integrations (
  tenantId VARCHAR(255),
  apiToken TEXT
);
CREATE TABLE tenants (
  id VARCHAR(255)
);
`;
const first = migrationOf("001_init", text, "DROP TABLE jira_integrations;\nDROP TABLE tenants;\n");
const script = first.forward ?? scriptOf("x", "");
const jira = tableOf(script, "jira_integrations", ["tenantId", "apiToken"]);
const tenants = tableOf(script, "tenants", ["id"]);
const tables = [jira, tenants];

const everyTable = ruleOf("every-table", "table", (table, { report }) =>
  report({ at: table.at(), message: `Table ${table.name} is bad.` }),
);
const everyStatement = ruleOf("every-statement", "statement", ({ statement }, { report }) =>
  report({ at: statement.location, message: "Bad." }),
);

describe("subjects", () => {
  test("each kind is enumerated once, with its table", () => {
    const seen: string[] = [];
    const key = foreignKeyOf(scriptOf("a.sql", "FOREIGN KEY"), "jira_integrations", ["tenantId"]);
    const index = indexOf(script, "jira_integrations", "apiToken", ["apiToken"]);
    const table = jira.with({ foreignKeys: [key], indexes: [index] });
    const look = (kind: Parameters<typeof ruleOf>[1]) =>
      ruleOf(`see-${kind}`, kind, (subject, context) => {
        const name = "name" in subject ? subject.name : "-";
        seen.push(`${kind} ${name} of ${context.table?.name}`);
      });
    lintOf(
      [first],
      [table],
      (["table", "column", "index", "foreignKey", "schema"] as const).map((kind) => look(kind)),
    );
    expect(seen).toEqual([
      "table jira_integrations of jira_integrations",
      "column tenantId of jira_integrations",
      "column apiToken of jira_integrations",
      "index apiToken of jira_integrations",
      "foreignKey fk_1 of jira_integrations",
      "schema - of undefined",
    ]);
  });

  test("statements come with direction; seeds are statements but no migrations", () => {
    const seed = { ...migrationOf("002_seed", "INSERT INTO a VALUES (1);"), kind: "seed" as const };
    const seen: string[] = [];
    const statements = ruleOf("s", "statement", ({ direction, statement, migration, replay }) => {
      seen.push(`${migration.name} ${direction} ${statement.verb} ${replay ? "replayed" : "-"}`);
    });
    const migrations = ruleOf("m", "migration", ({ migration, siblings, history }) => {
      seen.push(`${migration.name} of ${siblings.length} ${history ? "with history" : ""}`);
    });
    lintOf([first, seed], [], [statements, migrations]);
    expect(seen).toEqual([
      "001_init of 1 with history",
      "001_init forward CREATE TABLE replayed",
      "001_init forward CREATE TABLE replayed",
      "001_init rollback DROP TABLE -",
      "001_init rollback DROP TABLE -",
      "002_seed seed INSERT INTO -",
    ]);
  });

  test("classes and roles choose; ignored tables are never subjects", () => {
    const seen: string[] = [];
    const rules = [
      ruleOf("of-class", "table", (table) => void seen.push(table.name), { classes: ["integration"] }),
      ruleOf("of-role", "column", (column) => void seen.push(column.name), { roles: ["credential"] }),
      ruleOf("of-both", "column", (column) => void seen.push(`${column.name}!`), {
        classes: ["reference"],
        roles: ["tenant"],
      }),
    ];
    lintOf([first], tables, rules);
    expect(seen).toEqual(["jira_integrations", "apiToken"]);

    const { vocabulary } = inputOf([], [], []);
    const classes = { ...vocabulary.classes, ignore: ["jira_*", "tenants"] };
    const result = lintOf([first], tables, [everyTable], { vocabulary: { ...vocabulary, classes } });
    expect(result.findings).toEqual([]);
    expect(result.tables).toEqual([]);
  });

  test("a partial table is unknown to table rules, its columns are judged; an external one is no table subject", () => {
    const known = (knowledge: Table["knowledge"]) => [jira.with({ knowledge })];
    const everyColumn = ruleOf("every-column", "column", (column, { report }) =>
      report({ at: column.at(), message: `Column ${column.name}.` }),
    );
    const partial = lintOf([first], known("partial"), [everyTable, everyColumn]);
    expect(briefly(partial)).toEqual(["every-column@2:3", "every-column@3:3"]);
    expect(partial.statistics[0]).toMatchObject({ checked: 1, unknown: 1, failed: 0 });

    const willing = ruleOf("willing", "table", everyTable.check as never, { partialTables: true });
    expect(briefly(lintOf([first], known("partial"), [willing]))).toEqual(["willing@1:14"]);
    expect(lintOf([first], known("external"), [willing]).statistics[0]).toMatchObject({ checked: 0 });
  });

  test("what nobody wrote is not judged: implicit indexes, columns from the configuration", () => {
    const written = indexOf(script, "jira_integrations", "tenantId", ["tenantId"]);
    const implicit = written.with({ name: "fk_1", implicit: true });
    const declared = jira.columns.map((column) => {
      const self = { file: script.file, range: { start: -1, end: -1 } };
      return column.with({ places: { self } });
    });
    const table = jira.with({ knowledge: "external", columns: declared, indexes: [implicit, written] });
    const seen: string[] = [];
    lintOf(
      [first],
      [table],
      [
        ruleOf("i", "index", (index) => void seen.push(index.name)),
        ruleOf("c", "column", (column) => void seen.push(column.name)),
      ],
    );
    expect(seen).toEqual(["tenantId"]);
  });

  test("a rule of another dialect does not run", () => {
    const other = ruleOf("other", "table", everyTable.check as never, { dialects: ["postgresql"] });
    const result = lintOf([first], tables, [other]);
    expect(result.findings).toEqual([]);
    expect(result.statistics).toEqual([]);
    expect(result.rules[0]?.severity).toBe("off");
  });
});

describe("verdicts", () => {
  const mixed = ruleOf("mixed", "column", (column, { report, unknown, exempt }) => {
    if (column.name === "tenantId") report({ at: column.at(), message: "Bad." });
    else if (column.name === "apiToken") exempt();
    else unknown();
  });
  const content = ruleOf("content", "table", () => undefined);

  test("statistics count every subject once", () => {
    const { statistics } = lintOf([first], tables, [mixed, content]);
    expect(statistics).toEqual([
      { rule: "content", checked: 2, passed: 2, failed: 0, suppressed: 0, exempt: 0, unknown: 0 },
      { rule: "mixed", checked: 3, passed: 0, failed: 1, suppressed: 0, exempt: 1, unknown: 1 },
    ]);
  });

  test("a cell is the worst of its subjects", () => {
    const { matrix } = lintOf([first], tables, [mixed, content]);
    expect(matrix).toEqual([
      { rule: "content", table: "jira_integrations", verdict: "pass", findings: 0 },
      { rule: "content", table: "tenants", verdict: "pass", findings: 0 },
      { rule: "mixed", table: "jira_integrations", verdict: "fail", findings: 1 },
      { rule: "mixed", table: "tenants", verdict: "unknown", findings: 0 },
    ]);
  });

  test("suppressed findings make a cell suppressed, one that is not makes it fail", () => {
    const run = (comment: string) => {
      const sql = `CREATE TABLE jira_integrations ( -- integlint-disable-line twice\n  apiToken TEXT ${comment}\n);`;
      const migration = migrationOf("001_a", sql);
      const table = tableOf(migration.forward ?? script, "jira_integrations", []);
      const rule = ruleOf("twice", "table", (subject, { report }) => {
        report({ at: placeOf(migration.forward ?? script, "apiToken"), message: "b" });
        report({ at: subject.at(), message: "a" });
      });
      return lintOf([migration], [table], [rule]);
    };
    const one = run("");
    expect(one.matrix).toEqual([{ rule: "twice", table: "jira_integrations", verdict: "fail", findings: 1 }]);
    expect(one.statistics[0]).toMatchObject({ checked: 1, failed: 1, suppressed: 0 });
    const both = run("-- integlint-disable-line twice");
    expect(both.matrix).toEqual([
      { rule: "twice", table: "jira_integrations", verdict: "suppressed", findings: 0 },
    ]);
    expect(both.statistics[0]).toMatchObject({ checked: 1, failed: 0, suppressed: 1 });
  });

  test("what a schema rule says about a column counts in the column's table", () => {
    const whole = ruleOf("whole", "schema", (_, { report }) => {
      const about = jira.columns[0];
      report({ at: jira.at(), about, message: "Deviates." });
    });
    const result = lintOf([first], tables, [whole]);
    expect(result.matrix).toEqual([
      { rule: "whole", table: "jira_integrations", verdict: "fail", findings: 1 },
    ]);
    expect(result.findings[0]?.subject).toEqual({
      kind: "column",
      table: "jira_integrations",
      name: "tenantId",
    });
  });

  test("parts that a schema rule judged count in their tables, instead of the schema", () => {
    const parts = ruleOf("parts", "schema", (schema, { judged, report }) => {
      for (const table of schema.tables) {
        for (const column of table.columns) {
          judged(column);
          if (column.name === "tenantId") report({ at: column.at(), about: column, message: "Deviates." });
        }
      }
    });
    const result = lintOf([first], [jira.with({ schema: "crm" }), tenants], [parts]);
    expect(result.statistics[0]).toMatchObject({ checked: 3, passed: 2, failed: 1 });
    expect(result.matrix).toEqual([
      { rule: "parts", table: "crm.jira_integrations", verdict: "fail", findings: 1 },
      { rule: "parts", table: "tenants", verdict: "pass", findings: 0 },
    ]);
    expect(result.findings[0]?.subject.table).toBe("crm.jira_integrations");
  });

  test("the matrix has sections in the document's order, rows by class, shares", () => {
    const matrix = makeMatrix(lintOf([first], [tenants, jira], [mixed, content]));
    expect(
      matrix.sections.map(({ title, columns }) => [title, columns.map((column) => column.rule)]),
    ).toEqual([["Naming", ["mixed", "content"]]]);
    expect(matrix.rows.map((row) => [row.table, row.class, row.share])).toEqual([
      ["jira_integrations", "integration", { passed: 1, judged: 2 }],
      ["tenants", "reference", { passed: 1, judged: 1 }],
    ]);
    expect(percentOf(matrix.share)).toBe(66);
    expect(percentOf({ passed: 0, judged: 0 })).toBeUndefined();
  });

  test("a rule that throws is a failure with its place, and the others go on", () => {
    const broken = ruleOf("broken", "table", (table) => {
      if (table.name === "tenants") throw new Error("no such thing");
    });
    const { failures, findings, statistics } = lintOf([first], tables, [broken, everyTable]);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({ rule: "broken", at: tenants.at() });
    expect(failures[0]?.error).toContain("no such thing");
    expect(findings).toHaveLength(2);
    expect(statistics[0]).toMatchObject({ rule: "broken", passed: 1, unknown: 1 });
  });

  test("a remedy that cannot be printed is the rule's failure, not the run's", () => {
    const remedy = [{ kind: "touchTable", what: "x", range: { start: 0, end: 0 } } as never];
    const rule = ruleOf("r", "table", (table, { report }) =>
      report({ at: table.at(), message: "m", remedy }),
    );
    const printChanges = () => {
      throw new Error("unprintable");
    };
    const { failures } = lintOf([first], [jira], [rule], { printChanges });
    expect(failures.map((failure) => failure.rule)).toEqual(["r"]);
    expect(lintOf([first], [jira], [rule]).findings[0]?.remedySql).toBe("touchTable;");
  });

  test("time is measured only with a timer", () => {
    let now = 0;
    const timer = () => now++;
    expect(lintOf([first], tables, [content], { timer }).statistics[0]?.milliseconds).toBe(2);
    expect(lintOf([first], tables, [content]).statistics[0]).not.toHaveProperty("milliseconds");
  });
});

describe("settings", () => {
  const options = {};
  test("severity is the configured one; a problem may lower it, never raise it", () => {
    const rule = ruleOf("r", "table", (table, { report }) => {
      report({ at: table.at(), message: "a", severity: table.name === "tenants" ? "error" : "info" });
    });
    const settings = new Map([["r", { severity: "warning" as const, options }]]);
    const { findings } = lintOf([first], tables, [rule], { settings });
    expect(findings.map((finding) => finding.severity)).toEqual(["info", "warning"]);
  });

  test("off rules are not called, unless an override turns them on somewhere", () => {
    const off = new Map([["every-table", { severity: "off" as const, options }]]);
    const none = lintOf([first], tables, [everyTable], { settings: off });
    expect([none.findings, none.statistics]).toEqual([[], []]);
    const overrides = [
      {
        matches: (path: string) => path.includes("001"),
        rules: new Map([["every-table", { severity: "info" as const, options }]]),
      },
    ];
    const some = lintOf([first], tables, [everyTable], { settings: off, overrides });
    expect(some.findings.map((finding) => finding.severity)).toEqual(["info", "info"]);
  });

  test("a rule that is off in a file says nothing there, and its tables are exempt", () => {
    const overrides = [
      {
        matches: (path: string) => path.includes("001"),
        rules: new Map([["every-table", { severity: "off" as const, options }]]),
      },
    ];
    const second = migrationOf("002_more", "CREATE TABLE platforms (\n  id INT\n);\n");
    const platforms = tableOf(second.forward ?? script, "platforms", ["id"]);
    const result = lintOf([first, second], [...tables, platforms], [everyTable], { overrides });
    expect(result.findings.map((finding) => finding.subject.name)).toEqual(["platforms"]);
    expect(result.matrix.map((cell) => cell.verdict)).toEqual(["exempt", "exempt", "fail"]);
  });

  test("options follow the file of the subject", () => {
    const seen: unknown[] = [];
    const rule = ruleOf("r", "table", (_, context) => void seen.push({ ...context.options }));
    const settings = new Map([["r", { severity: "error" as const, options: { shape: "leading" } }]]);
    const overrides = [
      {
        matches: () => true,
        rules: new Map([["r", { severity: "error" as const, options: { shape: "exact" } }]]),
      },
    ];
    lintOf([first], [jira], [rule], { settings });
    lintOf([first], [jira], [rule], { settings, overrides });
    expect(seen).toEqual([{ shape: "leading" }, { shape: "exact" }]);
  });

  test("what is always on stays on", () => {
    const rule = ruleOf("syntax", "table", everyTable.check as never, { always: true });
    const settings = new Map([["syntax", { severity: "off" as const, options }]]);
    expect(lintOf([first], [jira], [rule], { settings }).findings[0]?.severity).toBe("error");
  });
});

describe("findings", () => {
  test("a finding carries help, section, page, related places and its subject", () => {
    const rule = ruleOf("r", "index", (index, { report }) =>
      report({ at: index.at(), message: "m", help: "h", related: [{ at: jira.at(), message: "here" }] }),
    );
    const index = new Index({
      ...indexOf(script, "jira_integrations", "tenantId", ["tenantId"]),
      named: false,
    });
    const { findings } = lintOf([first], [jira.with({ indexes: [index], schema: "crm" })], [rule]);
    expect(findings).toEqual([
      {
        rule: "r",
        severity: "error",
        message: "m",
        help: "h",
        remedySql: undefined,
        section: "naming",
        url: "docs/rules/r.md",
        location: placeOf(script, "tenantId"),
        subject: { kind: "index", table: "crm.jira_integrations", name: "(tenantId)" },
        related: [{ at: jira.at(), message: "here" }],
        edits: undefined,
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    ]);
  });

  test("order is file, place, rule", () => {
    const again = ruleOf("a-rule", "table", everyTable.check as never);
    const result = lintOf([first], [tenants, jira], [everyTable, everyStatement, again]);
    expect(result.findings.map(({ location: { file }, rule }) => `${file.path} ${rule}`)).toEqual([
      "migrations/001_init.sql every-statement",
      "migrations/001_init.sql a-rule",
      "migrations/001_init.sql every-table",
      "migrations/001_init.sql every-statement",
      "migrations/001_init.sql a-rule",
      "migrations/001_init.sql every-table",
      "migrations/001_init_rollback.sql every-statement",
      "migrations/001_init_rollback.sql every-statement",
    ]);
  });

  test("only the files asked for are reported, the rest is context", () => {
    const second = migrationOf("002_more", "CREATE TABLE platforms (\n  id INT\n);\n");
    const platforms = tableOf(second.forward ?? script, "platforms", ["id"]);
    const result = lintOf([first, second], [...tables, platforms], [everyTable], {
      reportOnly: (path) => path.includes("002"),
    });
    expect(result.findings.map((finding) => finding.subject.name)).toEqual(["platforms"]);
    expect(result.files.map((file) => file.path)).toEqual(["migrations/002_more.sql"]);
    expect(result.statements).toBe(1);
    expect(result.tables).toHaveLength(3);
  });

  test("ten times the history takes about ten times the calls", () => {
    let calls = 0;
    const counting = ruleOf("counting", "statement", () => void calls++);
    const many = Array.from({ length: 50 }, (_, at) => migrationOf(`${at}_x`, "SELECT 1;\nSELECT 2;\n"));
    lint(inputOf(many, [], [counting]));
    expect(calls).toBe(100);
  });
});
