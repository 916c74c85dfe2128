// What psql's \if leaves out (PostgreSQL 18 manual, psql, Meta-Commands). In: the statements of a file, client commands among them. Out: the
// same; what does not run is psql's alone. A condition that the file does not decide is a blind spot: all that depends on it is read.

import type { OpaqueStatement, Statement } from "./statement.js";

/** A variable's text; `undefined` where it is unset for certain. What the map does not have is not known. */
type Variables = Map<string, string | undefined>;

/** `undefined`: nobody knows before it runs. */
type Verdict = boolean | undefined;

interface Level {
  /** Of what stands around it. */
  readonly outer: Verdict;
  /** Whether one of its branches was taken. */
  taken: Verdict;
  /** Whether the branch at hand runs. */
  runs: Verdict;
}

export function followConditions(statements: readonly Statement[], text: string): readonly Statement[] {
  const isCondition = ({ kind, verb }: Statement) => kind === "client" && verb === "\\IF";
  if (!statements.some(isCondition)) return statements;
  const levels: Level[] = [];
  const variables: Variables = new Map();
  const followed: Statement[] = [];
  for (const statement of statements) {
    const runs = levels.length === 0 ? true : levels.at(-1)?.runs;
    const isCommand = statement.verb.startsWith("\\");
    const { start, end } = statement.location.range;
    const words = isCommand ? wordsOf(text.slice(start, end)) : [];
    const command = words[0]?.toLowerCase();
    if (command === "\\if" || command === "\\elif" || command === "\\else" || command === "\\endif") {
      const isDecided = enter(command, conditionOf(words, variables), levels);
      followed.push(isDecided ? statement : undecided(statement));
    } else if (runs !== false) {
      noteVariables(words, runs === true, variables);
      followed.push(statement);
    } else followed.push(skipped(statement));
  }
  return followed;
}

/** False where the branch that begins here may run or not, and nobody said so before. */
function enter(command: string, condition: Verdict, levels: Level[]): boolean {
  if (command === "\\if") {
    const outer = levels.length === 0 ? true : levels.at(-1)?.runs;
    const runs = both(outer, condition);
    levels.push({ outer, taken: condition, runs });
    return outer === false || condition !== undefined;
  }
  const level = levels.at(-1);
  if (!level) return true;
  if (command === "\\endif") {
    levels.pop();
    return true;
  }
  const own = command === "\\else" ? true : condition;
  const wasOpen = level.taken === false;
  level.runs = both(level.outer, both(opposite(level.taken), own));
  if (level.taken !== true && own !== false) level.taken = own === true ? true : undefined;
  return !wasOpen || level.outer === false || own !== undefined;
}

function both(one: Verdict, other: Verdict): Verdict {
  if (one === false || other === false) return false;
  return one === undefined || other === undefined ? undefined : true;
}

function opposite(one: Verdict): Verdict {
  return one === undefined ? undefined : !one;
}

function undecided({ location, dialect, verb, problems, constructs }: Statement): OpaqueStatement {
  const reason = "what runs up to \\endif is psql's to decide, and all of it is read";
  return { kind: "opaque", reason, mayChangeSchema: true, location, dialect, verb, problems, constructs };
}

/** psql reads over it. */
function skipped({ location, dialect }: Statement): Statement {
  return { kind: "client", location, dialect, verb: "", problems: [], constructs: [] };
}

function wordsOf(command: string): readonly string[] {
  return command.trim().split(/\s+/);
}

/** Any beginning of these that only one of them has, in any letters; anything else is false, with a warning. */
function conditionOf([, ...words]: readonly string[], variables: Variables): Verdict {
  const values = words.map((word) => textOf(word, variables));
  if (values.includes(undefined)) return undefined;
  const text = values.join(" ").toLowerCase();
  return /^(?:t|tr|tru|true|y|ye|yes|on|1)$/.test(text);
}

/** A word with its variables put in; `undefined` where one of them is not known. */
function textOf(word: string, variables: Variables): string | undefined {
  const asked = /^:\{\?([\w\u0080-\uffff]+)\}$/.exec(word)?.[1];
  if (asked !== undefined) {
    if (!variables.has(asked)) return undefined;
    return variables.get(asked) === undefined ? "FALSE" : "TRUE";
  }
  const name = /^:([\w\u0080-\uffff]+)$/.exec(word)?.[1];
  // The name of a variable that is not set stays what it is.
  if (name !== undefined) return variables.has(name) ? (variables.get(name) ?? word) : undefined;
  const quoted = /^'([^'\\]*)'$/.exec(word)?.[1];
  if (quoted !== undefined) return quoted;
  return /[:`'"\\]/.test(word) ? undefined : word;
}

/** What a command does to variables. What runs perhaps leaves them unknown. */
function noteVariables(words: readonly string[], isSure: boolean, variables: Variables): void {
  const [command, name, ...rest] = words;
  if (command === "\\gset" || command === "\\i" || command === "\\ir" || command === "\\include") {
    variables.clear();
    return;
  }
  if (name === undefined) return;
  if (command === "\\set" || command === "\\unset") {
    const values = rest.map((word) => textOf(word, variables));
    const isKnown = isSure && !values.includes(undefined);
    if (!isKnown) variables.delete(name);
    else variables.set(name, command === "\\set" ? values.join("") : undefined);
  } else if (command === "\\getenv" || command === "\\prompt") {
    for (const word of [name, ...rest]) variables.delete(word);
  }
}
