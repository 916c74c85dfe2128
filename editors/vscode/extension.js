// The VS Code extension: starts the workspace's own `integlint lsp`, and nothing else. What is found and offered is the server's.

const { commands, window, workspace } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");
const { findCommand } = require("./find-command.js");

/** @type {import("vscode-languageclient/node").LanguageClient | undefined} */
let client;
/** @type {import("vscode").OutputChannel | undefined} */
let output;
/** Starting and stopping, one after the other. */
let turn = Promise.resolve();

/** @param {import("vscode").ExtensionContext} context */
function activate(context) {
  output = window.createOutputChannel("integlint");
  context.subscriptions.push(
    output,
    commands.registerCommand("integlint.restart", restart),
    commands.registerCommand("integlint.showOutput", () => output?.show()),
    workspace.onDidChangeConfiguration((event) => {
      if (["enable", "path"].some((name) => event.affectsConfiguration(`integlint.${name}`)))
        return restart();
    }),
    workspace.onDidChangeWorkspaceFolders(() => {
      // The server hears of folders itself; without one there may be something to start now.
      if (!client) return restart();
    }),
  );
  return restart();
}

function deactivate() {
  return inTurn(stop);
}

function restart() {
  return inTurn(async () => {
    await stop();
    await start();
  });
}

/** @param {() => Promise<void>} act */
function inTurn(act) {
  turn = turn.then(act).catch((error) => {
    output?.appendLine(`integlint: ${error instanceof Error ? error.message : error}`);
  });
  return turn;
}

async function stop() {
  const running = client;
  client = undefined;
  if (running) await running.dispose();
}

async function start() {
  const settings = workspace.getConfiguration("integlint");
  if (!settings.get("enable", true)) return;
  const path = settings.get("path", "");
  const folders = (workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === "file")
    .map(({ uri }) => uri.fsPath);
  const found = findCommand(folders, path);
  if (!found) {
    // People who open SQL elsewhere did not ask for integlint: that it is missing is told where they look.
    output?.appendLine(
      path === ""
        ? "integlint is not installed in this workspace: npm install --save-dev integlint, or set integlint.path."
        : `integlint.path: there is no file ${path}.`,
    );
    if (path !== "") window.showWarningMessage(`integlint.path: there is no file ${path}.`);
    return;
  }
  const how = { args: ["lsp"], transport: TransportKind.stdio, options: { cwd: found.folder } };
  const server = "module" in found ? { module: found.module, ...how } : { command: found.command, ...how };
  client = new LanguageClient("integlint", "integlint", server, {
    documentSelector: [{ scheme: "file", pattern: "**/*.sql" }],
    outputChannel: output,
  });
  await client.start();
}

module.exports = { activate, deactivate };
