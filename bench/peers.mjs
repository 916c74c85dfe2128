// What a user might run instead. In: a folder to install into. Out: commands. Nothing of it is a dependency of integlint.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const packages = { "squawk-cli": "2.66.0", "@postgres-language-server/cli": "0.25.5" };

/** Installs the peers (npm, a folder of their own); a peer that cannot be had is left out, with a line that says so. */
export function installPeers(folder, say) {
  mkdirSync(folder, { recursive: true });
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  for (const [name, version] of Object.entries(packages)) {
    if (existsSync(join(folder, "node_modules", name))) continue;
    try {
      execFileSync("npm", ["install", "--no-audit", "--no-fund", "--save-exact", `${name}@${version}`], {
        cwd: folder,
        stdio: "ignore",
      });
    } catch {
      say(`${name} could not be installed and is left out.`);
    }
  }
  return folder;
}

/** The peers' ways to lint a corpus: `{ name, command, cwd }` each. PostgreSQL only, as they are. */
export function peerContenders(folder, corpus) {
  const found = [];
  const squawk = nativeOf(folder, "squawk-cli", "squawk");
  if (squawk) {
    found.push({ name: "squawk", command: [squawk, "migrations/*.sql"], cwd: corpus });
    found.push({
      name: "squawk, JSON",
      command: [squawk, "--reporter", "Json", "migrations/*.sql"],
      cwd: corpus,
    });
  }
  const server = nativeOf(folder, "@postgres-language-server/cli", "postgres-language-server");
  if (server) {
    const command = [server, "check", "--disable-db", "--max-diagnostics=none", "migrations"];
    found.push({ name: "postgres-language-server", command, cwd: corpus });
    found.push({
      name: "postgres-language-server, JSON",
      command: [...command, "--reporter=json"],
      cwd: corpus,
    });
  }
  return found;
}

/** The program itself: the shim in JavaScript would add Node's own start to it. */
function nativeOf(folder, packageName, program) {
  const root = join(folder, "node_modules");
  const scopes = existsSync(root) ? readdirSync(root, { recursive: true, encoding: "utf8" }) : [];
  const binary = scopes.find(
    (path) => path.split("/").at(-1) === program && !path.includes(".bin") && !path.endsWith(".js"),
  );
  return binary && existsSync(join(root, packageName)) ? join(root, binary) : undefined;
}
