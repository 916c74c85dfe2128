// What the query of a view stands on, as far as its words tell without doubt. In: the text of a query. Out: the relations that it reads and the
// columns that it names. What several readings are possible of is left out: the answer may be too short, and is not too long.

import { closingBracket, type QueryTokens, tokenizeQuery } from "./view-tokens.js";

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
const endsOfSources = words(
  "where group order having limit offset fetch for window union except intersect select",
);
const materializing = words("not materialized");
const queryWords = words("select with values");
const beforeRelation = words("lateral only");
const sortingWords = words("order group");
const selectingWords = words("select from");
const beforeStar = words("select distinct all");
const typeWords = words("varying precision with without time zone");

export function readViewQuery(text: string): ViewQuery {
  return new Reader(tokenizeQuery(text)).read();
}

class Reader {
  private readonly relations: ReadRelation[] = [];
  private readonly taken = new Set<number>();
  private isFlat = true;

  constructor(private readonly tokens: QueryTokens) {}

  read(): ViewQuery {
    const ctes = this.namesOfQueries();
    this.readSources(ctes);
    const columns = this.readColumns();
    return { relations: this.relations, columns, isFlat: this.isFlat };
  }

  private isWord(at: number, wanted: string): boolean {
    return this.tokens.bare[at] === wanted;
  }

  private isIn(at: number, set: ReadonlySet<string>): boolean {
    const word = this.tokens.bare[at];
    return word !== undefined && word !== "" && set.has(word);
  }

  private isSign(at: number, sign: string): boolean {
    return this.tokens.signs[at] === sign;
  }

  /** Empty where no word stands. */
  private nameAt(at: number): string {
    return this.tokens.names[at] ?? "";
  }

  private isName(at: number): boolean {
    const isKeyword = this.isIn(at, clauses) || this.isIn(at, operators);
    return this.nameAt(at) !== "" && !isKeyword;
  }

  /** `name AS (SELECT …)`, `name (a, b) AS MATERIALIZED (…)`. */
  private namesOfQueries(): ReadonlySet<string> {
    const names = new Set<string>();
    for (let at = 0; at < this.tokens.count; at++) {
      if (this.nameAt(at) === "") continue;
      let next = this.isSign(at + 1, "(") ? closingBracket(this.tokens, at + 1) + 1 : at + 1;
      if (next === 0 || !this.isWord(next, "as")) continue;
      while (this.isIn(next + 1, materializing)) next++;
      if (this.isSign(next + 1, "(")) names.add(this.nameAt(at));
    }
    if (names.size > 0) this.isFlat = false;
    return names;
  }

  private readSources(ctes: ReadonlySet<string>): void {
    // Of each pair of brackets that is open: whether a list of relations stands in it, and whether they are a call's.
    const frames = [{ inFrom: false, isCall: false }];
    let expectsRelation = false;
    for (let at = 0; at < this.tokens.count; at++) {
      const frame = frames[frames.length - 1] ?? { inFrom: false, isCall: false };
      if (this.isSign(at, "(")) {
        const isQuery = this.isIn(at + 1, queryWords);
        if (expectsRelation && isQuery) this.isFlat = false;
        // FROM (a JOIN b ON …): the brackets are about a list of their own.
        const isList: boolean = expectsRelation && !isQuery;
        frames.push({ inFrom: isList, isCall: this.isName(at - 1) && !isQuery });
        expectsRelation = isList;
      } else if (this.isSign(at, ")")) {
        if (frames.length > 1) frames.pop();
        expectsRelation = false;
      } else if (this.isSign(at, ",")) expectsRelation = frame.inFrom;
      else if (!expectsRelation && !this.isIn(at, clauses)) continue;
      else if (this.isWord(at, "from") && !frame.isCall && !this.isWord(at - 1, "distinct")) {
        frame.inFrom = true;
        expectsRelation = true;
      } else if (this.isWord(at, "join") && !frame.isCall) expectsRelation = true;
      else if (this.isIn(at, endsOfSources)) frame.inFrom = false;
      else if (this.isWord(at, "natural")) this.isFlat = false;
      else if (expectsRelation && !this.isIn(at, beforeRelation)) {
        expectsRelation = false;
        if (this.nameAt(at) !== "") at = this.readSource(at, ctes);
      }
    }
  }

  /** Where the relation that begins here ends, with its alias. */
  private readSource(start: number, ctes: ReadonlySet<string>): number {
    let at = start;
    const names = [this.nameAt(at)];
    while (this.isSign(at + 1, ".") && this.nameAt(at + 2) !== "") {
      at += 2;
      names.push(this.nameAt(at));
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
    if (this.isName(end + 1)) label = this.nameAt(++end);
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
    const selects = this.tokens.bare.filter((word) => word === "select").length;
    // ORDER BY and GROUP BY may mean what the query calls so.
    let meansAliases = false;
    for (let at = 0; at < this.tokens.count; at++) {
      if (this.taken.has(at)) continue;
      if (this.isIn(at, sortingWords)) meansAliases = true;
      if (this.isIn(at, selectingWords)) meansAliases = false;
      if (this.isSign(at, "*")) {
        const isAll = this.isIn(at - 1, beforeStar) || this.isSign(at - 1, ",");
        if (isAll && selects === 1) columns.push({});
        continue;
      }
      if (this.nameAt(at) === "") continue;
      // A field of what stands before it; what EXTRACT takes out.
      if (this.isSign(at - 1, ".") || (this.isSign(at - 1, "(") && this.isWord(at - 2, "extract"))) continue;
      const start = at;
      const names = [this.nameAt(at)];
      while (this.isSign(at + 1, ".") && (this.nameAt(at + 2) !== "" || this.isSign(at + 2, "*"))) {
        at += 2;
        names.push(this.isSign(at, "*") ? "*" : this.nameAt(at));
      }
      if (this.isSign(start - 1, "::")) {
        while (this.isIn(at + 1, typeWords)) at++;
        continue;
      }
      if (this.isSign(at + 1, "(") || this.tokens.strings.has(at + 1)) continue;
      const isAlias = this.isWord(start - 1, "as") || this.endsOperand(start - 1);
      const [name = "", label] = names.toReversed();
      if (isAlias) aliases.add(name);
      else if (label !== undefined) columns.push(name === "*" ? { label } : { label, name });
      else if (!this.isReserved(start) && !(meansAliases && aliases.has(name))) columns.push({ name });
    }
    return columns;
  }

  private isReserved(at: number): boolean {
    return [clauses, operators, operands, doubtful].some((set) => this.isIn(at, set));
  }

  /** Whether what ends here is a value, so that a name behind it is its alias. */
  private endsOperand(at: number): boolean {
    if (at < 0) return false;
    const sign = this.tokens.signs[at];
    if (sign !== "") return sign === ")" || sign === "]";
    return this.nameAt(at) === "" || this.isIn(at, operands) || this.isName(at);
  }
}
