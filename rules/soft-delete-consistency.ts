import { columnsInRole, defineRule, foldWords, majorityOf, spellingOf } from "../src/rule/index.js";

export const softDeleteConsistency = defineRule({
  id: "soft-delete-consistency",
  summary: "The soft-delete flag has one name in the whole schema.",
  why: "With isActive here and isEnabled there every query has to know which; the wrong one fails, or filters nothing.",
  convention: "soft-delete",
  severity: "warning",
  subject: "schema",
  options: {
    name: {
      type: "string",
      default: "",
      description: "The name to use; left empty, the one that most tables have.",
    },
  },
  examples: {
    bad: `CREATE TABLE channels (id VARCHAR(255) PRIMARY KEY, isActive BOOLEAN NOT NULL DEFAULT TRUE);
CREATE TABLE messages (id VARCHAR(255) PRIMARY KEY, isEnabled BOOLEAN NOT NULL DEFAULT TRUE);`,
    good: `CREATE TABLE channels (id VARCHAR(255) PRIMARY KEY, isActive BOOLEAN NOT NULL DEFAULT TRUE);
CREATE TABLE messages (id VARCHAR(255) PRIMARY KEY, isActive BOOLEAN NOT NULL DEFAULT TRUE);`,
  },

  check(_schema, context) {
    const flags = columnsInRole(context, "active");
    const usual = context.options.name || majorityOf(flags, (column) => foldWords(spellingOf(column)));
    if (usual === undefined) return;
    const model = flags.find((column) => foldWords(spellingOf(column)) === foldWords(usual));
    const wanted = context.options.name || model?.name;
    for (const flag of flags) {
      context.judged(flag);
      if (foldWords(spellingOf(flag)) === foldWords(usual)) continue;
      context.report({
        at: flag.at(),
        about: flag,
        message: `Table ${flag.table} calls its soft-delete flag ${flag.name}; elsewhere it is ${wanted}.`,
        help: `Call it ${wanted}, or set the option name to the one that you want.`,
        related: model ? [{ at: model.at(), message: `${model.table} has ${model.name}.` }] : [],
      });
    }
  },
});
