// What the query of a view stands on, as far as its words tell without doubt. In: the text of a query. Out: the relations that it reads and the
// columns that it names. What several readings are possible of is left out: the answer may be too short, and is not too long.

import { closingOf, type ExpressionToken, tokenizeExpression } from "./expression-text.js";

export interface ReadRelation {
  readonly name: string;
  readonly schema?: string;
  /** By what columns are qualified. */
  readonly label: string;
}

/** `t.c`, `c`, `t.*`, `*`. */
export interface ReadColumn {
  readonly label?: string;
  /** Missing: all of them. */
  readonly name?: string;
}

export interface ViewQuery {
  readonly relations: readonly ReadRelation[];
  readonly columns: readonly ReadColumn[];
  /** All columns come from these relations: no WITH, no query in FROM, no function. */
  readonly isFlat: boolean;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

// PostgreSQL 18 manual, appendix C: what cannot be an alias without AS, or is no column where it stands bare.
const clauses = words(
  "select from where group having order limit offset fetch for union intersect except window returning on using join left right full inner outer cross natural lateral tablesample with as",
);
const operators = words(
  "distinct all and or not in is between like ilike similar to by case when then else asc desc nulls collate any some array exists isnull notnull symmetric asymmetric overlaps both leading trailing values into only recursive materialized escape default",
);
/** They end an operand: what stands behind them is an alias. */
const operands = words(
  "null true false end current_date current_time current_timestamp localtime localtimestamp current_user session_user current_role current_schema current_catalog user",
);
/** Names of columns as well as words of the language: which they are is not told apart here. */
const doubtful = words(
  "first last time zone over partition filter within rows range groups row at year month day hour minute second interval unbounded preceding following current ordinality exclude ties next only",
);
const endsOfSources =
  "where group order having limit offset fetch for window union except intersect select".split(" ");
const typeWords = words("varying precision with without time zone");

export function readViewQuery(text: string): ViewQuery {
  return new Reader(tokenizeExpression(text, "postgresql")).read();
}

class Reader {
  private readonly relations: ReadRelation[] = [];
  private readonly taken = new Set<number>();
  private isFlat = true;

  constructor(private readonly tokens: readonly ExpressionToken[]) {}

  read(): ViewQuery {
    const ctes = this.namesOfQueries();
    this.readSources(ctes);
    const columns = this.readColumns();
    return { relations: this.relations, columns, isFlat: this.isFlat };
  }

  private isWord(at: number, ...wanted: readonly string[]): boolean {
    const token = this.tokens[at];
    return token?.kind === "word" && !token.quoted && wanted.includes(token.text);
  }

  private isIn(at: number, set: ReadonlySet<string>): boolean {
    const token = this.tokens[at];
    return token?.kind === "word" && !token.quoted && set.has(token.text);
  }

  private isSign(at: number, sign: string): boolean {
    const token = this.tokens[at];
    return token?.kind === "sign" && token.text === sign;
  }

  private isName(at: number): boolean {
    const isKeyword = this.isIn(at, clauses) || this.isIn(at, operators);
    return this.tokens[at]?.kind === "word" && !isKeyword;
  }

  /** `name AS (SELECT …)`, `name (a, b) AS MATERIALIZED (…)`. */
  private namesOfQueries(): ReadonlySet<string> {
    const names = new Set<string>();
    for (let at = 0; at < this.tokens.length; at++) {
      if (this.tokens[at]?.kind !== "word") continue;
      let next = this.isSign(at + 1, "(") ? closingOf(this.tokens, at + 1) + 1 : at + 1;
      if (next === 0 || !this.isWord(next, "as")) continue;
      while (this.isWord(next + 1, "not", "materialized")) next++;
      if (this.isSign(next + 1, "(")) names.add(this.tokens[at]?.text ?? "");
    }
    if (names.size > 0) this.isFlat = false;
    return names;
  }

  private readSources(ctes: ReadonlySet<string>): void {
    // Of each pair of brackets that is open: whether a list of relations stands in it, and whether they are a call's.
    const frames = [{ inFrom: false, isCall: false }];
    let expectsRelation = false;
    for (let at = 0; at < this.tokens.length; at++) {
      const frame = frames[frames.length - 1] ?? { inFrom: false, isCall: false };
      if (this.isSign(at, "(")) {
        const isQuery = this.isWord(at + 1, "select", "with", "values");
        if (expectsRelation && isQuery) this.isFlat = false;
        // FROM (a JOIN b ON …): the brackets are about a list of their own.
        const isList: boolean = expectsRelation && !isQuery;
        frames.push({ inFrom: isList, isCall: this.isName(at - 1) && !isQuery });
        expectsRelation = isList;
      } else if (this.isSign(at, ")")) {
        if (frames.length > 1) frames.pop();
        expectsRelation = false;
      } else if (this.isSign(at, ",")) expectsRelation = frame.inFrom;
      else if (this.isWord(at, "from") && !frame.isCall && !this.isWord(at - 1, "distinct")) {
        frame.inFrom = true;
        expectsRelation = true;
      } else if (this.isWord(at, "join") && !frame.isCall) expectsRelation = true;
      else if (this.isWord(at, ...endsOfSources)) frame.inFrom = false;
      else if (this.isWord(at, "natural")) this.isFlat = false;
      else if (expectsRelation && !this.isWord(at, "lateral", "only")) {
        expectsRelation = false;
        if (this.tokens[at]?.kind === "word") at = this.readSource(at, ctes);
      }
    }
  }

  /** Where the relation that begins here ends, with its alias. */
  private readSource(start: number, ctes: ReadonlySet<string>): number {
    let at = start;
    const names = [this.tokens[at]?.text ?? ""];
    while (this.isSign(at + 1, ".") && this.tokens[at + 2]?.kind === "word") {
      at += 2;
      names.push(this.tokens[at]?.text ?? "");
    }
    if (this.isSign(at + 1, "(")) {
      this.isFlat = false;
      return at;
    }
    const [name = "", schema] = names.toReversed();
    let end = at;
    if (this.isSign(end + 1, "*")) end++;
    let label = name;
    if (this.isWord(end + 1, "as")) end++;
    if (this.isName(end + 1)) label = this.tokens[++end]?.text ?? "";
    for (let one = start; one <= end; one++) this.taken.add(one);
    // `t AS x (a, b)`: its columns are called otherwise.
    const isRenamed = this.isSign(end + 1, "(") && end > at;
    if ((schema === undefined && ctes.has(name)) || isRenamed) this.isFlat = false;
    if (schema !== undefined || !ctes.has(name))
      this.relations.push({ name, label: isRenamed ? "" : label, ...(schema !== undefined && { schema }) });
    return end;
  }

  private readColumns(): readonly ReadColumn[] {
    const columns: ReadColumn[] = [];
    const aliases = new Set<string>();
    const selects = this.tokens.filter((_, at) => this.isWord(at, "select")).length;
    // ORDER BY and GROUP BY may mean what the query calls so.
    let meansAliases = false;
    for (let at = 0; at < this.tokens.length; at++) {
      if (this.taken.has(at)) continue;
      if (this.isWord(at, "order", "group")) meansAliases = true;
      if (this.isWord(at, "select", "from")) meansAliases = false;
      const token = this.tokens[at] as ExpressionToken;
      if (this.isSign(at, "*")) {
        const isAll = this.isWord(at - 1, "select", "distinct", "all") || this.isSign(at - 1, ",");
        if (isAll && selects === 1) columns.push({});
        continue;
      }
      if (token.kind !== "word") continue;
      // A field of what stands before it; what EXTRACT takes out.
      if (this.isSign(at - 1, ".") || (this.isSign(at - 1, "(") && this.isWord(at - 2, "extract"))) continue;
      const start = at;
      const names = [token.text];
      while (this.isSign(at + 1, ".") && (this.tokens[at + 2]?.kind === "word" || this.isSign(at + 2, "*"))) {
        at += 2;
        names.push(this.tokens[at]?.text ?? "");
      }
      if (this.isSign(start - 1, "::")) {
        while (this.isIn(at + 1, typeWords)) at++;
        continue;
      }
      if (this.isSign(at + 1, "(") || this.tokens[at + 1]?.kind === "string") continue;
      const isAlias = this.isWord(start - 1, "as") || this.endsOperand(start - 1);
      const [name = "", label] = names.toReversed();
      if (isAlias) aliases.add(name);
      else if (label !== undefined) columns.push(name === "*" ? { label } : { label, name });
      else if ((token.quoted || !this.isReserved(start)) && !(meansAliases && aliases.has(name)))
        columns.push({ name });
    }
    return columns;
  }

  private isReserved(at: number): boolean {
    return [clauses, operators, operands, doubtful].some((set) => this.isIn(at, set));
  }

  /** Whether what ends here is a value, so that a name behind it is its alias. */
  private endsOperand(at: number): boolean {
    const token = this.tokens[at];
    if (!token || this.isSign(at, ")") || this.isSign(at, "]")) return token !== undefined;
    if (token.kind === "sign") return false;
    return token.kind !== "word" || this.isIn(at, operands) || this.isName(at);
  }
}
