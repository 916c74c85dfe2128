// Scripts as a whole. In: scripts. Out: their beginning, and the fields of their header. Knows nothing of schemas.

import type { Script } from "../migration/migration.js";
import type { Location, Range } from "../text/source-file.js";

/** Where a script begins: the place of what is wrong with the script as a whole. */
export function beginningOf(script: Script): Location {
  return { file: script.file, range: { start: script.range.start, end: script.range.start } };
}

/** A field of a header comment: `Why: separate credentials from configuration`. */
export interface HeaderField {
  /** As written. */
  readonly name: string;
  /** The text behind the colon and on the lines below, up to the next field; one entry a line, none of them blank. */
  readonly lines: readonly string[];
  readonly range: Range;
}

export interface Header {
  /** From the first comment before the first statement to the last; missing where there is none. */
  readonly range?: Range;
  readonly fields: readonly HeaderField[];
}

const fieldStart = /^(\p{L}[\p{L}\p{M}\p{N} _-]*?)\s*:(?:\s+(.*))?$/u;
/** Nothing but words: a name of SQL has other characters, too. */
const wordsOnly = /^[\p{L}\p{M} ]+$/u;
/** Banners (`====`), and the star that block comments begin their lines with. */
const ornament = /^\s*\*?[#=_~*-]{3,}|^\s*\*(?=\s|$)|[#=_~*-]{3,}\s*$/g;

/** Whether a comment can have a field of that name. */
export function canBeField(name: string): boolean {
  return fieldStart.exec(`${name}: x`)?.[1] === name;
}

const headers = new WeakMap<Script, Header>();

/** The comments before the first statement, read as fields; several rules ask for those of one script. */
export function headerOf(script: Script): Header {
  const known = headers.get(script) ?? readHeader(script);
  headers.set(script, known);
  return known;
}

function readHeader(script: Script): Header {
  const end = script.statements[0]?.location.range.start ?? script.range.end;
  const comments = script.comments.filter((comment) => comment.range.end <= end);
  const fields: { name: string; lines: string[]; range: Range }[] = [];
  let open: { lines: string[]; indent: number } | undefined;
  for (const { text, range } of comments) {
    for (const raw of text.split(/\r\n?|\n/)) {
      const line = raw.replace(ornament, "");
      const indent = line.search(/\S/);
      const [, name, value] = fieldStart.exec(line.trim()) ?? [];
      // `user_roles: adds a column` below Tables is what the field says, and `JIRA-Ticket: 12` beside it another field.
      const isField = name !== undefined && (!open || wordsOnly.test(name) || !continues(line, indent, open));
      if (isField) {
        const lines = value?.trim() ? [value.trim()] : [];
        fields.push({ name, lines, range });
        open = { lines, indent };
      } else if (open && continues(line, indent, open)) open.lines.push(line.trim());
      else if (open && open.lines.length > 0) open = undefined;
    }
  }
  const [first] = comments;
  const last = comments.at(-1);
  return { ...(first && last && { range: { start: first.range.start, end: last.range.end } }), fields };
}

/** A value goes on below while it is empty, ends in a comma, or the line is indented or a list's. */
function continues(
  line: string,
  indent: number,
  { lines, indent: fieldIndent }: { readonly lines: readonly string[]; readonly indent: number },
): boolean {
  if (indent < 0) return false;
  return (
    lines.length === 0 ||
    lines.at(-1)?.endsWith(",") === true ||
    indent > fieldIndent ||
    /^\s*[-*•+]\s/.test(line)
  );
}
