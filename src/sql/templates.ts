// What a template engine decides before SQL is sent: Go's `{{ if … }}`, Jinja's `{% if … %}`. In: statements as read, and their tokens.
// Out: the same; what stands in such a block, or begins with a directive, is opaque.

import type { Range } from "../text/source-file.js";
import type { OpaqueStatement, Statement } from "./statement.js";
import type { Tokens } from "./tokens.js";

export function closeTemplates(statements: readonly Statement[], tokens: Tokens): readonly Statement[] {
  if (!/\{[{%]/.test(tokens.text)) return statements;
  const blocks = blocksOf(tokens);
  const isDecided = ({ start, end }: Range) =>
    isDirective(tokens.text, start) || blocks.some((block) => start < block.end && block.start < end);
  return statements.map((statement) => (isDecided(statement.location.range) ? opaque(statement) : statement));
}

function opaque({ location, dialect }: Statement): OpaqueStatement {
  const reason = "a template decides what is run here";
  return {
    kind: "opaque",
    reason,
    mayChangeSchema: true,
    verb: "",
    location,
    dialect,
    problems: [],
    constructs: [],
  };
}

function isDirective(text: string, at: number): boolean {
  return text.startsWith("{{", at) || text.startsWith("{%", at);
}

const opening = new Set(["if", "range", "with", "block", "define", "for", "macro", "call", "filter"]);

/** From the directive that opens a block to the one that closes it; to the end of the text where none does. */
function blocksOf(tokens: Tokens): readonly Range[] {
  const blocks: Range[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < tokens.count; at++) {
    const from = tokens.starts[at] as number;
    if (!isDirective(tokens.text, from)) continue;
    const [, word = ""] = /^.{2}[-+]?\s*(\w*)/.exec(tokens.text.slice(from, from + 40)) ?? [];
    if (opening.has(word)) {
      if (depth++ === 0) start = from;
    } else if (word.startsWith("end") && depth > 0 && --depth === 0) {
      blocks.push({ start, end: tokens.ends[at] as number });
    }
  }
  return depth > 0 ? [...blocks, { start, end: tokens.text.length }] : blocks;
}
