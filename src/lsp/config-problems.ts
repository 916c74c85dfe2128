// A configuration that cannot be used, shown where it is wrong. In: the error of a run. Out: diagnostics by file.

import { resolve } from "node:path";
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver/node";
import { findConfig } from "../config/find.js";
import { source } from "./diagnostics.js";
import { pathToUri } from "./places.js";

/** Each line of the message that begins with a place, at that place; the others at the start of the configuration. */
export function configDiagnostics({ message }: Error, cwd: string): ReadonlyMap<string, Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  for (const text of message.split("\n").filter((line) => line !== "")) {
    const [, shown, line = "1", column = "1", rest] = /^(.+?):(\d+):(\d+): (.*)$/.exec(text) ?? [];
    const path = shown === undefined ? findConfig(cwd) : resolve(cwd, shown);
    if (path === undefined) continue;
    const at = { line: Number(line) - 1, character: Number(column) - 1 };
    const diagnostic: Diagnostic = {
      range: { start: at, end: { line: at.line, character: at.character + 1 } },
      severity: DiagnosticSeverity.Error,
      source,
      message: rest ?? text,
    };
    const uri = pathToUri(path);
    const others = found.get(uri);
    if (others) others.push(diagnostic);
    else found.set(uri, [diagnostic]);
  }
  return found;
}
