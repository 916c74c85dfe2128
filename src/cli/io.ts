// The process, as commands may touch it. In: the process. Out: an Io.

import { writeSync } from "node:fs";
import { UsageError } from "../config/errors.js";
import { reasonOf } from "../config/load.js";
import type { Io } from "./command.js";

export function processIo(): Io {
  return {
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
    columns: columnsOf(process.stdout),
    // Only long runs ask.
    get errorColumns() {
      return columnsOf(process.stderr);
    },
  };
}

/** A terminal may not know how wide it is, and says 0. */
function columnsOf(stream: NodeJS.WriteStream): number | undefined {
  return stream.isTTY ? stream.columns || 80 : undefined;
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
