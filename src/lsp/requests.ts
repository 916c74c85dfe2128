// The editor's questions. In: requests about places in files. Out: answers from the project as it is now, with all that was typed.
// A question that nobody waits for any more is not answered, and one about another file gets none.

import {
  type CancellationToken,
  type CodeActionParams,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  type TextDocumentIdentifier,
} from "vscode-languageserver/node";
import type { Snapshot } from "../project/session.js";
import type { SourceFile } from "../text/source-file.js";
import { codeActions } from "./code-actions.js";
import { complete } from "./completion.js";
import type { Documents } from "./documents.js";
import { hoverOn } from "./hover.js";
import { definitionOf, highlightsOf, referencesTo } from "./navigation.js";
import { outlineOf } from "./outline.js";
import { offsetOf, type ProtocolPosition } from "./places.js";
import type { Workspace } from "./workspace.js";
import { findSymbols } from "./workspace-symbols.js";

export interface Known {
  readonly documents: Documents;
  readonly workspace: Workspace;
}

/** A file of a project, as the project has it now. */
export interface FileInProject {
  readonly cwd: string;
  readonly snapshot: Snapshot;
  readonly file: SourceFile;
}

export interface PlaceInProject extends FileInProject {
  readonly offset: number;
}

interface Position {
  readonly textDocument: TextDocumentIdentifier;
  readonly position: ProtocolPosition;
}

export function answerRequests(connection: Connection, known: Known): void {
  const find = async (uri: string, token: CancellationToken): Promise<FileInProject | undefined> => {
    // Cancellations and changes that have arrived come first.
    await new Promise((resolve) => setImmediate(resolve));
    const path = known.documents.find(uri)?.path;
    const project = path === undefined ? undefined : known.workspace.projectOf(path);
    const snapshot = token.isCancellationRequested ? undefined : await project?.snapshot();
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
    const file = path === undefined || !snapshot ? undefined : project?.fileIn(snapshot, path);
    return file && project && snapshot ? { cwd: project.cwd, snapshot, file } : undefined;
  };
  const inFile =
    <P extends { readonly textDocument: TextDocumentIdentifier }, R>(
      answer: (at: FileInProject, params: P) => R | Promise<R>,
    ) =>
    async (params: P, token: CancellationToken): Promise<R | null> => {
      const at = await find(params.textDocument.uri, token);
      return at ? answer(at, params) : null;
    };
  const atPlace = <P extends Position, R>(answer: (at: PlaceInProject, params: P) => R) =>
    inFile((at, params: P) => answer({ ...at, offset: offsetOf(at.file, params.position) }, params));

  connection.onHover(atPlace(hoverOn));
  connection.onDefinition(atPlace(definitionOf));
  connection.onReferences(
    atPlace((at, { context }: Position & { context: { includeDeclaration: boolean } }) =>
      referencesTo(at, context.includeDeclaration),
    ),
  );
  connection.onDocumentHighlight(atPlace(highlightsOf));
  connection.onDocumentSymbol(inFile(outlineOf));
  connection.onCompletion(atPlace(complete));
  connection.onCodeAction(
    inFile((at, params: CodeActionParams) => codeActions(at, params, params.textDocument.uri)),
  );
  connection.onWorkspaceSymbol(async ({ query }, token) => {
    await new Promise((resolve) => setImmediate(resolve));
    const found = [];
    for (const project of known.workspace.all) {
      if (token.isCancellationRequested) return null;
      const snapshot = await project.snapshot();
      if (snapshot) found.push(...findSymbols(snapshot, query, project.cwd));
    }
    return found;
  });
}
