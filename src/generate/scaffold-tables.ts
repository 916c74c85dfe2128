// The tables of a new integration, as the convention document's two patterns have them. In: names, columns, references in the team's way.
// Out: tables in groups of columns, with their keys. It prints nothing.

import { dataType, enumOf, quoted } from "../rule/remedies/column.js";
import { nameFor, objectNameFor, writtenFor } from "../schema/definitions.js";
import type { CreateTable } from "../sql/change.js";
import type {
  CheckDefinition,
  ColumnDefinition,
  DataType,
  ForeignKeyDefinition,
  IndexDefinition,
} from "../sql/definition.js";
import { nowhere } from "../text/source-file.js";
import { Columns } from "./scaffold-columns.js";
import { Names, type NamesInput } from "./scaffold-names.js";
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
  readonly enumType?: { readonly name: string; readonly values: readonly string[] };
  /** Tables that nobody said are there, each with its column and the type that was taken. */
  readonly unknown: readonly { readonly table: string; readonly column: string; readonly type: string }[];
  readonly folded: boolean;
}

interface Group {
  readonly title?: string;
  readonly columns: readonly ColumnDefinition[];
}

export function designTables(integration: Integration, input: NamesInput): Design {
  return new Designer(integration, input).design();
}

class Designer {
  private readonly names: Names;
  private readonly columns: Columns;
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
    const { names, columns } = this;
    const table = names.table("integration", this.integration.stem);
    const provider = this.provider(table);
    const config = columns.json(
      names.roleColumn("config"),
      'Settings of the connection, such as {"baseUrl": "https://example.com"}',
    );
    return this.table(
      table,
      [
        { columns: [this.primaryKey(), this.tenantColumn()] },
        { title: "Provider", columns: [provider.column] },
        { title: "Connection", columns: [this.credential(), config] },
        { title: "Status", columns: this.statusColumns(table) },
        { title: "Metadata", columns: this.auditColumns() },
      ],
      this.uniqueKeys(table, provider.column.name.text),
      [],
      provider.checks,
    );
  }

  /** Pattern 2: credentials, one row per tenant and provider; configurations, many. */
  private split(): readonly TableDesign[] {
    const { names, columns } = this;
    const { stem } = this.integration;
    const credentials = names.table("credentials", stem);
    const configurations = names.table("configuration", stem);
    const provider = this.provider(credentials);
    const id = this.primaryKey();
    const owner = names.column("credentialsId");
    const name = names.column("configName");
    const flag = columns.flag(names.roleColumn("active"));
    const target = {
      table: objectNameFor({ name: credentials }),
      column: id.name.text,
      onDelete: deleteAction("own", credentials, this.input),
    };
    const config = columns.json(
      names.roleColumn("config"),
      'Settings of this configuration, such as {"projectKey": "APP"}',
    );
    return [
      this.table(
        credentials,
        [
          { columns: [id, this.tenantColumn()] },
          { title: "Provider", columns: [provider.column] },
          { title: "Credentials", columns: [this.credential()] },
          { title: "Status", columns: this.statusColumns(credentials) },
          { title: "Metadata", columns: this.auditColumns() },
        ],
        this.uniqueKeys(credentials, provider.column.name.text),
        [],
        provider.checks,
      ),
      this.table(
        configurations,
        [
          { columns: [this.primaryKey(), this.tenantColumn(), columns.reference(owner, id)] },
          { title: "Configuration", columns: [columns.text(name, "VARCHAR(255)"), config] },
          { title: "Status", columns: [flag] },
          { title: "Metadata", columns: this.auditColumns() },
        ],
        [this.key("unique", configurations, [this.tenant, name])],
        [foreignKey(names.key("foreignKey", configurations, [owner]), owner, target, this.input)],
        [],
      ),
    ];
  }

  private table(
    name: string,
    groups: readonly Group[],
    unique: readonly IndexDefinition[],
    ownKeys: readonly ForeignKeyDefinition[],
    checks: readonly CheckDefinition[],
  ): TableDesign {
    const columns = groups.flatMap((group) => group.columns);
    const references = [this.reference("tenant", this.tenant), this.reference("creator", this.creator)];
    const foreignKeys = [
      ...references.flatMap((found, at) => {
        const column = at === 0 ? this.tenant : this.creator;
        if (!found || !columns.some((one) => one.name.text === column)) return [];
        const key = this.names.key("foreignKey", name, [column]);
        return [foreignKey(key, column, found, this.input)];
      }),
      ...ownKeys,
    ];
    const statusColumn = this.names.roleColumn("verificationStatus");
    const flagColumn = this.names.roleColumn("active");
    const isThere = (column: string) => columns.some((one) => one.name.text === column);
    const leading = unique.map(({ parts }) => parts[0]?.column?.text);
    const indexed = [
      ...(this.isFiltered("tenant") ? [this.tenant] : []),
      ...(this.isFiltered("active") ? [flagColumn] : []),
      ...(this.isFiltered("verificationStatus") ? [statusColumn] : []),
      ...foreignKeys.map((key) => key.columns[0]?.text ?? ""),
    ].filter((column) => isThere(column) && !leading.includes(column));
    const indexes = [...new Set(indexed)].map((column) => this.key("index", name, [column]));
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
        table: objectNameFor({ name }),
        ifNotExists: true,
        orReplace: false,
        temporary: false,
        columns,
        indexes: [...unique, ...indexes],
        foreignKeys,
        checks: [...checks, ...(this.checks.get(name) ?? [])],
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

  private isFiltered(role: string): boolean {
    const setting = this.input.settingOf("filter-index");
    return setting !== undefined && (setting.options.roles as readonly string[]).includes(role);
  }

  private primaryKey(): ColumnDefinition {
    return this.columns.primaryKey(this.names.column("id"));
  }

  private tenantColumn(): ColumnDefinition {
    const column = this.columns.tenant(this.tenant, this.reference("tenant", this.tenant)?.target);
    this.note("tenant", this.tenant, column);
    return column;
  }

  private credential(): ColumnDefinition {
    return this.columns.credential(this.names.roleColumn("credential"));
  }

  private auditColumns(): readonly ColumnDefinition[] {
    const { names, columns } = this;
    const creator = columns.creator(this.creator, this.reference("creator", this.creator)?.target);
    this.note("creator", this.creator, creator);
    return [
      creator,
      columns.moment("createdAt", names.roleColumn("createdAt")),
      columns.moment("updatedAt", names.roleColumn("updatedAt")),
    ];
  }

  private readonly references = new Map<string, Reference | undefined>();

  private reference(role: "tenant" | "creator", column: string): Reference | undefined {
    if (!this.references.has(role)) this.references.set(role, referenceFor(role, column, this.input));
    return this.references.get(role);
  }

  private note(role: "tenant" | "creator", name: string, column: ColumnDefinition): void {
    const found = this.reference(role, name);
    if (!found?.isUnknown) return;
    const table = found.table.name.text;
    this.unknown.set(table, { table, column: found.column, type: column.type?.text ?? "" });
  }

  private readonly checks = new Map<string, readonly CheckDefinition[]>();

  private statusColumns(table: string): readonly ColumnDefinition[] {
    const { names, columns } = this;
    const name = names.roleColumn("verificationStatus");
    const states = columns.states();
    const type = this.statusType(table, name, states);
    const initial = {
      kind: "literal",
      text: quoted([states[0] ?? ""]),
      value: states[0] ?? "",
      range: nowhere,
    } as const;
    return [
      columns.flag(names.roleColumn("active")),
      { ...columns.required(name, type), default: initial },
      columns.verifiedAt(names.roleColumn("verifiedAt")),
    ];
  }

  /** ENUM; on PostgreSQL the type that others share, a CHECK, or where that is no closed set to the rule a type of its own. */
  private statusType(table: string, column: string, states: readonly string[]): DataType {
    if (this.input.world.dialect !== "postgresql") return enumOf(states);
    const shared = this.columns.sharedStates(states);
    if (shared) return shared;
    const rule = this.input.settingOf("verification-status-enum");
    if (rule?.options.allowCheck === false) {
      this.enumType = { name: `${table}_${column}`.toLowerCase().slice(0, 63), values: states };
      return dataType(this.enumType.name);
    }
    this.checks.set(table, [this.check(table, column, states)]);
    return dataType("VARCHAR(32)");
  }

  private provider(table: string): {
    readonly column: ColumnDefinition;
    readonly checks: readonly CheckDefinition[];
  } {
    const name = this.names.column("providerType");
    const { providers } = this.integration;
    const isMysql = this.input.world.dialect !== "postgresql";
    const type = isMysql ? enumOf(providers) : dataType("VARCHAR(50)");
    const [only = ""] = providers;
    const usual = { kind: "literal", text: quoted([only]), value: only, range: nowhere } as const;
    const column = {
      ...this.columns.required(name, type),
      ...(providers.length === 1 && { default: usual }),
    };
    return { column, checks: isMysql ? [] : [this.check(table, name, providers)] };
  }

  private check(table: string, column: string, values: readonly string[]): CheckDefinition {
    const own = this.names.folded || column === column.toLowerCase() ? column : `"${column}"`;
    return {
      name: nameFor(this.names.key("check", table, [column])),
      expression: writtenFor(`${own} IN (${quoted(values)})`),
      inline: false,
      enforced: true,
      notValid: false,
      range: nowhere,
    };
  }

  private uniqueKeys(table: string, provider: string): readonly IndexDefinition[] {
    const isExact = this.input.settingOf("tenant-unique-key")?.options.shape === "exact";
    return [this.key("unique", table, isExact ? [this.tenant] : [this.tenant, provider])];
  }

  private key(kind: "unique" | "index", table: string, columns: readonly string[]): IndexDefinition {
    return {
      kind,
      name: nameFor(this.names.key(kind, table, columns)),
      parts: columns.map((name) => ({ column: nameFor(name), descending: false, range: nowhere })),
      // UNIQUE KEY is what people write in a table of MySQL; PostgreSQL has the constraint.
      constraint: kind === "unique" && this.input.world.dialect === "postgresql",
      inline: false,
      include: [],
      visible: true,
      nullsNotDistinct: false,
      range: nowhere,
    };
  }
}
