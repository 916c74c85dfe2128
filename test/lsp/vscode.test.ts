// The VS Code extension, run on a stand-in for the editor: what it starts, when, and what its manifest promises.

import { execFileSync, fork } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { makeFolder } from "../folder.js";
import { buildCommand } from "./client.js";

const home = join(import.meta.dirname, "../../editors/vscode");
const read = (name: string) => JSON.parse(readFileSync(join(home, name), "utf8"));
const manifest = read("package.json");

interface Started {
  readonly server: { module?: string; command?: string; args: string[]; options: { cwd: string } };
  readonly client: { documentSelector: unknown };
  state: "started" | "disposed";
}

/** The editor's modules, as far as the extension touches them; anything else it asks for is an error. */
function editor(folders: readonly string[], settings: Record<string, unknown> = {}) {
  const started: Started[] = [];
  const said: string[] = [];
  const warned: string[] = [];
  const commands = new Map<string, () => unknown>();
  const listeners: ((event: { affectsConfiguration: (name: string) => boolean }) => unknown)[] = [];
  const folderListeners: (() => unknown)[] = [];
  const nothing = { dispose() {} };
  const vscode = {
    commands: {
      registerCommand: (name: string, run: () => unknown) => {
        commands.set(name, run);
        return nothing;
      },
    },
    window: {
      createOutputChannel: () => ({ appendLine: (line: string) => said.push(line), show() {}, ...nothing }),
      showWarningMessage: (text: string) => warned.push(text),
    },
    workspace: {
      workspaceFolders: folders.map((fsPath) => ({ uri: { scheme: "file", fsPath } })),
      getConfiguration: (section: string) => ({
        get: (name: string, usual: unknown) => {
          expect(Object.keys(manifest.contributes.configuration.properties)).toContain(`${section}.${name}`);
          return settings[name] ?? usual;
        },
      }),
      onDidChangeConfiguration: (listen: (typeof listeners)[number]) => {
        listeners.push(listen);
        return nothing;
      },
      onDidChangeWorkspaceFolders: (listen: () => unknown) => {
        folderListeners.push(listen);
        return nothing;
      },
    },
  };
  class LanguageClient {
    private readonly own: Started;
    constructor(_id: string, _name: string, server: Started["server"], client: Started["client"]) {
      this.own = { server, client, state: "disposed" };
    }
    async start() {
      this.own.state = "started";
      started.push(this.own);
    }
    async dispose() {
      this.own.state = "disposed";
    }
  }
  const modules: Record<string, unknown> = {
    vscode,
    "vscode-languageclient/node": { LanguageClient, TransportKind: { stdio: 0 } },
  };
  const loader = Module as unknown as { _load: (name: string, ...rest: unknown[]) => unknown };
  const load = loader._load;
  loader._load = (name, ...rest) => modules[name] ?? load(name, ...rest);
  const require = createRequire(pathToFileURL(join(home, "extension.js")));
  for (const path of ["./extension.js", "./find-command.js"]) delete require.cache[require.resolve(path)];
  const extension = require(join(home, "extension.js")) as {
    activate: (context: { subscriptions: unknown[] }) => Promise<void>;
    deactivate: () => Promise<void>;
  };
  loader._load = load;
  const change = async (name: string) => {
    for (const listen of listeners) await listen({ affectsConfiguration: (asked) => asked === name });
  };
  return { extension, started, said, warned, commands, change, settings, vscode, folderListeners };
}

const installed = {
  "node_modules/integlint/package.json": { name: "integlint", bin: { integlint: "dist/integlint.cjs" } },
  "node_modules/integlint/dist/integlint.cjs": "",
};

describe("the extension", () => {
  it("starts the workspace's own integlint, and stops it", async () => {
    const folder = makeFolder(installed);
    const { extension, started, said } = editor([folder]);
    const context = { subscriptions: [] };
    await extension.activate(context);
    expect(started).toMatchObject([
      {
        server: {
          module: join(folder, "node_modules/integlint/dist/integlint.cjs"),
          args: ["lsp"],
          options: { cwd: folder },
        },
        client: { documentSelector: [{ scheme: "file", pattern: "**/*.sql" }] },
        state: "started",
      },
    ]);
    expect(context.subscriptions.length).toBeGreaterThan(3);
    await extension.deactivate();
    expect(started[0]?.state).toBe("disposed");
    expect(said).toEqual([]);
  });

  it("finds the package above the folder, in the second folder, or by the setting", async () => {
    const above = makeFolder({ ...installed, "packages/a/x.sql": "" });
    const one = editor([join(above, "packages/a")]);
    await one.extension.activate({ subscriptions: [] });
    expect(one.started[0]?.server.module).toBe(join(above, "node_modules/integlint/dist/integlint.cjs"));
    const two = editor([makeFolder({ "a.sql": "" }), makeFolder(installed)]);
    await two.extension.activate({ subscriptions: [] });
    expect(two.started).toHaveLength(1);
    const folder = makeFolder({ ...installed, "bin/integlint": "", "tools/lint.cjs": "" });
    const three = editor([folder], { path: "bin/integlint" });
    await three.extension.activate({ subscriptions: [] });
    expect(three.started[0]?.server).toMatchObject({ command: join(folder, "bin/integlint"), args: ["lsp"] });
    three.settings.path = join(folder, "tools/lint.cjs");
    await three.change("integlint.path");
    expect(three.started.map(({ state }) => state)).toEqual(["disposed", "started"]);
    expect(three.started[1]?.server.module).toBe(join(folder, "tools/lint.cjs"));
    await three.change("editor.fontSize");
    expect(three.started).toHaveLength(2);
  });

  it("starts nothing where there is none, and says so where people look", async () => {
    const { extension, started, said, warned, vscode, folderListeners } = editor([makeFolder({})]);
    await extension.activate({ subscriptions: [] });
    expect({ started, warned }).toEqual({ started: [], warned: [] });
    expect(said.join()).toContain("npm install --save-dev integlint");
    vscode.workspace.workspaceFolders = [{ uri: { scheme: "file", fsPath: makeFolder(installed) } }];
    await folderListeners[0]?.();
    expect(started).toHaveLength(1);
    const wrong = editor([makeFolder(installed)], { path: "no/such" });
    await wrong.extension.activate({ subscriptions: [] });
    expect(wrong.started).toEqual([]);
    expect(wrong.warned).toEqual(["integlint.path: there is no file no/such."]);
    const off = editor([makeFolder(installed)], { enable: false });
    await off.extension.activate({ subscriptions: [] });
    expect({ started: off.started, said: off.said }).toEqual({ started: [], said: [] });
  });

  it("restarts by its command", async () => {
    const { extension, started, commands } = editor([makeFolder(installed)]);
    await extension.activate({ subscriptions: [] });
    await commands.get("integlint.restart")?.();
    expect(started.map(({ state }) => state)).toEqual(["disposed", "started"]);
  });
});

describe("its manifest", () => {
  it("has what the packager asks for, and only files that are there", () => {
    for (const key of ["name", "displayName", "description", "publisher", "license"])
      expect(manifest[key], key).toMatch(/\S/);
    expect(manifest.name).toMatch(/^[a-z0-9-]+$/);
    expect(manifest.version).toBe(JSON.parse(readFileSync(join(home, "../../package.json"), "utf8")).version);
    expect(manifest.engines.vscode).toMatch(/^\^1\.\d+\.0$/);
    for (const path of [manifest.main, "README.md", "LICENSE"])
      expect(existsSync(join(home, path)), path).toBe(true);
    expect(manifest.activationEvents).not.toContain("*");
    // The code needs these packages at run time; the editor has its own.
    const code = ["extension.js", "find-command.js"]
      .map((name) => readFileSync(join(home, name), "utf8"))
      .join("\n");
    const asked = [...code.matchAll(/require\("(?!node:|\.|vscode")([^"/]+)/g)].map((match) => match[1]);
    expect(Object.keys(manifest.dependencies)).toEqual([...new Set(asked)]);
  });

  it("contributes the commands that are registered, and the task's own problem matcher", async () => {
    const { extension, commands } = editor([]);
    await extension.activate({ subscriptions: [] });
    const contributed = manifest.contributes.commands.map(({ command }: { command: string }) => command);
    expect([...commands.keys()].sort()).toEqual(contributed.sort());
    const [{ problemMatcher }] = read("tasks.json").tasks;
    const [{ name, ...matcher }] = manifest.contributes.problemMatchers;
    expect({ name, matcher }).toEqual({ name: "integlint", matcher: problemMatcher });
  });
});

describe("what it starts", () => {
  let built: ReturnType<typeof buildCommand>;
  beforeAll(() => {
    built = buildCommand();
  }, 120_000);
  afterAll(() => built.remove());

  it("is a server, with the words that the client library adds", async () => {
    // vscode-languageclient 10, lib/node/main.js: a module with the transport stdio is forked with these two behind its own.
    const words = ["lsp", "--stdio", `--clientProcessId=${process.pid}`];
    const child = fork(built.path, words, { silent: true, cwd: makeFolder({}), execArgv: [] });
    onTestFinished(() => void child.kill("SIGKILL"));
    const body = JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: { processId: process.pid, rootUri: null, capabilities: {} },
    });
    child.stdin?.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
    const answer = await new Promise<string>((resolve) => {
      let text = "";
      child.stdout?.on("data", (chunk) => {
        text += chunk;
        if (text.includes("hoverProvider")) resolve(text);
      });
      child.on("exit", (code) => resolve(`ended with ${code}`));
    });
    expect(answer).toContain('"serverInfo":{"name":"integlint"');
  });

  it("is in the help", () => {
    expect(execFileSync(process.execPath, [built.path, "lsp", "--help"], { encoding: "utf8" })).toContain(
      "Server Protocol)",
    );
  });
});
