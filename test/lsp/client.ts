// An editor for tests: the built command in a process of its own, spoken to over its standard streams.

import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import {
  createMessageConnection,
  type Diagnostic,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type ShowMessageParams,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { offsetOf } from "../../src/lsp/places.js";
import { SourceFile } from "../../src/text/source-file.js";

const root = join(import.meta.dirname, "../..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  bin: { integlint: string };
};

/** Builds the command once for a file of tests; `remove` it behind the last one. */
export function buildCommand(): { readonly path: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "integlint-lsp-"));
  const words = [join(root, "scripts/build.mjs"), "--outdir", join(folder, "dist"), "--no-types"];
  execFileSync(process.execPath, words, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  // As the package has them beside it.
  for (const name of ["package.json", "docs"]) symlinkSync(join(root, name), join(folder, name));
  return {
    path: join(folder, manifest.bin.integlint),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface ClientOptions {
  readonly command: string;
  /** Absolute; the first is the working directory. */
  readonly folders: readonly string[];
  readonly words?: readonly string[];
  readonly watches?: boolean;
}

export class Client {
  readonly process: ChildProcessWithoutNullStreams;
  readonly connection: MessageConnection;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly messages: ShowMessageParams[] = [];
  readonly registered: unknown[] = [];
  said = "";
  private version = 0;
  private readonly texts = new Map<string, string>();
  private waiting: (() => void)[] = [];

  private constructor({ command, folders, words = [] }: ClientOptions) {
    this.process = spawn(process.execPath, [command, "lsp", "--stdio", ...words], { cwd: folders[0] });
    this.process.stderr.on("data", (chunk) => {
      this.said += chunk;
    });
    this.connection = createMessageConnection(
      new StreamMessageReader(this.process.stdout),
      new StreamMessageWriter(this.process.stdin),
    );
    this.connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      for (const wake of this.waiting.splice(0)) wake();
    });
    this.connection.onNotification("window/showMessage", (params: ShowMessageParams) => {
      this.messages.push(params);
      for (const wake of this.waiting.splice(0)) wake();
    });
    this.connection.onRequest("client/registerCapability", (params: unknown) => {
      this.registered.push(params);
      return null;
    });
    // A pipe that breaks is what some tests are about.
    this.connection.onError(() => {});
    this.process.stdin.on("error", () => {});
    this.connection.listen();
    onTestFinished(() => {
      this.connection.dispose();
      if (this.process.exitCode === null) this.process.kill("SIGKILL");
    });
  }

  static async start(options: ClientOptions): Promise<Client & { readonly initialized: InitializeResult }> {
    const client = new Client(options);
    const died = client.exited().then((code) => {
      throw new Error(`the server ended with ${code}: ${client.said}`);
    });
    died.catch(() => {});
    const initializing = client.connection.sendRequest<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: options.folders.map((folder) => ({ uri: uri(folder), name: folder })),
      capabilities: {
        workspace: {
          workspaceFolders: true,
          didChangeWatchedFiles: { dynamicRegistration: options.watches ?? true },
        },
      },
    });
    const initialized = await Promise.race([initializing, died]);
    await client.connection.sendNotification("initialized", {});
    return Object.assign(client, { initialized });
  }

  /** A process that nothing was said to yet. */
  static spawn(options: ClientOptions): Client {
    return new Client(options);
  }

  open(path: string, text: string): Promise<readonly Diagnostic[]> {
    this.texts.set(path, text);
    return this.answered(path, "textDocument/didOpen", {
      textDocument: { uri: uri(path), languageId: "sql", version: ++this.version, text },
    });
  }

  /** Replaces the whole text, as some editors do. */
  replace(path: string, text: string): Promise<readonly Diagnostic[]> {
    this.texts.set(path, text);
    return this.change(path, [{ text }]);
  }

  /** Types at a place, as most editors tell it. */
  type(path: string, at: number, text: string, deleted = 0): Promise<readonly Diagnostic[]> {
    const before = this.textOf(path);
    const range = { start: this.position(path, at), end: this.position(path, at + deleted) };
    this.texts.set(path, before.slice(0, at) + text + before.slice(at + deleted));
    return this.change(path, [{ range, text }]);
  }

  change(path: string, contentChanges: readonly object[]): Promise<readonly Diagnostic[]> {
    return this.answered(path, "textDocument/didChange", {
      textDocument: { uri: uri(path), version: ++this.version },
      contentChanges,
    });
  }

  async tellDisk(...changes: readonly { path: string; type: 1 | 2 | 3 }[]): Promise<void> {
    await this.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: changes.map(({ path, type }) => ({ uri: uri(path), type })),
    });
  }

  ask<R>(method: string, path: string, more: object = {}): Promise<R> {
    return this.connection.sendRequest(method, { textDocument: { uri: uri(path) }, ...more });
  }

  askAt<R>(method: string, path: string, words: string, more: object = {}): Promise<R> {
    return this.ask(method, path, { position: this.place(path, words), ...more });
  }

  textOf(path: string): string {
    return this.texts.get(path) ?? "";
  }

  /** Where words begin in an open text, `|` in them being the place that is meant. */
  place(path: string, words: string): { line: number; character: number } {
    const at = this.textOf(path).indexOf(words.replace("|", ""));
    if (at < 0) throw new Error(`no ${words} in ${path}`);
    return this.position(path, at + Math.max(0, words.indexOf("|")));
  }

  position(path: string, offset: number): { line: number; character: number } {
    const { line, column } = new SourceFile(path, this.textOf(path)).positionAt(offset);
    return { line: line - 1, character: column - 1 };
  }

  /** The next thing published about a file, whatever it says. */
  async next(path: string, from = this.published.length): Promise<readonly Diagnostic[]> {
    return this.until(() => this.published.slice(from).findLast((one) => one.uri === uri(path))?.diagnostics);
  }

  async until<T>(find: () => T | undefined, milliseconds = 10_000): Promise<T> {
    const end = performance.now() + milliseconds;
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      const left = end - performance.now();
      if (left <= 0)
        throw new Error(`nothing came; stderr: ${this.said}; messages: ${JSON.stringify(this.messages)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  exited(): Promise<number | null> {
    if (this.process.exitCode !== null) return Promise.resolve(this.process.exitCode);
    return new Promise((resolve) => this.process.once("exit", resolve));
  }

  private async answered(path: string, method: string, params: object): Promise<readonly Diagnostic[]> {
    const { version } = this;
    await this.connection.sendNotification(method, params);
    return this.until(
      () => this.published.findLast((one) => one.uri === uri(path) && one.version === version)?.diagnostics,
    );
  }
}

export function uri(path: string): string {
  return pathToFileURL(path).href;
}

/** A text with the edits that an action has for it. */
export function applyEdit(text: string, { changes }: WorkspaceEdit, path: string): string {
  const file = new SourceFile(path, text);
  return [...(changes?.[uri(path)] ?? [])]
    .map(({ range, newText }) => [offsetOf(file, range.start), offsetOf(file, range.end), newText] as const)
    .sort((a, b) => b[0] - a[0])
    .reduce((result, [start, end, added]) => result.slice(0, start) + added + result.slice(end), text);
}

/** `3:9 warning key-name`, lines and columns from 1. */
export function shown(diagnostics: readonly Diagnostic[]): readonly string[] {
  const severities = ["", "error", "warning", "info", "hint"];
  return diagnostics.map(
    ({ range, severity, code }) =>
      `${range.start.line + 1}:${range.start.character + 1} ${severities[severity ?? 0]} ${code}`,
  );
}
