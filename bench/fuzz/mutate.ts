// Broken SQL out of good SQL. In: random numbers that repeat, texts to start from. Out: a text that someone's editor could have left
// behind, or nobody's. It knows the words and marks of SQL, but no grammar.

export interface Random {
  /** A whole number from 0 up to and without `limit`. */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
}

/** Mulberry32: the same seed gives the same numbers everywhere. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    below: (limit) => Math.floor(next() * limit),
    pick: <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T,
  };
}

/** What decides where tokens, comments and statements end, and what tools and editors put between them. */
const marks = [
  ..."'\"`;,()[]{}.:=@#$\\/*-+|&<>!~%^?_ \t\n\r\0\f\v0129aEnXbN",
  ..."\u00a0\ufeff\u200b\u202e\u2028\u3000\ud800\udc00é😀",
  ...[
    "--",
    "-- ",
    "/*",
    "*/",
    "/*!",
    "/*!50000 ",
    "/*!99999 ",
    "/*M!100100 ",
    "/*+",
    "''",
    '""',
    "``",
    "\\'",
  ],
  ...[
    "$$",
    "$a$",
    "$1",
    `\${x}`,
    "${",
    ":x",
    "::",
    ":=",
    "@@",
    "@'",
    "E'",
    "U&'",
    'U&"',
    "x'",
    "_utf8mb4'",
    "->>",
  ],
  ...[
    "\n;\n",
    ";;",
    "\nDELIMITER $$\n",
    "\nDELIMITER ;\n",
    "\ndelimiter //\n",
    "\n\\.\n",
    "\\i x\n",
    "\\gexec\n",
  ],
  ...["\r\n", "\n-- x\n", "source x\n", "1e", "0x", ".5", "1..2", "`a``b`"],
];

const words =
  "ADD AFTER ALTER ALWAYS AND AS ATOMIC AUTO_INCREMENT BEFORE BEGIN BIGINT BY CALL CASCADE CASE CHANGE CHARACTER CHECK COLLATE COLUMN COMMENT CONCAT CONCURRENTLY CONSTRAINT CONVERT COPY CREATE CURRENT_TIMESTAMP CURSOR DATABASE DATE DECLARE DEFAULT DEFERRABLE DEFINER DELETE DELIMITER DESC DO DOMAIN DROP EACH ELSE ELSEIF ELSIF END ENGINE ENUM EVENT EXCEPTION EXECUTE EXISTS EXTENSION FIRST FOR FOREIGN FORMAT FROM FULLTEXT FUNCTION GENERATED GRANT HANDLER IDENTITY IF IMMEDIATE IN INCLUDE INDEX INHERITS INSERT INT INTO IS JOIN KEY LANGUAGE LIKE LIMIT LOOP MODIFY NOT NULL ON ONLY OR PARTITION PERFORM PREPARE PRIMARY PROCEDURE REFERENCES RENAME REPEAT REPLACE RETURN RETURNS ROW SCHEMA SELECT SEQUENCE SERIAL SET SPATIAL SQLSTATE STDIN STORED TABLE TEMPORARY TEXT THEN TIME TIMESTAMP TO TRIGGER TRUNCATE TYPE UNION UNIQUE UNSIGNED UNTIL UPDATE USE USING VALID VALIDATE VALUES VARCHAR VARYING VIEW WHEN WHERE WHILE WITH ZONE plpgsql information_schema".split(
    " ",
  );

/** What every object of JavaScript has: a table of facts that is asked without care finds these in it. */
export const inherited = ["__proto__", "constructor", "toString", "valueOf", "hasOwnProperty", "prototype"];

const snippets = [
  ...marks,
  ...marks,
  ...words,
  ...words.map((word) => ` ${word} `),
  ...inherited,
  " constructor('x') ",
  " __proto__(1) ",
];

/** What layouts and the linter itself read in comments: suppressions stand in every place. */
const directives = [
  ...["disable", "enable", "disable-line", "disable-next-line", "disable-file", "disabel"].flatMap((word) => [
    `-- integlint-${word}\n`,
    `/* integlint-${word} key-name, primary-key: x (until 2027-01-01) */`,
    `# integlint-${word} syntax -- y (until 2020-02-31)\n`,
  ]),
  ...["-- +goose Up\n", "-- +goose Down\n", "-- +goose StatementBegin\n", "-- migrate:down\n"],
  ...["--liquibase formatted sql\n", "\n--changeset a:b\n", "\n--rollback DROP TABLE a;\n"],
  ...["-- What: x\n-- Why: y\n-- Tables: a, b\n"],
];

type Change = (text: string, random: Random, seeds: readonly string[]) => string;

const changes: readonly Change[] = [
  (text, random) => insert(text, random.below(text.length + 1), random.pick(snippets)),
  (text, random) => insert(text, random.below(text.length + 1), random.pick(marks)),
  (text, random) => insert(text, random.below(text.length + 1), String.fromCharCode(random.below(0x250))),
  (text, random) => insert(text, random.below(text.length + 1), random.pick(directives)),
  (text, random) => replaceToken(text, random, () => random.pick(snippets)),
  (text, random) => replaceToken(text, random, () => ""),
  (text, random) => replaceToken(text, random, (token) => token + token),
  (text, random) => replaceToken(text, random, (token) => token.toLowerCase()),
  (text, random) => replaceToken(text, random, () => tokenOf(text, random)),
  (text, random) => cutOut(text, random),
  (text, random) => {
    const [start, end] = stretch(text, random, 200);
    return insert(text, random.below(text.length + 1), text.slice(start, end));
  },
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random, seeds) => {
    const other = random.pick(seeds);
    const [start, end] = stretch(other, random, 300);
    return insert(text, random.below(text.length + 1), other.slice(start, end));
  },
  (text, random) => repeatStretch(text, random),
  (text, random) =>
    insert(text, random.below(text.length + 1), random.pick(snippets).repeat(random.below(300))),
  (text, random) => renameEverywhere(text, random, random.pick(inherited)),
];

/** A seed, cut to a size that is read quickly, with up to eight changes. */
export function mutate(seeds: readonly string[], random: Random): string {
  let text = random.pick(seeds);
  if (text.length > 4000) {
    const start = random.below(text.length - 3000);
    text = text.slice(start, start + 3000);
  }
  for (let left = random.below(9); left > 0; left--) text = random.pick(changes)(text, random, seeds);
  return text.slice(0, 20_000);
}

/** A text that a stretch of it, repeated, makes as long as one wants. */
export interface Repetition {
  readonly before: string;
  readonly repeated: string;
  readonly after: string;
}

/** Something to repeat thousands of times: work that grows with the square of a length shows nowhere else. */
export function drawRepetition(seeds: readonly string[], random: Random): Repetition {
  const text = mutate(seeds, random);
  const at = random.below(text.length + 1);
  const parts = Array.from({ length: 1 + random.below(4) }, () =>
    random.below(3) === 0 ? tokenOf(text, random) : random.pick(snippets),
  );
  const before = text.slice(Math.max(0, at - random.below(200)), at);
  return {
    before,
    repeated: parts.join(random.below(2) ? " " : ""),
    after: text.slice(at, at + random.below(100)),
  };
}

const tokenPattern = /[\w$]+|'[^'\n]*'|`[^`\n]*`|--[^\n]*|\s+|[^\s\w]/gy;

function placeOfToken(text: string, random: Random): readonly [number, number] {
  if (text.length === 0) return [0, 0];
  // From the start of a line on, so that whole tokens are met: good enough, and quick on long texts.
  const aim = random.below(text.length);
  const lineStart = text.lastIndexOf("\n", aim) + 1;
  tokenPattern.lastIndex = lineStart;
  let last: readonly [number, number] = [aim, aim + 1];
  for (let found = tokenPattern.exec(text); found; found = tokenPattern.exec(text)) {
    last = [found.index, found.index + found[0].length];
    if (last[1] > aim) break;
  }
  return last;
}

function tokenOf(text: string, random: Random): string {
  const [start, end] = placeOfToken(text, random);
  return text.slice(start, end);
}

function replaceToken(text: string, random: Random, replace: (token: string) => string): string {
  const [start, end] = placeOfToken(text, random);
  return text.slice(0, start) + replace(text.slice(start, end)) + text.slice(end);
}

/** A word, wherever it stands: what names it still finds it. */
function renameEverywhere(text: string, random: Random, name: string): string {
  const token = tokenOf(text, random);
  return /^[A-Za-z_]\w*$/.test(token) ? text.replace(new RegExp(`\\b${token}\\b`, "g"), name) : text;
}

function stretch(text: string, random: Random, longest: number): readonly [number, number] {
  const start = random.below(text.length + 1);
  return [start, Math.min(text.length, start + random.below(longest))];
}

function cutOut(text: string, random: Random): string {
  const [start, end] = stretch(text, random, 120);
  return text.slice(0, start) + text.slice(end);
}

function repeatStretch(text: string, random: Random): string {
  const [start, end] = stretch(text, random, 40);
  return text.slice(0, start) + text.slice(start, end).repeat(1 + random.below(100)) + text.slice(end);
}

function insert(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at);
}
