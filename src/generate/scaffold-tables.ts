// The tables of a new integration, as the convention document's two patterns have them. In: names, columns, references in the team's way.
// Out: tables in groups of columns, with their keys. It prints nothing.

import { dataType, enumOf, quoted } from "../rule/remedies/column.js";
import { objectNameFor } from "../schema/definitions.js";
import type { CreateTable } from "../sql/change.js";
import type {
  CheckDefinition,
  ColumnDefinition,
  DataType,
  DefaultValue,
  ForeignKeyDefinition,
  IndexDefinition,
  ObjectName,
} from "../sql/definition.js";
import { nowhere } from "../text/source-file.js";
import { Columns } from "./scaffold-columns.js";
import { Keys } from "./scaffold-keys.js";
import { longestName, Names, type NamesInput } from "./scaffold-names.js";
import { deleteAction, foreignKey, type Reference, referenceFor } from "./scaffold-references.js";

export type Pattern = "simple" | "split";

export interface Integration {
  readonly pattern: Pattern;
  /** What it integrates, in words: ["google", "drive"]. */
  readonly stem: readonly string[];
  /** As they are stored: GITHUB. At least one. */
  readonly providers: readonly string[];
}

/** A table with what a person reads between its lines. */
export interface TableDesign {
  readonly create: CreateTable;
  /** Titles, by the number of the element that they stand above. */
  readonly titles: ReadonlyMap<number, string>;
  /** PostgreSQL: the column that a trigger has to keep. */
  readonly updatedAt: string;
}

export interface Design {
  /** In the order of creation. */
  readonly tables: readonly TableDesign[];
  /** PostgreSQL: an enum type of its own, where the rule takes no CHECK. */
  readonly enumType?: { readonly name: ObjectName; readonly values: readonly string[] };
  /** Tables that nobody said are there, each with its column and the type that was taken. */
  readonly unknown: readonly { readonly table: string; readonly column: string; readonly type: string }[];
  readonly folded: boolean;
}

interface Group {
  readonly title?: string;
  readonly columns: readonly ColumnDefinition[];
}

interface TableParts {
  readonly name: string;
  readonly groups: readonly Group[];
  readonly unique: readonly IndexDefinition[];
  /** Besides tenant and creator. */
  readonly references?: readonly ForeignKeyDefinition[];
  readonly checks?: readonly CheckDefinition[];
}

const providerName = "providerType";

export function designTables(integration: Integration, input: NamesInput): Design {
  return new Designer(integration, input).design();
}

class Designer {
  private readonly names: Names;
  private readonly columns: Columns;
  private readonly keys: Keys;
  private readonly tenant: string;
  private readonly creator: string;
  private readonly unknown = new Map<string, Design["unknown"][number]>();
  private enumType: Design["enumType"];

  constructor(
    private readonly integration: Integration,
    private readonly input: NamesInput,
  ) {
    this.names = new Names(input);
    this.columns = new Columns(input);
    this.keys = new Keys(input, this.names);
    this.tenant = this.names.roleColumn("tenant");
    this.creator = this.names.roleColumn("creator");
  }

  design(): Design {
    const tables = this.integration.pattern === "simple" ? [this.simple()] : this.split();
    return {
      tables,
      ...(this.enumType && { enumType: this.enumType }),
      unknown: [...this.unknown.values()],
      folded: this.names.folded,
    };
  }

  /** Pattern 1: configuration and credentials together. */
  private simple(): TableDesign {
    const { names } = this;
    const table = names.table("integration", this.integration.stem);
    const [provider, status] = [this.provider(table), this.status(table)];
    return this.table({
      name: table,
      groups: [
        { columns: [this.primaryKey(), this.tenantColumn()] },
        { title: "Provider", columns: provider.columns },
        { title: "Connection", columns: [this.credential(), this.config("baseUrl", "https://example.com")] },
        { title: "Status", columns: status.columns },
        { title: "Metadata", columns: this.auditColumns() },
      ],
      unique: this.keys.unique(table, this.tenant, names.column(providerName)),
      checks: [...provider.checks, ...status.checks],
    });
  }

  /** Pattern 2: credentials, one row per tenant and provider; configurations, many. */
  private split(): readonly TableDesign[] {
    const { names, columns } = this;
    const { stem } = this.integration;
    const credentials = names.table("credentials", stem);
    const configurations = names.table("configuration", stem);
    const [provider, status] = [this.provider(credentials), this.status(credentials)];
    const id = this.primaryKey();
    const owner = names.column("credentialsId");
    const name = names.column("configName");
    const target = {
      table: this.object(credentials),
      column: id.name.text,
      onDelete: deleteAction("own", credentials, this.input),
    };
    return [
      this.table({
        name: credentials,
        groups: [
          { columns: [id, this.tenantColumn()] },
          { title: "Provider", columns: provider.columns },
          { title: "Credentials", columns: [this.credential()] },
          { title: "Status", columns: status.columns },
          { title: "Metadata", columns: this.auditColumns() },
        ],
        unique: this.keys.unique(credentials, this.tenant, names.column(providerName)),
        checks: [...provider.checks, ...status.checks],
      }),
      this.table({
        name: configurations,
        groups: [
          { columns: [this.primaryKey(), this.tenantColumn(), columns.reference(owner, id)] },
          {
            title: "Configuration",
            columns: [columns.text(name, "VARCHAR(255)"), this.config("projectKey", "APP")],
          },
          { title: "Status", columns: [columns.flag(names.roleColumn("active"))] },
          { title: "Metadata", columns: this.auditColumns() },
        ],
        unique: [this.keys.index("unique", configurations, [this.tenant, name])],
        references: [foreignKey(names.key("foreignKey", configurations, [owner]), owner, target, this.input)],
      }),
    ];
  }

  private config(key: string, value: string): ColumnDefinition {
    const example = JSON.stringify({ [key]: value }).replace(":", ": ");
    return this.columns.json(this.names.roleColumn("config"), `Settings, such as ${example}`);
  }

  private table({ name, groups, unique, references = [], checks = [] }: TableParts): TableDesign {
    const columns = groups.flatMap((group) => group.columns);
    const foreignKeys = [
      ...(["tenant", "creator"] as const).flatMap((role) => {
        const found = this.reference(role);
        const column = this[role];
        const key = () => this.names.key("foreignKey", name, [column]);
        return found ? [foreignKey(key(), column, found, this.input)] : [];
      }),
      ...references,
    ];
    const indexes = this.keys.filters(name, columns, unique, foreignKeys);
    const titles = new Map<number, string>();
    let at = 0;
    for (const { title, columns: own } of groups) {
      if (title !== undefined) titles.set(at, title);
      at += own.length;
    }
    titles.set(at, "Constraints");
    return {
      create: {
        kind: "createTable",
        table: this.object(name),
        ifNotExists: true,
        orReplace: false,
        temporary: false,
        columns,
        indexes: [...unique, ...indexes],
        foreignKeys,
        checks,
        options: this.columns.tableOptions,
        like: [],
        inherits: [],
        partitioned: false,
        range: nowhere,
      },
      titles,
      updatedAt: this.names.roleColumn("updatedAt"),
    };
  }

  private object(name: string): ObjectName {
    const { schema } = this.names;
    return objectNameFor({ name, ...(schema !== undefined && { schema }) });
  }

  private primaryKey(): ColumnDefinition {
    return this.columns.primaryKey(this.names.column("id"));
  }

  private tenantColumn(): ColumnDefinition {
    const column = this.columns.tenant(this.tenant, this.reference("tenant")?.target);
    this.note("tenant", column);
    return column;
  }

  private credential(): ColumnDefinition {
    return this.columns.credential(this.names.roleColumn("credential"));
  }

  private auditColumns(): readonly ColumnDefinition[] {
    const { names, columns } = this;
    const creator = columns.creator(this.creator, this.reference("creator")?.target);
    this.note("creator", creator);
    return [
      creator,
      columns.moment("createdAt", names.roleColumn("createdAt")),
      columns.moment("updatedAt", names.roleColumn("updatedAt")),
    ];
  }

  private readonly references = new Map<string, Reference | undefined>();

  private reference(role: "tenant" | "creator"): Reference | undefined {
    if (!this.references.has(role)) this.references.set(role, referenceFor(role, this[role], this.input));
    return this.references.get(role);
  }

  private note(role: "tenant" | "creator", column: ColumnDefinition): void {
    const found = this.reference(role);
    if (!found?.isUnknown) return;
    const table = found.table.name.text;
    this.unknown.set(table, { table, column: found.column, type: column.type?.text ?? "" });
  }

  private status(table: string): Closed {
    const { names, columns } = this;
    const name = names.roleColumn("verificationStatus");
    const states = columns.states();
    const { type, checks } = this.statusType(table, name, states);
    return {
      columns: [
        columns.flag(names.roleColumn("active")),
        { ...columns.required(name, type), default: literal(states[0] ?? "") },
        columns.verifiedAt(names.roleColumn("verifiedAt")),
      ],
      checks,
    };
  }

  /** ENUM; on PostgreSQL the type that others share, a CHECK, or where that is no closed set to the rule a type of its own. */
  private statusType(
    table: string,
    column: string,
    states: readonly string[],
  ): { readonly type: DataType; readonly checks: readonly CheckDefinition[] } {
    if (this.input.world.dialect !== "postgresql") return { type: enumOf(states), checks: [] };
    const shared = this.columns.sharedStates(states);
    if (shared) return { type: shared, checks: [] };
    if (this.input.settingOf("verification-status-enum")?.options.allowCheck !== false)
      return { type: dataType("VARCHAR(32)"), checks: [this.keys.check(table, column, states)] };
    const name = `${table}_${column}`.toLowerCase().slice(0, longestName);
    const { schema } = this.names;
    this.enumType = { name: this.object(name), values: states };
    return {
      type: { ...dataType(name), text: schema === undefined ? name : `${schema}.${name}` },
      checks: [],
    };
  }

  private provider(table: string): Closed {
    const name = this.names.column(providerName);
    const { providers } = this.integration;
    const isMysql = this.input.world.dialect !== "postgresql";
    const type = isMysql ? enumOf(providers) : dataType("VARCHAR(50)");
    const [only = ""] = providers;
    const column = {
      ...this.columns.required(name, type),
      ...(providers.length === 1 && { default: literal(only) }),
    };
    return { columns: [column], checks: isMysql ? [] : [this.keys.check(table, name, providers)] };
  }
}

/** Columns with the conditions that close their sets of values. */
interface Closed {
  readonly columns: readonly ColumnDefinition[];
  readonly checks: readonly CheckDefinition[];
}

function literal(value: string): DefaultValue {
  return { kind: "literal", text: quoted([value]), value, range: nowhere };
}
