// What a rule proposes, as schema changes. In: parts of the model and what should be different. Out: changes without places.
// Only what is mechanical: where data or a person has to decide, a rule says so in its help instead.

export {
  addColumn,
  booleanType,
  changeColumn,
  dataType,
  defaultNow,
  defaultNowFor,
  defaultTrue,
} from "./column.js";
export {
  addForeignKey,
  addKey,
  addKeyOnNew,
  dropKey,
  renameConstraint,
  renameIndex,
  replaceForeignKey,
} from "./key.js";
export { addClosedColumn, closeColumn, widenColumn } from "./values.js";
