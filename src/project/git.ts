// What git knows of files. In: a folder in a repository. Out: which files differ, and what is staged. It changes nothing.

import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { UsageError } from "../config/errors.js";

/** The tree that every repository has, with nothing in it. */
const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
/** A repository's own settings start no programs, paths are paths, and a bare repository among the files is none. */
const careful = [
  ...["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "safe.bareRepository=explicit"],
  "--literal-pathspecs",
];
const mainBranches = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];

/** Whom git would name for a commit made here; undefined where it knows nobody, or is not there. */
export function authorAt(cwd: string): { readonly name: string; readonly email: string } | undefined {
  const ask = (key: string) =>
    execFileSync("git", ["config", "--get", key], {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  try {
    return { name: ask("user.name"), email: ask("user.email") };
  } catch {
    return undefined;
  }
}

export class Git {
  private readonly top: string;

  constructor(
    private readonly cwd: string,
    /** The option that asks for git: it is named where git cannot answer. */
    private readonly asker: string,
  ) {
    this.top = resolve(cwd, this.ask(["rev-parse", "--show-cdup"]).trim());
  }

  /** Files that differ from where the work left a revision: added, edited, renamed, and those git does not know yet. Absolute. */
  changedSince(revision: string): readonly string[] {
    return this.differing(revision, "ACMR");
  }

  /** Files that were added since the work left a revision, those that git does not know yet among them. Absolute. */
  newSince(revision: string): readonly string[] {
    return this.differing(revision, "A");
  }

  private differing(revision: string, kinds: string): readonly string[] {
    const diff = [
      "diff",
      "--name-only",
      "-z",
      `--diff-filter=${kinds}`,
      "--find-renames",
      "--no-ext-diff",
      this.baseOf(revision),
      "--",
    ];
    const untracked = ["ls-files", "--others", "--exclude-standard", "--full-name", "-z", this.top];
    return [...this.paths(diff), ...this.paths(untracked)];
  }

  /** The commit where the work left a revision; "" is the main branch. */
  leftAt(revision: string): string {
    return this.baseOf(revision);
  }

  /** The revision itself, as git names it: what others merged meanwhile is in it. */
  tipOf(revision: string): string {
    return (revision === "" ? this.mainBranch() : revision) ?? emptyTree;
  }

  /** Files whose staged content differs from the last commit. Absolute. */
  staged(): readonly string[] {
    return this.paths(["diff", "--cached", "--name-only", "-z", "--diff-filter=ACMR", "--no-ext-diff"]);
  }

  /** The files that a commit would hold, in and below a folder. Absolute. */
  indexed(folder: string): readonly string[] {
    return this.paths(["ls-files", "--cached", "--full-name", "-z", "--", folder]);
  }

  /** Files that are different on the disk from what is staged, or gone from it. Absolute. */
  unstaged(): ReadonlySet<string> {
    return new Set(this.paths(["diff", "--name-only", "-z", "--no-ext-diff"]));
  }

  /** A file's staged content. */
  readStaged(path: string): Uint8Array {
    return this.run(["cat-file", "blob", `:0:${this.fromTop(path)}`]);
  }

  /** The files of a revision in and below a folder, with what stands in them. Absolute. */
  filesAt(
    revision: string,
    folder: string,
    wanted: (path: string) => boolean,
  ): ReadonlyMap<string, Uint8Array> {
    const tree = this.treeOf(revision);
    const inside = this.fromTop(folder);
    const words = ["ls-tree", "-r", "-z", "--full-tree", tree, ...(inside === "" ? [] : ["--", inside])];
    const blobs = this.ask(words)
      .split("\0")
      .flatMap((line) => {
        const [, hash, path] = /^\d+ blob ([0-9a-f]+)\t([\s\S]+)$/.exec(line) ?? [];
        return hash !== undefined && path !== undefined && wanted(path) ? [{ hash, path }] : [];
      });
    const contents = this.readBlobs(blobs.map(({ hash }) => hash));
    return new Map(
      blobs.map(({ path }, at) => [resolve(this.top, path), contents[at] as Uint8Array] as const),
    );
  }

  /** The name of all that a revision holds. */
  treeOf(revision: string): string {
    try {
      return this.ask(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{tree}`]).trim();
    } catch {
      throw new UsageError(`${this.asker}: there is no folder, and git knows no revision "${revision}".`);
    }
  }

  /** All in one call: a header line, the content and a line break each (git manual, cat-file, "Batch output"). */
  private readBlobs(hashes: readonly string[]): readonly Uint8Array[] {
    if (hashes.length === 0) return [];
    const output = this.run(["cat-file", "--batch"], `${hashes.join("\n")}\n`);
    let at = 0;
    return hashes.map(() => {
      const end = output.indexOf(10, at);
      const size = Number(Buffer.from(output.subarray(at, end)).toString().split(" ")[2]);
      at = end + 1 + size + 1;
      return output.subarray(end + 1, end + 1 + size);
    });
  }

  private fromTop(path: string): string {
    return path
      .slice(this.top.length + 1)
      .split("\\")
      .join("/");
  }

  private baseOf(revision: string): string {
    const wanted = revision === "" ? this.mainBranch() : revision;
    if (wanted === undefined) return emptyTree;
    try {
      return this.ask(["merge-base", "--end-of-options", wanted, "HEAD"]).trim();
    } catch {
      throw new UsageError(`${this.asker}: git knows no revision "${wanted}" that this branch comes from.`);
    }
  }

  /** Nothing where there is no commit yet. */
  private mainBranch(): string | undefined {
    const known = (name: string) => {
      try {
        this.run(["rev-parse", "--verify", "--quiet", `${name}^{commit}`]);
        return true;
      } catch {
        return false;
      }
    };
    return [...mainBranches, "HEAD"].find(known);
  }

  private paths(words: readonly string[]): readonly string[] {
    const listed = this.ask(words).split("\0");
    return listed.filter((path) => path !== "").map((path) => resolve(this.top, path));
  }

  private ask(words: readonly string[]): string {
    return Buffer.from(this.run(words)).toString("utf8");
  }

  private run(words: readonly string[], input?: string): Uint8Array {
    try {
      return execFileSync("git", [...careful, ...words], {
        cwd: this.cwd,
        maxBuffer: 1 << 30,
        ...(input === undefined ? {} : { input }),
        stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      });
    } catch (error) {
      const { code, stderr } = error as { code?: string; stderr?: Uint8Array };
      const said =
        code === "ENOENT"
          ? "git is not installed"
          : Buffer.from(stderr ?? [])
              .toString()
              .trim();
      throw new UsageError(`${this.asker}: ${said.split("\n")[0] || "git failed"}.`);
    }
  }
}
