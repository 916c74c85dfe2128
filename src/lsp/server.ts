// integlint as a language server. In: the protocol's messages on one stream. Out: its answers on another. It decides nothing about
// SQL: it asks the projects of its workspace and turns what they say into the protocol's words.

import { basename } from "node:path";
import {
  CodeActionKind,
  type Connection,
  createConnection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import type { ProjectOptions } from "../project/open.js";
import { version } from "../version.js";
import { Documents } from "./documents.js";
import { uriToPath } from "./places.js";
import { Publisher } from "./publisher.js";
import { answerRequests } from "./requests.js";
import { Workspace } from "./workspace.js";

export interface ServerOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly project: Pick<ProjectOptions, "config" | "noCodeConfig" | "flags">;
}

/** What a change of has to be told: migrations, and what says how they are judged. */
const watched = [
  "**/*.sql",
  "**/sqitch.plan",
  "**/.integlintrc*",
  "**/integlint.config.*",
  "**/package.json",
  "**/.integlint-baseline.json",
];

/** Serves until the client ends it: the process exits then. */
export function serve({ input, output, project }: ServerOptions): void {
  const connection = createConnection(input, output);
  const documents = new Documents();
  const publisher = new Publisher(connection, documents);
  const workspace = new Workspace({
    options: project,
    tell: (of, judged) => {
      publisher.publish(of, judged);
      if (canWatch) watcher.add(of.configFiles.map((path) => `**/${basename(path)}`));
    },
    fail: (error) => connection.console.error(`integlint: ${describe(error)}`),
  });
  const watcher = new Watcher(connection);
  let canWatch = false;
  let canChangeFolders = false;

  connection.onInitialize((params): InitializeResult => {
    const { capabilities } = params;
    canWatch = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
    canChangeFolders = capabilities.workspace?.workspaceFolders ?? false;
    workspace.setFolders(foldersOf(params));
    return {
      serverInfo: { name: "integlint", version },
      capabilities: {
        positionEncoding: "utf-16",
        textDocumentSync: {
          openClose: true,
          change: TextDocumentSyncKind.Incremental,
          save: { includeText: false },
        },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll] },
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        documentSymbolProvider: true,
        workspaceSymbolProvider: true,
        completionProvider: {},
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    if (canWatch) watcher.add(watched);
    if (canChangeFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(pathsOf(removed));
        workspace.setFolders([
          ...workspace.folderPaths.filter((folder) => !gone.has(folder)),
          ...pathsOf(added),
        ]);
        workspace.reassign(documents.all);
      });
  });

  connection.onDidOpenTextDocument(({ textDocument }) => {
    const document = documents.open(textDocument);
    if (document) workspace.open(document);
  });
  connection.onDidChangeTextDocument((params) => {
    const document = documents.change(params);
    if (document) workspace.change(document);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    const document = documents.close(textDocument.uri);
    if (!document) return;
    workspace.close(document.path);
    publisher.clear(document.uri);
  });
  connection.onDidSaveTextDocument(({ textDocument }) => {
    const path = uriToPath(textDocument.uri);
    // Who cannot watch files tells of those that are saved, at least.
    if (!canWatch && path !== undefined) workspace.changeOnDisk(path, true);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri, type } of changes) {
      const path = uriToPath(uri);
      if (path === undefined) continue;
      if (workspace.isLoadedCode(path))
        publisher.show(
          `${basename(path)} is code, which is loaded once: restart the server to see what it does now.`,
          MessageType.Info,
        );
      workspace.changeOnDisk(path, type !== FileChangeType.Changed);
    }
    workspace.reassign(documents.all);
  });

  answerRequests(connection, { documents, workspace });
  connection.listen();
}

/** What the editor is asked to tell changes of; each pattern once. */
class Watcher {
  private readonly known = new Set<string>();

  constructor(private readonly connection: Connection) {}

  add(globs: readonly string[]): void {
    const added = [...new Set(globs)].filter((glob) => !this.known.has(glob));
    for (const glob of added) this.known.add(glob);
    if (added.length === 0) return;
    const watchers = added.map((globPattern) => ({ globPattern }));
    this.connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers })
      .catch((error) =>
        this.connection.console.warn(`integlint: changes are not told of: ${describe(error)}`),
      );
  }
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return pathsOf(workspaceFolders);
  return rootUri ? pathsOf([{ uri: rootUri }]) : [];
}

function pathsOf(folders: readonly { readonly uri: string }[]): readonly string[] {
  return folders.flatMap(({ uri }) => uriToPath(uri) ?? []);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
