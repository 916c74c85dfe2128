// How much work one script may make: SQL can ask for more than any computer has. In: a script's size. Out: what is left.
// What is asked for beyond is not followed, and said to be.

/** Units of a text that is put together: no statement is longer. */
export const longestText = 1 << 20;
/** Stretches of a text that know their places. */
export const mostSegments = 20_000;
/** Conditions that a value depends on, and values that it would have been otherwise. */
export const mostGuards = 1000;

export class Effort {
  /** Statements to run: routines that call each other make many of few. */
  statements: number;
  /** Expressions to evaluate, once for each row that a query looks at. */
  expressions = 5_000_000;
  /** Units of dynamic SQL to read. */
  units = 16 << 20;

  /** `count` is how many statements the script has. */
  constructor(count: number) {
    this.statements = Math.min(50_000, 2_000 + 100 * count);
  }
}
