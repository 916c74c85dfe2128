import { defineRule, spellingOf, type WrittenLiteral, writtenLiterals } from "../src/rule/index.js";

/** What stands for a value that is filled in elsewhere. */
const placeholder =
  /^$|^\[.*\]$|^<.*>$|\$\{.*\}|^\{\{.*\}\}$|^:\w+$|^\?$|^(?:tbd|todo|n\/a|none|null|placeholder|x{3,}|\*+|\.{3})$/is;

/** What crypt(3), bcrypt, Argon2, PBKDF2 and scrypt give: no secret can be read from it. `{bcrypt}` and the like name the encoder. */
const hash = /^(\{[\w@-]+\})?\$(1|2[abxy]?|5|6|y|7|argon2\w*|scrypt|pbkdf2[\w-]*)\$.{20,}$/s;

export const noPlaintextCredential = defineRule({
  id: "no-plaintext-credential",
  summary: "No statement writes a credential in plain text.",
  why: "Migrations are in version control: whoever reads the repository has the secret, for as long as its history lasts.",
  convention: "credential-storage",
  severity: "error",
  subject: "statement",
  examples: {
    bad: "INSERT INTO webhooks (id, apiToken) VALUES ('w1', 's3cr3t-value');",
    good: "INSERT INTO webhooks (id, apiToken) VALUES ('w1', '<filled in by the deployment>');",
  },

  check({ statement, dynamic }, { schema, roleOfName, report }) {
    for (const written of [statement, ...dynamic]) {
      if (written.kind !== "data") continue;
      const table = written.tables.at(-1);
      const known = table && schema.table(table.name.text, table.schema?.text);
      const columns = known?.columns.map(spellingOf);
      const byColumn = new Map<string, WrittenLiteral[]>();
      for (const literal of writtenLiterals(written, columns, (name) => roleOfName(name) === "credential")) {
        if (placeholder.test(literal.value) || hash.test(literal.value)) continue;
        const found = byColumn.get(literal.column);
        if (found) found.push(literal);
        else byColumn.set(literal.column, [literal]);
      }
      for (const [column, literals] of byColumn) {
        const [first] = literals;
        const rows = literals.length > 1 ? ` in ${literals.length} rows` : "";
        report({
          at: { file: statement.location.file, range: first?.range ?? statement.location.range },
          message: `Credential ${table?.name.text}.${column} is written in plain text${rows}.`,
          help: "Write a placeholder, let the deployment fill it in, and replace the secret: it is known now.",
        });
      }
    }
  },
});
