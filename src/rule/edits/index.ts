// What a rule may write into a migration that has not run yet, as edits of its text. In: parts of the model and what should be
// different. Out: edits, or none where the text is not as expected. Only what changes nothing that a person did not ask for.

export { addActionsEdit, changeDeleteEdit } from "./actions.js";
export { areInOneFile, conditionEdit, conditionWords, tableConditionEdit } from "./condition.js";
export { headerEdits, sayName, toBeSaid } from "./header.js";
export { keyNameEdit } from "./key-name.js";
