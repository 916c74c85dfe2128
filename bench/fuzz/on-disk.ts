// Drawn projects on the disk, for what reads and writes files. In: a text. Out: a folder with a configuration, for as long as one works in it.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { rules } from "../../rules/index.js";
import { type LintedProject, lintProject } from "../../src/project/lint.js";
import type { Dialect } from "../../src/sql/definition.js";
import { firstProblem, version } from "./flow.js";
import { drawProject } from "./projects.js";

export class ProjectOnDisk {
  /** No text has a problem, also none that is not certain; what dynamic SQL holds shows in the findings alone. */
  isReadable = false;

  constructor(
    /** Absolute, with `.integlintrc.json`, and the migrations in `migrations` and in `others`. */
    readonly folder: string,
    readonly dialect: Dialect,
    /** All that the project's files were made of. */
    readonly text: string,
    /** By path below `migrations`, as they were at first. */
    readonly texts: ReadonlyMap<string, string>,
  ) {}

  async read(): Promise<void> {
    const { findings } = (await this.lint()).result;
    this.isReadable =
      [...this.texts.values()].every((one) => firstProblem(one, this.dialect) === undefined) &&
      !findings.some(({ rule }) => rule === "syntax");
  }

  lint(): Promise<LintedProject> {
    return lintProject({ cwd: this.folder });
  }

  async openFindings(): Promise<{ readonly all: number; readonly errors: number }> {
    const { result } = await this.lint();
    const open = result.findings.filter(({ suppressed }) => !suppressed);
    return { all: open.length, errors: open.filter(({ severity }) => severity === "error").length };
  }

  forgetConfig(): void {
    rmSync(join(this.folder, ".integlintrc.json"));
  }

  /** What `init` wrote. */
  inferred(): string | undefined {
    const path = join(this.folder, ".integlintrc");
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  }
}

export async function withProject<T>(
  text: string,
  dialect: Dialect,
  work: (project: ProjectOnDisk) => Promise<T>,
): Promise<T> {
  const { layout, texts, options } = drawProject(text);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "integlint-fuzz-")));
  try {
    for (const [path, content] of texts)
      for (const top of ["migrations", "others"]) write(join(folder, top, path), content);
    const settings = rules.map(({ meta }) => [meta.id, ["warning", options[meta.id] ?? {}]]);
    const config = {
      ...{ dialect, dialectVersion: version[dialect] },
      migrations: [{ dir: "migrations", layout }],
      rules: Object.fromEntries(settings),
    };
    write(join(folder, ".integlintrc.json"), JSON.stringify(config));
    const project = new ProjectOnDisk(folder, dialect, text, texts);
    await project.read();
    return await work(project);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
