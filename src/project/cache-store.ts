// Where results are kept between runs. In: a folder, a slot in it. Out: the text that was kept under a key; nothing where there is none, or
// none that is whole. Nothing is thrown: a cache that cannot be read or written is told of, once.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { UsageError } from "../config/errors.js";
import { reasonOf } from "../config/load.js";
import { whyNotWritten, writeWhole } from "./write.js";

/** Where there are installed packages, their usual place for such; else a folder of our own. */
const inModules = "node_modules/.cache/integlint";
const ownFolder = ".integlintcache";

/** Absolute. */
export function cacheFolder(location: string | undefined, cwd: string): string {
  if (location !== undefined) return resolve(cwd, location);
  const modules = statSync(join(cwd, "node_modules"), { throwIfNoEntry: false });
  return join(cwd, modules?.isDirectory() ? inModules : ownFolder);
}

interface Head {
  readonly key: string;
  /** Of all that follows. */
  readonly digest: string;
  /** The only day on which it holds. */
  readonly day?: string;
}

export class CacheStore {
  private readonly path: string;
  private told = false;

  constructor(
    private readonly folder: string,
    slot: string,
    private readonly tell: (what: string) => void,
  ) {
    this.path = join(folder, `${slot}.json`);
  }

  read(key: string, day: string): string | undefined {
    let text: string;
    try {
      text = readFileSync(this.path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") this.say(`cannot be read: ${reasonOf(error)}`);
      return undefined;
    }
    const end = text.indexOf("\n");
    const head = headIn(text.slice(0, Math.max(end, 0)));
    const body = text.slice(end + 1);
    if (!head || head.digest !== digestOf(body)) {
      this.say("is damaged and made anew.");
      return undefined;
    }
    return head.key === key && (head.day === undefined || head.day === day) ? body : undefined;
  }

  /** With a day, it holds on that day alone. */
  write(key: string, day: string | undefined, body: string): void {
    const head: Head = { key, digest: digestOf(body), ...(day !== undefined && { day }) };
    try {
      mkdirSync(this.folder, { recursive: true });
      const ignore = join(this.folder, ".gitignore");
      if (this.folder.endsWith(ownFolder) && !existsSync(ignore)) writeFileSync(ignore, "*\n");
      writeWhole(this.path, `${JSON.stringify(head)}\n${body}`);
    } catch (error) {
      this.say(`cannot be written: ${error instanceof UsageError ? error.message : whyNotWritten(error)}`);
    }
  }

  /** A cache that cannot be read can mostly not be written, either: once is enough. */
  private say(what: string): void {
    if (!this.told) this.tell(what);
    this.told = true;
  }
}

function digestOf(text: string): string {
  return createHash("sha256").update(text, "utf16le").digest("hex");
}

function headIn(line: string): Head | undefined {
  try {
    const { key, digest, day } = JSON.parse(line) as Partial<Head>;
    return typeof key === "string" && typeof digest === "string" ? { key, digest, day } : undefined;
  } catch {
    return undefined;
  }
}
