// Whether a migration may have run. In: a file. Out: what git tells: it has run where the main branch has it. It decides nothing.

import { existsSync } from "node:fs";
import { UsageError } from "../config/errors.js";

/** `unknown`: there is no git here, or no main branch. */
export type Novelty = "new" | "merged" | "unknown";

interface Answer {
  readonly at: number;
  readonly files: ReadonlySet<string> | undefined;
}

const answers = new Map<string, Answer>();

/**
 * `path` is absolute. What is on no disk yet is new. `patience`: an answer may be that many milliseconds old; editors ask what can be done
 * whenever the cursor moves.
 */
export async function noveltyOf(path: string, cwd: string, patience: number): Promise<Novelty> {
  if (!existsSync(path)) return "new";
  const known = answers.get(cwd);
  const isFresh = known && performance.now() - known.at < patience;
  const answer = isFresh ? known : { at: performance.now(), files: await askGit(cwd) };
  answers.set(cwd, answer);
  if (!answer.files) return "unknown";
  return answer.files.has(path) ? "new" : "merged";
}

async function askGit(cwd: string): Promise<ReadonlySet<string> | undefined> {
  const { Git } = await import("../project/git.js");
  try {
    return new Set(new Git(cwd, "lsp").newSince(""));
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
