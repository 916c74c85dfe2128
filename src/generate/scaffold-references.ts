// What the tenant and creator columns of a new integration refer to. In: the schema that is there, external tables, the reference rules'
// options. Out: a table, its key, and what happens on delete; whether anybody says that the table exists.

import { columnsInRole } from "../rule/census.js";
import { majorityOf } from "../rule/majority.js";
import { deleteActionFor, deletePolicy, referenceTargets } from "../rule/policy.js";
import { matchesTable } from "../rule/vocabulary.js";
import { wordsOf } from "../rule/words.js";
import { nameFor, objectNameFor, writtenFor } from "../schema/definitions.js";
import type { Column } from "../schema/model.js";
import { foreignKeysOf } from "../schema/queries.js";
import type { ForeignKeyDefinition, ObjectName, ReferentialAction } from "../sql/definition.js";
import { nowhere } from "../text/source-file.js";
import { type NamesInput, singular } from "./scaffold-names.js";

export interface Reference {
  readonly table: ObjectName;
  readonly column: string;
  /** The column that is referred to, where it is known: its type decides. */
  readonly target?: Column;
  /** No migration and no configuration knows the table. */
  readonly isUnknown: boolean;
  readonly onDelete: ReferentialAction;
}

/** Undefined where nothing tells what the column could refer to. */
export function referenceFor(
  role: "tenant" | "creator",
  column: string,
  input: NamesInput,
): Reference | undefined {
  const { world, settingOf } = input;
  const { schema } = world;
  const rule = settingOf("foreign-key-required");
  const targets = ((rule?.options.targets as Targets | undefined) ?? referenceTargets)[role] ?? [];
  const used = columnsInRole(world, role).flatMap((own) => {
    const table = schema.table(own.table, own.schema);
    return table ? foreignKeysOf(table, own.name).filter(({ columns }) => columns.length === 1) : [];
  });
  const isMeant = (name: string) =>
    targets.length === 0 || targets.some((target) => matchesTable(name, target));
  const usual = majorityOf(used, ({ target }) => (isMeant(target.table) ? labelOf(target) : undefined));
  const like = used.find(({ target }) => labelOf(target) === usual);
  const found =
    like === undefined
      ? schema.tables.find(
          ({ name }) =>
            name ===
            nearest(
              column,
              targets.filter((one) => has(one)),
            ),
        )
      : schema.table(like.target.table, like.target.schema);
  const name =
    like?.target.table ??
    found?.name ??
    nearest(
      column,
      targets.filter((target) => !target.includes("*")),
    );
  if (name === undefined) return undefined;
  if (!found && !like && !rule) return undefined;
  const own = like?.targetColumns[0] ?? found?.primaryKey?.columns[0];
  const key = own ?? (found?.column("id") ?? found?.columns[0])?.name ?? "id";
  const target = found?.column(key);
  const schemaName = like?.target.schema ?? found?.schema;
  return {
    table: objectNameFor({ name, ...(schemaName !== undefined && { schema: schemaName }) }),
    column: target?.name ?? key,
    ...(target && { target }),
    isUnknown: found === undefined,
    onDelete: deleteAction(role, name, input),
  };

  function has(target: string): boolean {
    return schema.tables.some((table) => table.name === target);
  }
}

type Targets = Readonly<Record<string, readonly string[]>>;

function labelOf({ schema, table }: { readonly schema?: string; readonly table: string }): string {
  return schema === undefined ? table : `${schema}.${table}`;
}

/** Of several tables the one that the column is called after: `projectId` → projects. */
function nearest(column: string, tables: readonly string[]): string | undefined {
  const words = new Set(wordsOf(column));
  return tables.find((table) => words.has(singular(table))) ?? tables[0];
}

/** By `foreign-key-policy`; a tenant's rows go with it, whatever its table is called. */
export function deleteAction(
  role: "tenant" | "creator" | "own",
  table: string,
  { settingOf }: NamesInput,
): ReferentialAction {
  const actions = (settingOf("foreign-key-policy")?.options.actions ?? deletePolicy) as Readonly<
    Record<string, ReferentialAction>
  >;
  const wanted = Object.entries(actions).find(([pattern]) => matchesTable(table, pattern))?.[1];
  // The columns are NOT NULL.
  if (wanted !== undefined && wanted !== "set null") return wanted;
  return role === "creator" ? deleteActionFor(table) : "cascade";
}

export function foreignKey(
  name: string,
  column: string,
  { table, column: target, onDelete }: Pick<Reference, "table" | "column" | "onDelete">,
  { settingOf }: NamesInput,
): ForeignKeyDefinition {
  const actions = settingOf("foreign-key-actions");
  const isUpdateStated = actions === undefined || actions.options.onUpdate !== false;
  return {
    name: nameFor(name),
    columns: [nameFor(column)],
    target: table,
    targetColumns: [nameFor(target)],
    onDelete: writtenFor(onDelete),
    ...(isUpdateStated && { onUpdate: writtenFor<ReferentialAction>("cascade") }),
    inline: false,
    notValid: false,
    referencesRange: nowhere,
    range: nowhere,
  };
}
