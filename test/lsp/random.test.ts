// Requests at places by chance on texts by chance: each is answered, and what is answered stands in its text. INTEGLINT_FUZZ_SEED shifts
// them, INTEGLINT_CASES makes them more.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createRandom, mutate } from "../../bench/fuzz/mutate.js";
import { loadSeeds } from "../../bench/fuzz/seeds.js";
import { makeFolder } from "../folder.js";
import { buildCommand, Client } from "./client.js";

let built: ReturnType<typeof buildCommand>;
beforeAll(() => {
  built = buildCommand();
}, 120_000);
afterAll(() => built.remove());

const seeds = loadSeeds(["fixtures"]);
const firstSeed = Number(process.env.INTEGLINT_FUZZ_SEED ?? 1);
const cases = Number(process.env.INTEGLINT_CASES ?? 40);

const atPlaces = ["hover", "definition", "references", "documentHighlight", "completion"] as const;

interface Place {
  readonly line: number;
  readonly character: number;
}

it.each(["mysql", "mariadb", "postgresql"])(
  "%s: every request is answered, within its text",
  async (dialect) => {
    const names = ["migrations/001_a.sql", "migrations/002_b.sql", "migrations/002_b_rollback.sql"];
    const folder = makeFolder({
      ".integlintrc.json": { dialect },
      ...Object.fromEntries(names.map((name) => [name, "SELECT 1;\n"])),
    });
    const client = await Client.start({ command: built.path, folders: [folder] });
    const texts = new Map<string, string>();
    let ranges = 0;
    for (let seed = firstSeed; seed < firstSeed + cases; seed++) {
      const random = createRandom(seed);
      const path = join(folder, random.pick(names));
      const before = texts.get(path);
      const text = mutate(seeds, random);
      if (before === undefined) await client.open(path, text);
      else if (random.below(2) === 0) await client.replace(path, text);
      else {
        const at = random.below(before.length + 1);
        await client.type(path, at, text.slice(0, 40), random.below(before.length - at + 1));
      }
      texts.set(path, client.textOf(path));
      for (let left = 4; left > 0; left--) {
        const position = client.position(path, random.below(client.textOf(path).length + 1));
        const method = `textDocument/${random.pick(atPlaces)}`;
        const answer = await client.ask(method, path, { position, context: { includeDeclaration: true } });
        check(answer, path, `seed ${seed}, ${method} at ${JSON.stringify(position)}`);
      }
      const range = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };
      const actions = await client.ask("textDocument/codeAction", path, {
        range,
        context: { diagnostics: [] },
      });
      check(actions, path, `seed ${seed}, code actions`);
      check(await client.ask("textDocument/documentSymbol", path), path, `seed ${seed}, symbols`);
      check(await client.ask("workspace/symbol", path, { query: text.slice(0, 3) }), path, `seed ${seed}`);
      for (const { uri, diagnostics } of client.published.splice(0))
        check(diagnostics, fileURLToPath(uri), `seed ${seed}, diagnostics`);
    }
    expect(client.said).toBe("");
    expect(ranges).toBeGreaterThan(10 * cases);

    /** Every range, whoever's it is, begins and ends where its text has a line that long. */
    function check(answer: unknown, path: string, where: string): void {
      const open: (readonly [unknown, string])[] = [[answer, path]];
      for (let next = open.pop(); next; next = open.pop()) {
        const [node, file] = next;
        if (typeof node !== "object" || node === null) continue;
        const own = "uri" in node && typeof node.uri === "string" ? fileURLToPath(node.uri) : file;
        if ("start" in node && "end" in node) {
          ranges++;
          const [start, end] = [node.start, node.end] as [Place, Place];
          const [a, b] = [offsetIn(own, start), offsetIn(own, end)];
          expect(a !== undefined && b !== undefined && a <= b, `${where}: ${JSON.stringify(node)}`).toBe(
            true,
          );
        }
        for (const [key, value] of Object.entries(node))
          open.push([value, key.startsWith("file:") ? fileURLToPath(key) : own]);
      }
    }

    function offsetIn(path: string, { line, character }: Place): number | undefined {
      const lines = (texts.get(path) ?? "SELECT 1;\n").split(/\r\n|\n|\r/);
      const own = lines[line];
      if (own === undefined || character > own.length) return undefined;
      return lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, character);
    }
  },
  600_000,
);
