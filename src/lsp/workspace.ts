// Which project a file belongs to. In: the folders that are open, files as they open, change and close. Out: projects. A file's
// project is the nearest configuration's in its workspace folder, else the folder's own.

import { basename, dirname } from "node:path";
import { findConfig } from "../config/find.js";
import { isCode } from "../config/load.js";
import { isMigrationFile } from "../project/files.js";
import type { ProjectOptions } from "../project/open.js";
import { isInside } from "../project/paths.js";
import type { Document } from "./documents.js";
import { type Judged, LiveProject } from "./live-project.js";

export interface WorkspaceOptions {
  /** Of every project, beside its folder. */
  readonly options: Pick<ProjectOptions, "config" | "noCodeConfig" | "flags">;
  readonly tell: (project: LiveProject, judged: Judged) => void;
  readonly fail: (error: unknown) => void;
}

export class Workspace {
  private folders: readonly string[] = [];
  private readonly projects = new Map<string, LiveProject>();
  private readonly owners = new Map<string, LiveProject>();

  constructor(private readonly options: WorkspaceOptions) {}

  /** Absolute paths. */
  setFolders(folders: readonly string[]): void {
    this.folders = folders;
  }

  get folderPaths(): readonly string[] {
    return this.folders;
  }

  projectOf(path: string): LiveProject | undefined {
    return this.owners.get(path);
  }

  get all(): Iterable<LiveProject> {
    return this.projects.values();
  }

  open({ path, text }: Document): void {
    if (!isMigrationFile(basename(path))) return;
    const project = this.projectAt(path);
    this.owners.set(path, project);
    project.setText(path, text);
  }

  change({ path, text }: Document): void {
    this.owners.get(path)?.setText(path, text);
  }

  close(path: string): void {
    const project = this.owners.get(path);
    this.owners.delete(path);
    project?.close(path);
    if (project && !project.isUsed) this.forget(project);
  }

  /** What changed on the disk. Files that come and go, configurations and all that they may name are reasons to look anew. */
  changeOnDisk(path: string, isNewOrGone: boolean): void {
    for (const project of this.projects.values()) {
      const isSql = isMigrationFile(basename(path));
      if (isSql && !isInside(path, project.cwd)) continue;
      if (isSql && !isNewOrGone) project.refresh(path);
      else project.reload();
    }
  }

  /** Whether a file is code that a configuration is made of: Node loads it once in the life of a process. */
  isLoadedCode(path: string): boolean {
    return isCode(path) && [...this.projects.values()].some(({ configFiles }) => configFiles.includes(path));
  }

  /** Where the projects' folders are may have changed: every open file is asked again. */
  reassign(documents: Iterable<Document>): void {
    for (const document of documents) {
      const before = this.owners.get(document.path);
      if (!before || before.cwd === this.rootOf(document.path)) continue;
      this.close(document.path);
      this.open(document);
    }
  }

  private forget(project: LiveProject): void {
    project.end();
    this.projects.delete(project.cwd);
  }

  private projectAt(path: string): LiveProject {
    const cwd = this.rootOf(path);
    let project = this.projects.get(cwd);
    if (!project) {
      const isAlone = !this.folderOf(path) && findConfig(dirname(path)) === undefined;
      const { options, tell, fail } = this.options;
      const made: LiveProject = new LiveProject(
        { ...options, cwd, ...(isAlone && { paths: [path] }) },
        (judged) => tell(made, judged),
        fail,
      );
      project = made;
      this.projects.set(cwd, project);
    }
    return project;
  }

  private rootOf(path: string): string {
    const folder = this.folderOf(path);
    const config = findConfig(dirname(path));
    const near = config === undefined ? undefined : dirname(config);
    if (folder === undefined) return near ?? dirname(path);
    return near !== undefined && isInside(near, folder) ? near : folder;
  }

  /** The innermost of those that are open. */
  private folderOf(path: string): string | undefined {
    return this.folders
      .filter((folder) => isInside(path, folder))
      .sort((a, b) => b.length - a.length)
      .at(0);
  }
}
