// The words and signs of a PostgreSQL query, in plain lists: views are many and long, and objects for each word of them cost more than all that
// is asked of them. In: a query's text. Out: by token, what it is; strings and numbers are neither.

export interface QueryTokens {
  readonly count: number;
  /** Bare words in lower case. Empty for all else. */
  readonly bare: readonly string[];
  /** Names: bare words in lower case, quoted ones as they are. Empty for all else. */
  readonly names: readonly string[];
  /** `(`, `,`, `::` … Empty for all else. */
  readonly signs: readonly string[];
  readonly strings: ReadonlySet<number>;
}

const apostrophe = 39;
const quote = 34;
const dollar = 36;
const dash = 45;
const slash = 47;
const star = 42;
const colon = 58;
const escapes = 69;

export function tokenizeQuery(text: string): QueryTokens {
  const bare: string[] = [];
  const names: string[] = [];
  const signs: string[] = [];
  const strings = new Set<number>();
  const add = (word: string, name: string, sign: string) => {
    bare.push(word);
    names.push(name);
    signs.push(sign);
  };
  const addString = () => {
    strings.add(bare.length);
    add("", "", "");
  };
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if (code <= 32) at++;
    else if (isLetter(code)) {
      const end = endOfWord(text, at);
      if (text.charCodeAt(end) === apostrophe && end === at + 1) {
        addString();
        at = endOfQuoted(text, end, apostrophe, (code & ~32) === escapes);
      } else {
        const word = text.slice(at, end).toLowerCase();
        add(word, word, "");
        at = end;
      }
    } else if (code === apostrophe) {
      addString();
      at = endOfQuoted(text, at, apostrophe, false);
    } else if (code === quote) {
      const end = endOfQuoted(text, at, quote, false);
      add("", text.slice(at + 1, end - 1).replaceAll('""', '"'), "");
      at = end;
    } else if (code === dash && next === dash) at = endAfter(text, "\n", at);
    else if (code === slash && next === star) at = endAfter(text, "*/", at + 2);
    else if (code === dollar && !isDigit(next)) {
      const tag = /\$\w*\$/y;
      tag.lastIndex = at;
      const [opening = "$"] = tag.exec(text) ?? [];
      addString();
      at = opening === "$" ? at + 1 : endAfter(text, opening, at + opening.length);
    } else if (isDigit(code) || code === dollar) {
      add("", "", "");
      at = endOfWord(text, at + 1);
      if (text[at] === "." && isDigit(text.charCodeAt(at + 1))) at = endOfWord(text, at + 1);
    } else if (code === colon && next === colon) {
      add("", "", "::");
      at += 2;
    } else {
      add("", "", text.charAt(at));
      at++;
    }
  }
  return { count: bare.length, bare, names, signs, strings };
}

/** Where the bracket at `open` closes; -1 where it does not. */
export function closingBracket({ count, signs }: QueryTokens, open: number): number {
  let depth = 0;
  for (let at = open; at < count; at++) {
    const sign = signs[at];
    if (sign === "(" || sign === "[") depth++;
    else if ((sign === ")" || sign === "]") && --depth === 0) return at;
  }
  return -1;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code > 127;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function endOfWord(text: string, start: number): number {
  let at = start;
  for (let code = text.charCodeAt(at); isLetter(code) || isDigit(code) || code === dollar; )
    code = text.charCodeAt(++at);
  return at;
}

/** Behind the quote that ends what begins with one at `start`; written twice it does not. */
function endOfQuoted(text: string, start: number, mark: number, hasEscapes: boolean): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (hasEscapes && code === 92) at++;
    else if (code === mark) {
      if (text.charCodeAt(at + 1) !== mark) return at + 1;
      at++;
    }
  }
  return text.length;
}

function endAfter(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}
