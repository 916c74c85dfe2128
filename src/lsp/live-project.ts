// One project in the editor: its session, what is open of it, and when it is looked at again. In: texts as they change.
// Out: snapshots on demand, findings when the typing pauses. Only the newest text is judged.

import { resolve } from "node:path";
import type { ConfigError, UsageError } from "../config/errors.js";
import type { Finding, LintResult } from "../lint/finding.js";
import type { ProjectOptions } from "../project/open.js";
import { showPath } from "../project/paths.js";
import { Session, type Snapshot } from "../project/session.js";
import type { SourceFile } from "../text/source-file.js";

/** Milliseconds. Where a run takes longer than a person notices, it waits for the typing to pause. */
const shortestPause = 5;
const longestPause = 250;
const unnoticed = 50;

export interface Judged {
  readonly snapshot: Snapshot | undefined;
  /** By absolute path, for every open file of the project. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** Rules that threw. */
  readonly failures: LintResult["failures"];
  readonly problem: ConfigError | UsageError | undefined;
}

export class LiveProject {
  private readonly session: Session;
  private readonly open = new Set<string>();
  /** Counts what changed. */
  private revision = 0;
  private seen: { readonly revision: number; readonly snapshot: Snapshot | undefined } | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private pause = shortestPause;

  constructor(
    options: ProjectOptions & { readonly cwd: string },
    private readonly tell: (judged: Judged) => void,
    private readonly fail: (error: unknown) => void,
  ) {
    this.session = new Session(options);
  }

  get cwd(): string {
    return this.session.cwd;
  }

  get isUsed(): boolean {
    return this.open.size > 0;
  }

  /** What its configuration was made of; absolute. */
  get configFiles(): readonly string[] {
    return this.session.configFiles;
  }

  setText(path: string, text: string): void {
    this.open.add(path);
    this.session.setText(path, text);
    this.touch();
  }

  close(path: string): void {
    this.open.delete(path);
    this.session.setText(path, undefined);
    this.refresh(path);
  }

  /** A file's text on the disk is another one. */
  refresh(path: string): void {
    this.session.refresh(path);
    this.touch();
  }

  /** Files came or went, or the configuration changed. */
  reload(): void {
    this.session.reload();
    this.touch();
  }

  /** No more findings are told. */
  end(): void {
    clearTimeout(this.timer);
    this.revision = Number.NaN;
  }

  /** The project as it is now, with every text that has arrived. */
  snapshot(): Promise<Snapshot | undefined> {
    const next = this.running.then(async () => {
      const { revision } = this;
      if (this.seen?.revision !== revision) this.seen = { revision, snapshot: await this.session.snapshot() };
      return this.seen.snapshot;
    });
    this.running = next.catch(() => {});
    return next;
  }

  /** A file by its path as the history has it: the same object that its places name. */
  fileIn(snapshot: Snapshot, path: string): SourceFile | undefined {
    const shown = showPath(path, this.cwd);
    return snapshot.project.files.find((file) => file.path === shown);
  }

  private touch(): void {
    this.revision++;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.judge().catch(this.fail);
    }, this.pause);
  }

  private async judge(): Promise<void> {
    const { revision } = this;
    const started = performance.now();
    const snapshot = await this.snapshot();
    if (this.revision !== revision) return;
    const findings = new Map<string, Finding[]>([...this.open].map((path) => [path, []]));
    const shown = new Set([...this.open].map((path) => showPath(path, this.cwd)));
    const files = snapshot?.project.files.filter((file) => shown.has(file.path)) ?? [];
    // What is open and no migration is left alone.
    const result = files.length > 0 ? snapshot?.judge(new Set(files.map((file) => file.path))) : undefined;
    for (const finding of result?.findings ?? [])
      findings.get(resolve(this.cwd, finding.location.file.path))?.push(finding);
    const cost = performance.now() - started;
    this.pause = cost < unnoticed ? shortestPause : Math.min(longestPause, cost / 2);
    this.tell({ snapshot, findings, failures: result?.failures ?? [], problem: this.session.problem });
  }
}
