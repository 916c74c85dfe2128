// Places of the model and places of the protocol. In: files with offsets, paths. Out: positions from 0 in UTF-16 units, URIs; and back.

import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Location as ProtocolLocation, Range as ProtocolRange } from "vscode-languageserver/node";
import type { Location, Range, SourceFile } from "../text/source-file.js";

export interface ProtocolPosition {
  readonly line: number;
  readonly character: number;
}

export function pathToUri(path: string): string {
  return pathToFileURL(path).href;
}

/** The absolute path of a `file:` URI; undefined for what is on no disk. */
export function uriToPath(uri: string): string | undefined {
  try {
    return uri.startsWith("file:") ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

export function uriOf(file: SourceFile, cwd: string): string {
  return pathToUri(resolve(cwd, file.path));
}

/** Whether a place is in a text at all. */
export function isWritten({ range }: Location): boolean {
  return range.start >= 0;
}

export function positionOf(file: SourceFile, offset: number): ProtocolPosition {
  const { line, column } = file.positionAt(offset);
  return { line: line - 1, character: column - 1 };
}

export function rangeOf(file: SourceFile, { start, end }: Range): ProtocolRange {
  return { start: positionOf(file, start), end: positionOf(file, end) };
}

export function locationOf({ file, range }: Location, cwd: string): ProtocolLocation {
  return { uri: uriOf(file, cwd), range: rangeOf(file, range) };
}

/** What lies past the end of a line is its end; past the last line, the text's. */
export function offsetOf(file: SourceFile, { line, character }: ProtocolPosition): number {
  if (line >= file.lineCount) return file.text.length;
  return file.lineStart(line + 1) + Math.min(Math.max(character, 0), file.lineText(line + 1).length);
}

export function contains(range: Range, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}
