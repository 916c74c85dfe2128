// integlint lsp: the language server on the standard streams. In: arguments. Out: nothing of its own: the client ends it.

import { Console } from "node:console";
import type { ExitCode, Io } from "../command.js";
import type { lspOptions } from "../commands.js";
import { projectOptions } from "../flags.js";
import type { Arguments } from "../options.js";

export async function run({ options }: Arguments<typeof lspOptions>, io: Io): Promise<ExitCode> {
  if (process.stdin.isTTY)
    io.err("integlint: lsp speaks the Language Server Protocol: an editor starts it. Ctrl+C ends it.\n");
  // The standard output is the protocol's: what a plugin prints goes elsewhere.
  globalThis.console = new Console(process.stderr, process.stderr);
  // Nobody reads any more: that is the end, and no error to tell.
  process.stdout.on("error", () => process.exit(1));
  process.on("unhandledRejection", (error) => {
    io.err(`integlint: internal error: ${error instanceof Error ? error.message : error}\n`);
  });
  const { config, noCodeConfig, flags } = projectOptions({ ...options, cwd: undefined }, io);
  const { serve } = await import("../../lsp/server.js");
  serve({ input: process.stdin, output: process.stdout, project: { config, noCodeConfig, flags } });
  return new Promise(() => {});
}
