// Data statements of PostgreSQL that are certainly well formed. In: a statement's text. Out: yes, or not known: then the full parser is
// asked, which takes time to load. It reads what migrations mostly write, and leaves everything rare to that parser.

import { functionWords, reservedWords } from "./dialects/postgresql-words.js";
import { TextCursor, word } from "./text-cursor.js";

/** Whether a statement is one that PostgreSQL's grammar takes. False says nothing. */
export function isPlainData(text: string): boolean {
  const reader = new PlainReader(text);
  return reader.readStatement() && reader.done;
}

const quotedName = /"(?:[^"]|"")+"/y;
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?(?![\w.$])/y;
const text = /'[^']*'(?:'[^']*')*(?!\s*\n\s*')|[eE]'(?:[^'\\]|\\[\s\S]|'')*'(?!\s*\n\s*')/y;
const dollarText = /\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$/y;
const comparison = /(?:<=|>=|<>|!=|=|<|>)(?![-+*/<>=~!@#%^&|`?])/y;
const operator = /(?:!?~~?\*?|\|\||->>?|#>>?|@>|<@|[-+*/%])(?![-+*/<>=~!@#%^&|`?])/y;
const typeName =
  /(?:double\s+precision|(?:character|bit)\s+varying|(?:timestamp|time)\s+with(?:out)?\s+time\s+zone|[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*)?|"(?:[^"]|"")+")(?:\s*\(\s*\d+\s*(?:,\s*\d+\s*)?\))?(?:\[\d*\])*/iy;
const emptyArguments = /\(\s*\*?\s*\)/y;
/** A whole row of numbers, strings and names of values: what seeds are made of. */
const literalRow =
  /\(\s*(?:(?:-?\d+(?:\.\d+)?|'[^']*'(?:'[^']*')*|NULL|TRUE|FALSE|DEFAULT)\s*,\s*)*(?:-?\d+(?:\.\d+)?|'[^']*'(?:'[^']*')*|NULL|TRUE|FALSE|DEFAULT)\s*\)/iy;

const constants = new Set([
  ...["NULL", "TRUE", "FALSE", "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_USER"],
  ...["LOCALTIMESTAMP", "SESSION_USER"],
]);
/** Functions by a word of the grammar, with at least one argument. */
const called = new Set(["COALESCE", "GREATEST", "LEAST"]);
/** INTERVAL '1 day'. */
const typedConstants = new Set(["INTERVAL", "DATE", "TIMESTAMP"]);
/** What has a grammar of its own behind its name, or is no function. */
const special =
  /^(extract|overlay|position|substring|trim|normalize|cast|treat|xml\w+|json\w*|row|array|exists|nullif|grouping|interval|setof|values|between|merge_action|collation|left|right|like|ilike|coalesce|greatest|least|date|time|timestamp|national|nchar|char|character|bit|dec|decimal|numeric|float|int|integer|real|smallint|bigint|boolean|varchar|precision|none|inout|out)$/i;
/** Not reserved, but no alias of a table either where it stands bare, or of a meaning of its own there. */
const noAlias = new Set(
  "SET WHERE JOIN LEFT RIGHT FULL INNER CROSS NATURAL ON USING RETURNING VALUES ORDER GROUP LIMIT TABLESAMPLE OVERRIDING DEFAULT SELECT".split(
    " ",
  ),
);

class PlainReader extends TextCursor {
  readStatement(): boolean {
    if (this.accept("INSERT")) return this.readInsert();
    if (this.accept("UPDATE")) return this.readUpdate();
    if (this.accept("DELETE")) return this.readDelete();
    if (this.accept("TRUNCATE")) return this.readTruncate();
    return this.readSelect();
  }

  private readInsert(): boolean {
    if (!this.accept("INTO") || !this.readName()) return false;
    if (this.accept("AS") && !this.readColumn()) return false;
    if (this.mark("(") && !(this.list(() => this.readColumn()) && this.mark(")"))) return false;
    if (this.accept("DEFAULT")) return this.accept("VALUES") && this.readReturning();
    const rows = this.accept("VALUES") ? this.list(() => this.readRow()) : this.readQuery();
    return rows && this.readConflict() && this.readReturning();
  }

  private readQuery(): boolean {
    return this.peek() === "SELECT" ? this.readSelect() : this.readQueryInParentheses();
  }

  private readRow(): boolean {
    if (this.match(literalRow)) return true;
    return this.mark("(") && this.list(() => this.accept("DEFAULT") || this.readValue()) && this.mark(")");
  }

  private readConflict(): boolean {
    if (!this.accept("ON")) return true;
    if (!this.accept("CONFLICT")) return false;
    let hasTarget = false;
    if (this.mark("(")) {
      if (!this.list(() => this.readColumn()) || !this.mark(")")) return false;
      hasTarget = true;
    } else if (this.accept("ON")) {
      if (!this.accept("CONSTRAINT") || !this.readColumn()) return false;
      hasTarget = true;
    }
    if (!this.accept("DO")) return false;
    if (this.accept("NOTHING")) return true;
    return hasTarget && this.accept("UPDATE") && this.readSet() && this.readWhere();
  }

  private readUpdate(): boolean {
    this.accept("ONLY");
    if (!this.readTable() || !this.readSet()) return false;
    if (this.accept("FROM") && !this.readFrom()) return false;
    return this.readWhere() && this.readReturning();
  }

  private readSet(): boolean {
    if (!this.accept("SET")) return false;
    return this.list(
      () => this.readColumn() && this.mark("=") && (this.accept("DEFAULT") || this.readCondition()),
    );
  }

  private readDelete(): boolean {
    if (!this.accept("FROM")) return false;
    this.accept("ONLY");
    if (!this.readTable()) return false;
    if (this.accept("USING") && !this.readFrom()) return false;
    return this.readWhere() && this.readReturning();
  }

  private readTruncate(): boolean {
    this.accept("TABLE");
    if (!this.list(() => this.readName())) return false;
    if (this.accept("RESTART") && !this.accept("IDENTITY")) return false;
    return this.accept("CASCADE") || this.accept("RESTRICT") || this.done;
  }

  private readSelect(): boolean {
    if (!this.accept("SELECT")) return false;
    this.accept("DISTINCT");
    if (!this.list(() => this.readSelected())) return false;
    if (this.accept("FROM") && !this.readFrom()) return false;
    if (!this.readWhere()) return false;
    if (this.accept("GROUP") && !(this.accept("BY") && this.list(() => this.readValue()))) return false;
    if (this.accept("HAVING") && !this.readCondition()) return false;
    if (this.accept("ORDER") && !(this.accept("BY") && this.list(() => this.readOrder()))) return false;
    return !this.accept("LIMIT") || this.match(number);
  }

  private readSelected(): boolean {
    if (this.mark("*")) return true;
    if (!this.readCondition()) return false;
    return !this.accept("AS") || this.match(quotedName) || this.match(word);
  }

  private readOrder(): boolean {
    if (!this.readValue()) return false;
    if (!this.accept("ASC")) this.accept("DESC");
    return true;
  }

  private readFrom(): boolean {
    return this.list(() => {
      if (!this.readTable()) return false;
      while (this.readJoinWords()) {
        if (!this.readTable() || !this.accept("ON") || !this.readCondition()) return false;
      }
      return true;
    });
  }

  private readJoinWords(): boolean {
    if (this.accept("LEFT") || this.accept("RIGHT") || this.accept("FULL")) this.accept("OUTER");
    else this.accept("INNER");
    return this.accept("JOIN");
  }

  private readTable(): boolean {
    if (this.mark("(")) {
      const isQuery = this.deeper(() => this.readSelect()) && this.mark(")");
      this.accept("AS");
      return isQuery && this.readColumn();
    }
    if (!this.readName()) return false;
    if (this.accept("AS")) return this.readColumn();
    if (!noAlias.has(this.peek())) this.readColumn();
    return true;
  }

  private readWhere(): boolean {
    return !this.accept("WHERE") || this.readCondition();
  }

  private readReturning(): boolean {
    return !this.accept("RETURNING") || this.list(() => this.readSelected());
  }

  private readCondition(): boolean {
    do {
      this.accept("NOT");
      if (!this.readTest()) return false;
    } while (this.accept("AND") || this.accept("OR"));
    return true;
  }

  private readTest(): boolean {
    if (this.accept("EXISTS")) return this.readQueryInParentheses();
    if (!this.readValue()) return false;
    if (this.accept("IS")) {
      this.accept("NOT");
      if (this.accept("DISTINCT")) return this.accept("FROM") && this.readValue();
      return this.accept("NULL") || this.accept("TRUE") || this.accept("FALSE");
    }
    const isNegated = this.accept("NOT");
    if (this.accept("IN")) return this.readIn();
    if (this.accept("LIKE") || this.accept("ILIKE")) return this.readOperation();
    if (this.accept("BETWEEN")) return this.readOperation() && this.accept("AND") && this.readOperation();
    return !isNegated;
  }

  private readIn(): boolean {
    const start = this.at;
    if (!this.mark("(")) return false;
    if (this.peek() !== "SELECT") return this.list(() => this.readValue()) && this.mark(")");
    this.at = start;
    return this.readQueryInParentheses();
  }

  private readQueryInParentheses(): boolean {
    return this.mark("(") && this.deeper(() => this.readSelect()) && this.mark(")");
  }

  /** Operands with operators between them; one comparison at most, for they do not associate. */
  private readValue(): boolean {
    if (!this.readOperation()) return false;
    return !this.match(comparison) || this.readOperation();
  }

  private readOperation(): boolean {
    do {
      if (!this.readOperand()) return false;
      while (this.mark("::")) if (!this.readType()) return false;
    } while (this.match(operator));
    return true;
  }

  private readOperand(): boolean {
    this.mark("-");
    if (this.match(number) || this.match(text) || this.match(dollarText)) return true;
    if (this.mark("(")) {
      const inner = () => (this.peek() === "SELECT" ? this.readSelect() : this.readCondition());
      return this.deeper(inner) && this.mark(")");
    }
    const first = this.peek();
    if (first === "CASE") return this.readCase();
    if (first === "ARRAY") return this.readArray();
    if (first === "CAST") return this.readCast();
    if (typedConstants.has(first) && this.accept(first)) return this.match(text);
    if (called.has(first) && this.accept(first)) return this.readArguments();
    if (constants.has(first)) return this.accept(first);
    if (first !== "" && special.test(first)) return false;
    if (!this.readName(true)) return false;
    if (this.peekMark() !== "(") return true;
    return this.match(emptyArguments) || this.readArguments();
  }

  private readArguments(): boolean {
    return this.mark("(") && this.deeper(() => this.list(() => this.readCondition())) && this.mark(")");
  }

  private readCast(): boolean {
    this.accept("CAST");
    const isCast = this.mark("(") && this.deeper(() => this.readCondition()) && this.accept("AS");
    return isCast && this.readType() && this.mark(")");
  }

  private readType(): boolean {
    return this.isFree() && this.match(typeName);
  }

  private readCase(): boolean {
    this.accept("CASE");
    if (this.peek() !== "WHEN" && !this.readValue()) return false;
    if (this.peek() !== "WHEN") return false;
    while (this.accept("WHEN")) {
      if (!this.readCondition() || !this.accept("THEN") || !this.readCondition()) return false;
    }
    if (this.accept("ELSE") && !this.readCondition()) return false;
    return this.accept("END");
  }

  private readArray(): boolean {
    this.accept("ARRAY");
    return this.mark("[") && (this.mark("]") || (this.list(() => this.readValue()) && this.mark("]")));
  }

  /** `a`, `a.b`, `a.b.c`; as a value also `a.*`. */
  private readName(isValue = false): boolean {
    if (!this.readColumn()) return false;
    while (this.mark(".")) {
      if (isValue && this.mark("*")) return true;
      if (!this.match(quotedName) && !this.match(word)) return false;
    }
    return true;
  }

  private readColumn(): boolean {
    if (this.match(quotedName)) return true;
    return this.isFree() && this.match(word);
  }

  /** Whether no word stands here that cannot be a name. */
  private isFree(): boolean {
    const next = this.peek();
    return !reservedWords.has(next) && !functionWords.has(next);
  }
}
