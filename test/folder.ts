// Files on the disk for one test.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** Writes files into a folder of the test's own; it is gone when the test ends. What is no text is written as JSON. */
export function makeFolder(files: Readonly<Record<string, string | Uint8Array | object>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "integlint-test-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const isPlain = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(join(folder, path), isPlain ? content : JSON.stringify(content));
  }
  return folder;
}
