// What holds for what an editor asks for. In: a text and its dialect. Out: the properties that are broken, in words: at any place there is an
// answer, and what an action makes of a text that can be read can be read, too.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TextEdit } from "vscode-languageserver/node";
import { applyEdits } from "../../src/generate/edits.js";
import { codeActions } from "../../src/lsp/code-actions.js";
import { complete } from "../../src/lsp/completion.js";
import { hoverOn } from "../../src/lsp/hover.js";
import { definitionOf, highlightsOf, referencesTo } from "../../src/lsp/navigation.js";
import { outlineOf } from "../../src/lsp/outline.js";
import { offsetOf, rangeOf } from "../../src/lsp/places.js";
import type { FileInProject } from "../../src/lsp/requests.js";
import { Session } from "../../src/project/session.js";
import type { Dialect } from "../../src/sql/definition.js";
import type { SourceFile } from "../../src/text/source-file.js";
import { firstProblem } from "./flow.js";
import { withProject } from "./on-disk.js";

export function findEditorFaults(text: string, dialect: Dialect): Promise<readonly string[]> {
  return withProject(text, dialect, async ({ folder: cwd }) => {
    const session = new Session({ cwd });
    const snapshot = await session.snapshot();
    if (!snapshot) return [`no snapshot: ${session.problem?.message}`];
    const faults = new Set<string>();
    for (const file of snapshot.project.files) {
      if (!file.path.endsWith(".sql")) continue;
      const at = { cwd, snapshot, file };
      for (const fault of checkPlaces(at)) faults.add(fault);
      for await (const fault of checkActions(at, dialect)) faults.add(fault);
    }
    return [...faults];
  });
}

/** Some places of each text. */
const places = 12;

function* checkPlaces(at: FileInProject): Generator<string> {
  const { length } = at.file.text;
  outlineOf(at);
  for (let count = 0; count <= places; count++) {
    const place = { ...at, offset: Math.floor((length * count) / places) };
    const hover = hoverOn(place);
    if (
      hover &&
      /\bundefined\b|\bNaN\b|\[object Object\]/.test(JSON.stringify(hover.contents)) &&
      !/undefined|NaN|object/.test(at.file.text)
    )
      yield `a hover shows a value that is not there: "${JSON.stringify(hover.contents).slice(0, 300)}"`;
    for (const answer of [
      definitionOf(place),
      referencesTo(place, true),
      highlightsOf(place),
      complete(place),
    ])
      JSON.stringify(answer);
  }
}

async function* checkActions(at: FileInProject, dialect: Dialect): AsyncGenerator<string> {
  const { file, snapshot, cwd } = at;
  const range = rangeOf(file, { start: 0, end: file.text.length });
  const files = new Map(snapshot.project.files.map((one) => [join(cwd, one.path), one]));
  const asked = { textDocument: { uri: "" }, range, context: { diagnostics: [] } };
  const uri = new URL(`file://${join(cwd, file.path)}`).href;
  for (const { title, edit } of await codeActions(at, asked, uri)) {
    for (const [changed, edits] of Object.entries(edit?.changes ?? {})) {
      const target = files.get(fileURLToPath(changed));
      if (!target) yield `the action ${title} changes a file that is not there`;
      else if (isReadable(target.text, dialect) && !isReadable(edited(target, edits), dialect))
        yield `the action "${title}" of ${file.path} makes a text that cannot be read`;
    }
  }
}

function isReadable(text: string, dialect: Dialect): boolean {
  return firstProblem(text, dialect, true) === undefined;
}

function edited(file: SourceFile, edits: readonly TextEdit[]): string {
  return applyEdits(
    file.text,
    edits.map(({ range, newText }) => {
      const [start, end] = [offsetOf(file, range.start), offsetOf(file, range.end)];
      return { range: { start, end }, text: newText };
    }),
  );
}
