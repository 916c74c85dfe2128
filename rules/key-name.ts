import {
  briefSql,
  type Change,
  Check,
  defineRule,
  type ForeignKey,
  fitsPattern,
  Index,
  type KeyKind,
  keyNameEdit,
  keyNameFor,
  renameConstraint,
  renameIndex,
  replaceForeignKey,
} from "../src/rule/index.js";

export const keyName = defineRule({
  id: "key-name",
  summary: "Keys have names that say what they are: idx_, unique_, fk_, chk_.",
  why: "A name that the server made differs from database to database: no later migration can drop the key by it.",
  convention: "naming",
  severity: "warning",
  subject: "table",
  fixable: true,
  partialTables: true,
  options: {
    index: { type: "pattern", default: "^idx_", description: "Names of indexes." },
    unique: { type: "pattern", default: "^(unique|uniq|uq)_", description: "Names of UNIQUE keys." },
    foreignKey: { type: "pattern", default: "^fk_", description: "Names of foreign keys." },
    check: { type: "pattern", default: "^(chk|check)_", description: "Names of CHECK constraints." },
    inline: {
      type: "boolean",
      default: false,
      description: "Ask for names of constraints that stand behind a column, too.",
    },
  },
  examples: {
    bad: `CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  INDEX tenant (tenantId)
);`,
    good: `CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  INDEX idx_channels_tenant (tenantId)
);`,
  },

  check(table, { schema, dialect, history, options, report }) {
    // Two keys over the same columns would get one name: the second one waits until the first has it.
    const given = new Set<string>();
    const judge = (
      key: Index | ForeignKey | Check,
      kind: KeyKind,
      what: string,
      rename: (to: string) => readonly Change[],
    ) => {
      if (key.inline && !options.inline) return;
      if (key.named && fitsPattern(key.name, options[kind])) return;
      const proposed = keyNameFor(schema, table.name, kind, columnsOf(key));
      const isConforming = fitsPattern(proposed, options[kind]);
      const remedy = isConforming ? rename(proposed) : [];
      const isFree = isConforming && !given.has(proposed);
      given.add(proposed);
      report({
        at: key.at(),
        about: key,
        message: key.named
          ? `${what} ${key.name} of ${table.name} is not named after the pattern ${options[kind]}.`
          : `${what} (${key instanceof Check ? briefSql(key.expression) : columnsOf(key).join(", ")}) of ${table.name} has no name of its own.`,
        ...(remedy.length > 0 ? { remedy } : { help: `Give it a name after the pattern ${options[kind]}.` }),
        ...(isFree && { edits: keyNameEdit(table, key, proposed, { history, dialect }) }),
      });
    };
    for (const index of table.indexes) {
      if (index.kind === "primary" || index.implicit) continue;
      const [kind, what] = index.unique ? (["unique", "UNIQUE key"] as const) : (["index", "Index"] as const);
      judge(index, kind, what, (to) => [renameIndex(index, to)]);
    }
    for (const key of table.foreignKeys) {
      judge(key, "foreignKey", "Foreign key", (to) =>
        dialect === "postgresql" ? [renameConstraint(key, to)] : replaceForeignKey(schema, key, { name: to }),
      );
    }
    for (const check of table.checks) {
      judge(check, "check", "CHECK", (to) => (dialect === "postgresql" ? [renameConstraint(check, to)] : []));
    }
  },
});

function columnsOf(key: Index | ForeignKey | Check): readonly string[] {
  if (key instanceof Index) return key.columns.map((name) => name ?? "expression");
  return "columns" in key ? key.columns : [];
}
