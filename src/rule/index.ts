// All that a rule may import. In: the layers below. Out: the contract, the model, and questions to the schema.

export type { Column, ForeignKey, Index, Schema, Table } from "../schema/model.js";
export * from "../schema/queries.js";
export type { Location, Range } from "../text/source-file.js";
export { type Convention, conventions } from "./conventions.js";
export { columnNameIn, keyNameFor } from "./naming.js";
export { defaultOptions, type OptionSpec, type OptionSpecs, optionSchema, optionsSchema } from "./options.js";
export { deleteActionFor, deletePolicy, referenceTargets } from "./policy.js";
export * from "./remedies/index.js";
export * from "./rule.js";
export { isBoolean, isJson, isMoment, isOneOf, meaningOf } from "./types.js";
export {
  type ClassVocabulary,
  defaultVocabulary,
  matchesTable,
  type Role,
  type RoleVocabulary,
  roles,
  type TableClass,
  tableClasses,
  type Vocabulary,
  Words,
} from "./vocabulary.js";
export { foldWords, wordsOf } from "./words.js";
