// The changes that turn one schema into another. In: two schemas. Out: changes without places, in an order in which they
// can run. What a schema does not know (the body of a view or trigger) no change brings back.

import type { AlterColumn, Change } from "../sql/change.js";
import { nowhere } from "../text/source-file.js";
import { type CompareOptions, compareSchemas, type Difference } from "./compare.js";
import {
  checkDefinitionFor,
  columnDefinitionFor,
  createTableFor,
  foreignKeyDefinitionFor,
  indexDefinitionFor,
  nameFor,
  objectNameFor,
  writtenFor,
} from "./definitions.js";
import type { Column, EnumType, Index, Schema, Table } from "./model.js";

const bare = { range: nowhere } as const;
const ifExists = { ifExists: false, cascade: false, ...bare } as const;

// Drops come before what they make room for, keys go before what they use, and come after it.
const steps = [
  "dropForeignKey",
  "dropObject",
  "dropTable",
  "dropCheck",
  "dropIndex",
  "dropColumn",
  "enumType",
  "createTable",
  "table",
  "changeColumn",
  "addColumn",
  "addIndex",
  "addCheck",
  "addForeignKey",
  "dropEnumType",
] as const;
type StepName = (typeof steps)[number];
type Planned = readonly [StepName, Change];

/** The changes that make `from` like `to`. */
export function diffSchemas(from: Schema, to: Schema, options: CompareOptions = {}): readonly Change[] {
  const planned = compareSchemas(to, from, options).flatMap((difference) => plan(difference, to));
  return steps.flatMap((step) => {
    const changes = planned.filter(([name]) => name === step).map(([, change]) => change);
    // Tables were created before those that refer to them.
    return step === "dropTable" ? changes.reverse() : changes;
  });
}

function plan(difference: Difference, to: Schema): readonly Planned[] {
  switch (difference.kind) {
    case "table":
      return planTable(difference);
    case "column":
      return planColumn(difference, to);
    case "index":
      return [
        ...(difference.found ? [dropIndex(difference.found, to)] : []),
        ...(difference.wanted ? [addIndex(difference.wanted)] : []),
      ];
    case "foreign key": {
      const { wanted, found } = difference;
      const table = objectNameFor({ name: difference.table ?? "", schema: difference.schema });
      const foreignKey = wanted && foreignKeyDefinitionFor(wanted);
      return [
        ...(found
          ? [
              planned("dropForeignKey", {
                kind: "dropForeignKey",
                table,
                name: nameFor(found.name),
                ...ifExists,
              }),
            ]
          : []),
        ...(foreignKey
          ? [
              planned("addForeignKey", {
                kind: "addForeignKey",
                table,
                foreignKey,
                ifNotExists: false,
                ...bare,
              }),
            ]
          : []),
      ];
    }
    case "check": {
      const { wanted, found } = difference;
      const table = objectNameFor({ name: difference.table ?? "", schema: difference.schema });
      const check = wanted && checkDefinitionFor(wanted);
      return [
        ...(found
          ? [
              planned("dropCheck", {
                kind: "dropConstraint",
                table,
                name: nameFor(found.name),
                only: "check",
                ...ifExists,
              }),
            ]
          : []),
        ...(check
          ? [planned("addCheck", { kind: "addCheck", table, check, ifNotExists: false, ...bare })]
          : []),
      ];
    }
    case "enum type":
      return planEnumType(difference.wanted, difference.found);
    case "object": {
      const { found } = difference;
      if (!found || difference.wanted) return [];
      const table =
        found.object === "trigger" && found.table !== undefined
          ? { table: objectNameFor({ name: found.table, schema: found.schema }) }
          : {};
      const change = {
        kind: "dropObject",
        object: found.object,
        name: objectNameFor(found),
        ...table,
        ...ifExists,
      };
      return [["dropObject", change as Change]];
    }
  }
}

function planned(step: StepName, change: Change): Planned {
  return [step, change];
}

function planTable({ wanted, found }: Difference & { kind: "table" }): readonly Planned[] {
  if (!wanted && found)
    return [["dropTable", { kind: "dropTable", table: objectNameFor(found), temporary: false, ...ifExists }]];
  if (wanted && !found) {
    // Foreign keys come when every table is there.
    const table = objectNameFor(wanted);
    return [
      ["createTable", { ...createTableFor(wanted), foreignKeys: [] }],
      ...wanted.foreignKeys.map((key): Planned => {
        const foreignKey = foreignKeyDefinitionFor(key);
        return ["addForeignKey", { kind: "addForeignKey", table, foreignKey, ifNotExists: false, ...bare }];
      }),
    ];
  }
  if (!wanted || !found) return [];
  const options = (["engine", "charset", "collation", "comment"] as const).flatMap((name) => {
    const value = wanted[name] ?? (name === "comment" ? "" : undefined);
    return value === undefined || wanted[name] === found[name] ? [] : [{ name, value, ...bare }];
  });
  if (options.length === 0) return [];
  return [["table", { kind: "setTableOptions", table: objectNameFor(wanted), options, ...bare }]];
}

function planColumn({ wanted, found }: Difference & { kind: "column" }, to: Schema): readonly Planned[] {
  const column = wanted ?? found;
  if (!column) return [];
  const table = objectNameFor({ name: column.table, schema: column.schema });
  if (!wanted)
    return [["dropColumn", { kind: "dropColumn", table, column: nameFor(column.name), ...ifExists }]];
  const owner = to.table(wanted.table, wanted.schema);
  const definition = columnDefinitionFor(wanted, owner);
  if (!found) {
    const position = to.dialect === "postgresql" || !owner ? {} : { position: positionOf(wanted, owner) };
    return [
      [
        "addColumn",
        { kind: "addColumn", table, column: definition, ifNotExists: false, ...position, ...bare },
      ],
    ];
  }
  if (to.dialect !== "postgresql") {
    const change = {
      kind: "redefineColumn",
      table,
      column: nameFor(wanted.name),
      definition,
      ifExists: false,
      ...bare,
    } as const;
    return [["changeColumn", change]];
  }
  return alterations(wanted, found).map((fact): Planned => {
    const base = {
      kind: "alterColumn",
      table,
      column: nameFor(wanted.name),
      ifExists: false,
      ...bare,
    } as const;
    return ["changeColumn", { ...base, ...fact }];
  });
}

function positionOf(column: Column, table: Table) {
  const before = table.columns[table.columns.findIndex((one) => one.name === column.name) - 1];
  return before ? ({ kind: "after", column: nameFor(before.name) } as const) : ({ kind: "first" } as const);
}

/** One ALTER COLUMN a fact; a default goes before its type changes, and comes after. */
function alterations(wanted: Column, found: Column): readonly Partial<AlterColumn>[] {
  const facts: Partial<AlterColumn>[] = [];
  const isTypeNew = wanted.type.text !== found.type.text || wanted.collation !== found.collation;
  const isDefaultNew = wanted.default?.text !== found.default?.text;
  if (found.default && (isDefaultNew || isTypeNew)) facts.push({ default: null });
  if (isTypeNew) facts.push({ type: wanted.type });
  if (wanted.default && (isDefaultNew || isTypeNew)) facts.push({ default: wanted.default });
  if (wanted.nullable !== found.nullable) facts.push({ nullable: writtenFor(wanted.nullable) });
  if (wanted.identity !== found.identity) facts.push({ identity: writtenFor(wanted.identity ?? null) });
  if (found.generated && !wanted.generated) facts.push({ generated: null });
  if (wanted.comment !== found.comment) facts.push({ comment: writtenFor(wanted.comment ?? null) });
  return facts;
}

function dropIndex(index: Index, { dialect }: Schema): Planned {
  const table = objectNameFor({ name: index.table, schema: index.schema });
  if (dialect === "postgresql" && index.constraint)
    return ["dropIndex", { kind: "dropConstraint", table, name: nameFor(index.name), ...ifExists }];
  if (index.kind === "primary") return ["dropIndex", { kind: "dropPrimaryKey", table, ...ifExists }];
  const of = dialect === "postgresql" ? {} : { table };
  const name = objectNameFor({
    name: index.name,
    schema: dialect === "postgresql" ? index.schema : undefined,
  });
  return ["dropIndex", { kind: "dropIndex", ...of, index: name, concurrently: false, ...ifExists }];
}

function addIndex(index: Index): Planned {
  const table = objectNameFor({ name: index.table, schema: index.schema });
  const definition = indexDefinitionFor(index);
  const options = { ifNotExists: false, orReplace: false, concurrently: false, ...bare };
  return ["addIndex", { kind: "addIndex", table, index: definition, ...options }];
}

/** Values can be added; a type that lost some has to be made anew, which its columns would not survive. */
function planEnumType(wanted: EnumType | undefined, found: EnumType | undefined): readonly Planned[] {
  const type = wanted ?? found;
  if (!type) return [];
  const name = objectNameFor(type);
  if (!wanted) return [["dropEnumType", { kind: "dropObject", object: "type", name, ...ifExists }]];
  if (!found)
    return [["enumType", { kind: "createEnum", type: name, values: wanted.values.map(writtenFor), ...bare }]];
  return wanted.values.flatMap((value, at): readonly Planned[] => {
    if (found.values.includes(value)) return [];
    const before = wanted.values[at - 1];
    const after = wanted.values[at + 1];
    const neighbour =
      before !== undefined
        ? { side: "after" as const, value: before }
        : after === undefined
          ? undefined
          : { side: "before" as const, value: after };
    const change = {
      kind: "addEnumValue",
      type: name,
      value: writtenFor(value),
      ifNotExists: false,
      neighbour,
      ...bare,
    };
    return [["enumType", change as Change]];
  });
}
