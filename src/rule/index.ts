// All that a rule may import. In: the layers below. Out: the contract, the model, and questions to the schema.

export type { MergedSet } from "../migration/merged.js";
export type { Migration, Script } from "../migration/migration.js";
export { compareSchemas, compareTables, type Difference } from "../schema/compare.js";
export type { Refusal, Step } from "../schema/history.js";
export { Check, Column, ForeignKey, Index, type Schema, Table } from "../schema/model.js";
export * from "../schema/queries.js";
export { isRepeatable } from "../schema/repeat.js";
export { replayScript } from "../schema/replay.js";
export { shadowOf } from "../schema/shadow.js";
export { sortingOf } from "../schema/sorting.js";
export type { Change, ChangeKind } from "../sql/change.js";
export type { ObjectName, ReferentialAction } from "../sql/definition.js";
export { type Construct, type ConstructFacts, constructs, isSupported } from "../sql/dialects/constructs.js";
export { quoteName } from "../sql/print/name.js";
export type { DataStatement } from "../sql/statement.js";
export { fitsPattern } from "../text/pattern.js";
export type { Location, Range } from "../text/source-file.js";
export { isKnownFromBirth } from "./birth.js";
export { type CaseStyle, caseStyleNames, caseStyleOf, caseStyles, inStyle } from "./case-styles.js";
export { columnsInRole, usualInRole } from "./census.js";
export { clauseOfStep, clausesOf, createdBy, droppedBy, hasOwnCondition, headOf, verbOf } from "./clauses.js";
export { type Breach, breachOf } from "./compatibility.js";
export { type Convention, conventions } from "./conventions.js";
export { removalsOf, rowsLeftBy } from "./data/losses.js";
export { addsRowsOnce, selfReadOf } from "./data/repeat.js";
export { unknownColumnsOf } from "./data/unknown-columns.js";
export { type WrittenLiteral, writtenLiterals } from "./data/values.js";
export { differsInComments, factsOf, listSome, objectOf, placesOf, rollbackPhrase } from "./differences.js";
export * from "./edits/index.js";
export { holdsLayout, matchesFilePattern, usualFilePattern } from "./file-pattern.js";
export { majorityOf } from "./majority.js";
export { schemaBefore } from "./moments.js";
export { columnNameIn, type KeyKind, keyNameFor } from "./naming.js";
export { objectNamesIn } from "./object-names.js";
export { defaultOptions, type OptionSpec, type OptionSpecs, optionSchema, optionsSchema } from "./options.js";
export { deleteActionFor, deletePolicy, referenceTargets, tenantTypes, tenantTypesFor } from "./policy.js";
export * from "./remedies/index.js";
export { knownDifferences, statementAbout, unknownBefore, withoutFailures } from "./rollback.js";
export * from "./rule.js";
export { beginningOf, type Header, type HeaderField, headerOf } from "./script.js";
export { foldVersion, migrationBefore, migrationsOfVersion } from "./siblings.js";
export { tablesOfChangedTypes, touchedTables } from "./touches.js";
export { isBoolean, isJson, isMoment, isOneOf, meaningOf } from "./types.js";
export { findUniqueKey, type UniqueKeySearch } from "./unique.js";
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
export { briefSql, foldWords, listWords, spellingOf, wordsOf } from "./words.js";
