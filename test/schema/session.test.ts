import { expect, test } from "vitest";
import { switchOf } from "../../src/schema/interpret/session.js";

test.each([
  ["foreign_key_checks", "foreignKeyChecks"],
  ["@@session.foreign_key_checks", "foreignKeyChecks"],
  ["@@restrict_fk_on_non_standard_key", "uniqueReferences"],
  ["sql_mode", undefined],
  // What every object of JavaScript has is no variable of a server.
  ["constructor", undefined],
  ["@@__proto__", undefined],
])("%s turns %s", (variable, turned) => {
  expect(switchOf(variable)).toBe(turned);
});
