// The keys of a new integration's tables: what holds, what is filtered by, what values are allowed. In: tables and columns by name, the rules'
// options. Out: definitions with names.

import { quoted } from "../rule/remedies/column.js";
import type { Role } from "../rule/vocabulary.js";
import { nameFor, writtenFor } from "../schema/definitions.js";
import type {
  CheckDefinition,
  ColumnDefinition,
  ForeignKeyDefinition,
  IndexDefinition,
} from "../sql/definition.js";
import { nowhere } from "../text/source-file.js";
import type { Names, NamesInput } from "./scaffold-names.js";

export class Keys {
  constructor(
    private readonly input: NamesInput,
    private readonly names: Names,
  ) {}

  index(kind: "unique" | "index", table: string, columns: readonly string[]): IndexDefinition {
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

  /** One row per tenant and provider, or per tenant where the rule wants that. */
  unique(table: string, tenant: string, provider: string): readonly IndexDefinition[] {
    const isExact = this.input.settingOf("tenant-unique-key")?.options.shape === "exact";
    return [this.index("unique", table, isExact ? [tenant] : [tenant, provider])];
  }

  /** What queries filter by and what rows refer with, but for what a unique key begins with. */
  filters(
    table: string,
    columns: readonly ColumnDefinition[],
    unique: readonly IndexDefinition[],
    foreignKeys: readonly ForeignKeyDefinition[],
  ): readonly IndexDefinition[] {
    const roles = this.input.settingOf("filter-index")?.options.roles as readonly Role[] | undefined;
    const wanted = (["tenant", "active", "verificationStatus"] as const)
      .filter((role) => roles?.includes(role))
      .map((role) => this.names.roleColumn(role));
    const leading = unique.map(({ parts }) => parts[0]?.column?.text);
    const all = [...wanted, ...foreignKeys.map((key) => key.columns[0]?.text ?? "")].filter(
      (name) => columns.some((column) => column.name.text === name) && !leading.includes(name),
    );
    return [...new Set(all)].map((column) => this.index("index", table, [column]));
  }

  check(table: string, column: string, values: readonly string[]): CheckDefinition {
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
}
