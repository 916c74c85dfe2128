// All that a rule may import. In: the layers below. Out: the contract, the model, and questions to the schema.

export type { Refusal } from "../schema/history.js";
export type { Column, ForeignKey, Index, Schema, Table } from "../schema/model.js";
export * from "../schema/queries.js";
export type { ReferentialAction } from "../sql/definition.js";
export type { Location, Range } from "../text/source-file.js";
export { columnsInRole } from "./census.js";
export { type Convention, conventions } from "./conventions.js";
export { majorityOf } from "./majority.js";
export { columnNameIn, keyNameFor } from "./naming.js";
export { defaultOptions, type OptionSpec, type OptionSpecs, optionSchema, optionsSchema } from "./options.js";
export { deleteActionFor, deletePolicy, referenceTargets } from "./policy.js";
export * from "./remedies/index.js";
export * from "./rule.js";
export { beginningOf, type Header, type HeaderField, headerOf } from "./script.js";
export { isBoolean, isJson, isMoment, isOneOf, meaningOf } from "./types.js";
export { furtherStates, initialStateOf, initialStates, missingStates, resultStates } from "./verification.js";
export { isAtLeast } from "./version.js";
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
