// All that a rule may import. In: the layers below. Out: the contract, the model, and questions to the schema.

export type { Refusal, Step } from "../schema/history.js";
export { Check, Column, ForeignKey, Index, type Schema, Table } from "../schema/model.js";
export * from "../schema/queries.js";
export type { Change, ChangeKind } from "../sql/change.js";
export type { ReferentialAction } from "../sql/definition.js";
export { type Construct, type ConstructFacts, constructs, isSupported } from "../sql/dialects/constructs.js";
export type { Location, Range } from "../text/source-file.js";
export { columnsInRole } from "./census.js";
export { clauseOf, createdBy, droppedBy, hasOwnCondition } from "./clauses.js";
export { type Convention, conventions } from "./conventions.js";
export { majorityOf } from "./majority.js";
export { columnNameIn, type KeyKind, keyNameFor } from "./naming.js";
export { defaultOptions, type OptionSpec, type OptionSpecs, optionSchema, optionsSchema } from "./options.js";
export { deleteActionFor, deletePolicy, referenceTargets } from "./policy.js";
export * from "./remedies/index.js";
export * from "./rule.js";
export { beginningOf, type Header, type HeaderField, headerOf } from "./script.js";
export { isBoolean, isJson, isMoment, isOneOf, meaningOf } from "./types.js";
export { furtherStates, initialStateOf, initialStates, missingStates, resultStates } from "./verification.js";
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
export { addsRowsOnce, selfReadOf } from "./writes.js";
