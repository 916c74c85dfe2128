// Tells the editor what was found. In: what a project found in its open files. Out: diagnostics, and messages about what a person
// has to change in the configuration. Diagnostics that no longer hold are taken back.

import {
  type Connection,
  type Diagnostic,
  MessageType,
  ShowMessageNotification,
} from "vscode-languageserver/node";
import { configDiagnostics } from "./config-problems.js";
import { diagnosticOf, isOpen } from "./diagnostics.js";
import type { Documents } from "./documents.js";
import type { Judged, LiveProject } from "./live-project.js";

export class Publisher {
  /** Per project: the configuration files that have diagnostics, and what was said of them. */
  private readonly faults = new Map<string, { readonly uris: readonly string[]; readonly message: string }>();
  private readonly toldOnce = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly documents: Documents,
  ) {}

  publish({ cwd }: LiveProject, { findings, failures, problem, snapshot }: Judged): void {
    for (const [path, all] of findings) {
      const document = this.documents.at(path);
      if (!document) continue;
      const diagnostics = all.filter(isOpen).map((finding) => diagnosticOf(finding, cwd));
      this.send(document.uri, diagnostics, document.version);
    }
    this.publishProblem(cwd, problem);
    for (const note of snapshot?.project.notes ?? []) this.tellOnce(`integlint: ${note}`);
    for (const { rule, error } of failures)
      this.tellOnce(`integlint: internal error in the rule ${rule}: ${error}`);
  }

  clear(uri: string): void {
    this.send(uri, []);
  }

  private publishProblem(cwd: string, problem: Error | undefined): void {
    const before = this.faults.get(cwd);
    if (before?.message === problem?.message) return;
    const found = problem ? configDiagnostics(problem, cwd) : new Map<string, Diagnostic[]>();
    for (const uri of before?.uris ?? []) if (!found.has(uri)) this.send(uri, []);
    for (const [uri, diagnostics] of found) this.send(uri, diagnostics);
    if (problem) {
      this.faults.set(cwd, { uris: [...found.keys()], message: problem.message });
      this.show(`integlint: ${problem.message}`);
    } else this.faults.delete(cwd);
  }

  /** A notification: the request of the same name would fail where a client offers no buttons. */
  show(message: string, type: MessageType = MessageType.Error): void {
    this.connection.sendNotification(ShowMessageNotification.type, { type, message }).catch(() => {});
  }

  private tellOnce(message: string): void {
    if (this.toldOnce.has(message)) return;
    this.toldOnce.add(message);
    this.connection.console.warn(message);
  }

  private send(uri: string, diagnostics: Diagnostic[], version?: number): void {
    this.connection
      .sendDiagnostics({ uri, diagnostics, ...(version !== undefined && { version }) })
      .catch(() => {});
  }
}
