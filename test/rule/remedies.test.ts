import { expect, test } from "vitest";
import { keyNameFor } from "../../src/rule/naming.js";
import {
  addClosedColumn,
  addColumn,
  addKey,
  booleanType,
  changeColumn,
  dataType,
  defaultNow,
  defaultTrue,
} from "../../src/rule/remedies/index.js";
import type { Schema, Table } from "../../src/schema/model.js";
import type { Change } from "../../src/sql/change.js";
import type { Dialect } from "../../src/sql/definition.js";
import { printChanges } from "../../src/sql/print.js";
import { nowhere } from "../../src/text/source-file.js";
import { columnOf, tableOf } from "./model.js";

function schemaOf(dialect: Dialect, ...tables: readonly Table[]): Schema {
  const find = (name: string) => tables.find((table) => table.name === name);
  return { dialect, tables, table: find } as unknown as Schema;
}

const print = (changes: readonly Change[], dialect: Dialect) => printChanges(changes, dialect).trim();

test("MODIFY states the whole column, and no DEFAULT NULL where NULL is not allowed", () => {
  const nothing = { kind: "null", text: "NULL", range: nowhere } as const;
  const column = columnOf("createdBy").with({ default: nothing, comment: "who" });
  const schema = schemaOf("mysql", tableOf("t", [column]));
  expect(print(changeColumn(schema, column, { nullable: false }), "mysql")).toBe(
    "ALTER TABLE t MODIFY COLUMN createdBy varchar(255) NOT NULL COMMENT 'who';",
  );
});

test("PostgreSQL changes fact by fact", () => {
  const column = columnOf("is_active", "boolean");
  const schema = schemaOf("postgresql", tableOf("t", [column]));
  const sql = print(changeColumn(schema, column, { nullable: false, default: defaultTrue }), "postgresql");
  expect(sql).toContain("ALTER COLUMN is_active SET DEFAULT TRUE");
  expect(sql).toContain("ALTER COLUMN is_active SET NOT NULL");
});

test("columns are added in the dialect's way", () => {
  const table = tableOf("t");
  const [mysql, postgresql] = [schemaOf("mysql", table), schemaOf("postgresql", table)];
  expect(
    print([addColumn(table, "isActive", { type: booleanType(mysql), default: defaultTrue })], "mysql"),
  ).toBe("ALTER TABLE t ADD COLUMN isActive BOOLEAN DEFAULT TRUE;");
  expect(
    print([addColumn(table, "at", { type: dataType("TIMESTAMP"), default: defaultNow })], "postgresql"),
  ).toBe("ALTER TABLE t ADD COLUMN at TIMESTAMP DEFAULT CURRENT_TIMESTAMP;");
  expect(print([addClosedColumn(mysql, table, "state", ["A", "it's"])], "mysql")).toBe(
    "ALTER TABLE t ADD COLUMN state ENUM('A', 'it''s');",
  );
  expect(print([addClosedColumn(postgresql, table, "state", ["A"])], "postgresql")).toBe(
    "ALTER TABLE t ADD COLUMN state VARCHAR(32) CHECK (state IN ('A'));",
  );
});

test("a key over a column without a length is no mechanical answer", () => {
  const table = tableOf("t", [columnOf("tenantId", "text"), columnOf("name")]);
  const schema = schemaOf("mysql", table);
  expect(addKey(schema, table, "unique", ["tenantId"])).toEqual([]);
  expect(print(addKey(schema, table, "index", ["name"]), "mysql")).toBe(
    "ALTER TABLE t ADD INDEX idx_t_name (name);",
  );
});

test("long names take the table's initials, then are cut", () => {
  const long = "project_test_management_integration_configurations";
  const schema = schemaOf("mysql", tableOf(long));
  expect(keyNameFor(schema, long, "index", ["tenantId"])).toBe("idx_ptmic_tenant_id");
  const columns = ["tenantId", "externalReference", "environmentName", "configurationName"];
  expect(keyNameFor(schema, long, "unique", columns)).toHaveLength(63);
  expect(keyNameFor(schema, "t", "index", ["tenantId"])).toBe("idx_t_tenant_id");
});
