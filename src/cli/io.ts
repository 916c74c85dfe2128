// The process, as commands may touch it. In: the process. Out: an Io.

import { fstatSync, writeSync } from "node:fs";
import { UsageError } from "../config/errors.js";
import { reasonOf } from "../config/load.js";
import type { Io } from "./command.js";

export function processIo(expectLongRun?: () => void): Io {
  return {
    expectLongRun,
    out: (text) => write(1, text),
    err: (text) => write(2, text),
    readInput: async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
      return Buffer.concat(chunks);
    },
    untilInterrupted: () => new Promise((resolve) => process.once("SIGINT", () => resolve())),
    cwd: process.cwd(),
    environment: process.env,
    get columns() {
      return columnsOf(1);
    },
    get errorColumns() {
      return columnsOf(2);
    },
  };
}

/** A terminal may not know how wide it is, and says 0. */
function columnsOf(descriptor: 1 | 2): number | undefined {
  if (!mayBeTerminal(descriptor)) return undefined;
  const stream = descriptor === 1 ? process.stdout : process.stderr;
  return stream.isTTY ? stream.columns || 80 : undefined;
}

/** Node's streams take a tenth of a small run to load: what is a file or a pipe needs none to be known as such. */
function mayBeTerminal(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return !stats.isFile() && !stats.isFIFO() && !stats.isSocket();
  } catch {
    return true;
  }
}

/** At once, so that nothing is lost when the process ends. A closed pipe swallows the rest; a full one is waited for. */
function write(descriptor: number, text: string): void {
  let rest: Uint8Array = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EAGAIN") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
      // Where even errors cannot be told, the exit code tells.
      else if (code === "EPIPE" || descriptor === 2) return;
      else throw new UsageError(`the standard output: ${reasonOf(error)}`);
    }
  }
}
