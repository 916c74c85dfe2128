// What is open in the editor. In: the protocol's notifications. Out: texts with their versions.

import type {
  DidChangeTextDocumentParams,
  TextDocumentContentChangeEvent,
  TextDocumentItem,
} from "vscode-languageserver/node";
import { SourceFile } from "../text/source-file.js";
import { offsetOf, uriToPath } from "./places.js";

export interface Document {
  /** As the client writes it. */
  readonly uri: string;
  /** Absolute. */
  readonly path: string;
  readonly version: number;
  readonly text: string;
}

export class Documents {
  private readonly byPath = new Map<string, Document>();

  /** Undefined for what is no file. */
  open({ uri, version, text }: TextDocumentItem): Document | undefined {
    const path = uriToPath(uri);
    if (path === undefined) return undefined;
    const document = { uri, path, version, text: withoutMark(text) };
    this.byPath.set(path, document);
    return document;
  }

  change({ textDocument, contentChanges }: DidChangeTextDocumentParams): Document | undefined {
    const known = this.find(textDocument.uri);
    if (!known) return undefined;
    const text = withoutMark(contentChanges.reduce(applyChange, known.text));
    const document = { ...known, version: textDocument.version, text };
    this.byPath.set(known.path, document);
    return document;
  }

  close(uri: string): Document | undefined {
    const known = this.find(uri);
    if (known) this.byPath.delete(known.path);
    return known;
  }

  find(uri: string): Document | undefined {
    const path = uriToPath(uri);
    return path === undefined ? undefined : this.byPath.get(path);
  }

  at(path: string): Document | undefined {
    return this.byPath.get(path);
  }

  get all(): Iterable<Document> {
    return this.byPath.values();
  }
}

function applyChange(text: string, change: TextDocumentContentChangeEvent): string {
  if (!("range" in change)) return change.text;
  const file = new SourceFile("", text);
  const start = offsetOf(file, change.range.start);
  const end = Math.max(start, offsetOf(file, change.range.end));
  return text.slice(0, start) + change.text + text.slice(end);
}

/** A byte order mark that a client did not take off: a blank in its place keeps every offset. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, " ");
}
