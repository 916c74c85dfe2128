import { defineRule, indexesWith, isJson, listWords, meaningOf } from "../src/rule/index.js";

/** Types without a length that ciphertext could outgrow. */
const roomyTypes = /^((tiny|medium|long)?(text|blob)|varbinary|bytea|varchar$)/;

export const credentialStorage = defineRule({
  id: "credential-storage",
  summary:
    "A credential column holds ciphertext: roomy type, no default, no index, a comment that says encrypted.",
  why: "Encrypted text is longer than the token and grows with the algorithm; what is indexed or has a default is no secret.",
  convention: "credential-storage",
  severity: "warning",
  subject: "column",
  roles: ["credential"],
  options: {
    minimumLength: {
      type: "number",
      default: 500,
      minimum: 1,
      description: "The shortest VARCHAR that counts as roomy.",
    },
  },
  examples: {
    bad: `CREATE TABLE webhooks (
  id VARCHAR(255) PRIMARY KEY,
  apiToken VARCHAR(100) NOT NULL
);`,
    good: `CREATE TABLE webhooks (
  id VARCHAR(255) PRIMARY KEY,
  apiToken TEXT NOT NULL COMMENT 'Encrypted by the application'
);`,
  },

  check(column, { table, dialect, options, report }) {
    const meaning = meaningOf(column.type, dialect);
    const length = /^varchar\((\d+)\)$/.exec(meaning)?.[1];
    const roomy =
      isJson(column.type, dialect) ||
      (length === undefined ? roomyTypes.test(meaning) : Number(length) >= options.minimumLength);
    const hasDefault = column.default !== undefined && column.default.kind !== "null";
    const [index] = indexesWith(table, column.name);
    // `encrypted_data` needs no comment.
    const saysEncrypted = /encrypt|cipher/i.test(`${column.name} ${column.comment ?? ""}`);
    const faults = [
      !roomy && `is ${column.type.text}, too narrow for ciphertext`,
      hasDefault && `has the default ${column.default?.text}`,
      index && `is in index ${index.name}`,
      !saysEncrypted && "has no comment that says it is encrypted",
    ].filter((fault) => typeof fault === "string");
    if (faults.length === 0) return;

    report({
      at: column.at(!roomy ? "type" : hasDefault ? "default" : index ? undefined : "comment"),
      message: `Credential ${table.name}.${column.name} ${listWords(faults)}.`,
      help: `Encrypt it in the application and declare it ${column.name} ${roomy ? column.type.text : "TEXT"}${saysEncrypted ? "" : ", with a comment that says so"}.`,
      related: index ? [{ at: index.at(), message: `Index ${index.name} contains it.` }] : [],
    });
  },
});
