// The states of a connection, as the convention document has them. In: lists of values. Out: what they lack, where they start.
// Case is ignored throughout.

/** One of these is the state before the first check. */
export const initialStates = ["PENDING", "NOT_VERIFIED"] as const;
/** The results of a check. */
export const resultStates = ["VALID", "INVALID", "EXPIRED"] as const;

/** What a set of states lacks; "PENDING or NOT_VERIFIED" where it has neither. */
export function missingStates(values: readonly string[]): readonly string[] {
  const missing: string[] = resultStates.filter((state) => !has(values, state));
  return initialStateOf(values) ? missing : [initialStates.join(" or "), ...missing];
}

/** The state before the first check, in upper case; the first written where there are both. */
export function initialStateOf(values: readonly string[]): string | undefined {
  return values.map(upper).find((value) => (initialStates as readonly string[]).includes(value));
}

/** The states beyond the required ones, in upper case, sorted. */
export function furtherStates(values: readonly string[]): readonly string[] {
  const required: readonly string[] = [...initialStates, ...resultStates];
  return values
    .map(upper)
    .filter((value) => !required.includes(value))
    .sort();
}

function has(values: readonly string[], state: string): boolean {
  return values.some((value) => upper(value) === state);
}

function upper(value: string): string {
  return value.toUpperCase();
}
