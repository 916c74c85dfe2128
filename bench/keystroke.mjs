#!/usr/bin/env node
// How long diagnostics take after a keystroke: the built command as a language server, spoken to as an editor does.
// `node bench/keystroke.mjs [--count 500 --dialect mysql --keys 60 --build dist]`, after `npm run build`.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { writeCorpus } from "./corpus.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    count: { type: "string", default: "500" },
    dialect: { type: "string", default: "mysql" },
    keys: { type: "string", default: "60" },
    build: { type: "string", default: join(here, "../dist") },
  },
});
const manifest = JSON.parse(readFileSync(join(here, "../package.json"), "utf8"));
const command = join(resolve(values.build), manifest.bin.integlint.replace(/^dist\//, ""));
if (!existsSync(command)) {
  console.error(`There is no build in ${values.build}: npm run build.`);
  process.exit(2);
}

const base = mkdtempSync(join(tmpdir(), "integlint-keystroke-"));
try {
  const { folder } = writeCorpus(base, {
    dialect: values.dialect,
    count: Number(values.count),
    seed: 1,
  });
  await measure(folder);
} finally {
  rmSync(base, { recursive: true, force: true });
}

/** Milliseconds that a process has used of processors, on Linux: what other processes do counts little there. */
function processorTime(pid) {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return undefined;
  // Behind the name in parentheses; fields 14 and 15 of proc(5), in ticks of 10 ms.
  const fields = readFileSync(path, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function measure(folder) {
  const server = spawn(process.execPath, [command, "lsp", "--stdio", "--dialect", values.dialect], {
    cwd: folder,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  let arrived = () => {};
  connection.onNotification("textDocument/publishDiagnostics", (params) => arrived(params));
  connection.listen();
  const rootUri = pathToFileURL(folder).href;
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: "corpus" }],
    capabilities: {},
  });
  await connection.sendNotification("initialized", {});
  const migrations = readdirSync(join(folder, "migrations")).filter((name) => !/rollback/.test(name));
  const chosen = {
    last: migrations.at(-1),
    middle: migrations[migrations.length >> 1],
    first: migrations[0],
  };
  console.log(`${values.dialect}, ${migrations.length} migrations: from a key to its diagnostics, in ms`);
  for (const [place, name] of Object.entries(chosen)) {
    const uri = pathToFileURL(join(folder, "migrations", name)).href;
    let text = readFileSync(join(folder, "migrations", name), "utf8");
    let version = 1;
    const answered = () =>
      new Promise((done) => {
        arrived = (params) => {
          if (params.uri === uri && params.version === version) done(params);
        };
      });
    const opened = performance.now();
    const first = answered();
    await connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "sql", version, text },
    });
    await first;
    const opening = performance.now() - opened;
    const times = [];
    let worked;
    for (let key = 0; key < Number(values.keys) + 20; key++) {
      const added = key % 20 === 0 ? "\nALTER TABLE nope ADD COLUMN " : "x";
      const file = text.split("\n");
      const end = { line: file.length - 1, character: file.at(-1).length };
      text += added;
      version++;
      if (key === 20) worked = processorTime(server.pid);
      const answer = answered();
      const started = performance.now();
      await connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ range: { start: end, end }, text: added }],
      });
      await answer;
      if (key >= 20) times.push(performance.now() - started);
      // A person's next key comes later than this.
      await new Promise((resume) => setTimeout(resume, 30));
    }
    const work =
      worked === undefined
        ? ""
        : `  processor ${((processorTime(server.pid) - worked) / times.length).toFixed(1)} a key`;
    times.sort((a, b) => a - b);
    const at = (part) => times[Math.floor(times.length * part)].toFixed(1);
    console.log(
      `${place.padEnd(7)} median ${at(0.5)}  95 % ${at(0.95)}  least ${times[0].toFixed(1)}${work}  (opened in ${opening.toFixed(0)})`,
    );
    await connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  connection.dispose();
}
