// What an editor asks about a place.

import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  CompletionItem,
  DocumentSymbol,
  Hover,
  Location,
  MarkupContent,
  SymbolInformation,
} from "vscode-languageserver/node";
import { buildCommand, uri } from "./client.js";
import { files, last, startOn } from "./teams.js";

let built: ReturnType<typeof buildCommand>;
beforeAll(() => {
  built = buildCommand();
}, 120_000);
afterAll(() => built.remove());

const start = (path: Parameters<typeof startOn>[1]) => startOn(built.path, path);

const places = (locations: readonly Location[] | null, folder: string) =>
  locations?.map(
    ({ uri: of, range }) =>
      `${of.replace(`${uri(folder)}/migrations/`, "")}:${range.start.line + 1}:${range.start.character + 1}`,
  );
const textOf = (hover: Hover | null) => (hover?.contents as MarkupContent | undefined)?.value ?? "";

describe("a name", () => {
  it("shows its table as the statement leaves it, its trail, and what judges it", async () => {
    const { client, file } = await start(last);
    const text = textOf(await client.askAt<Hover>("textDocument/hover", file, "ALTER TABLE |squads ADD"));
    expect(text).toContain("CREATE TABLE squads (");
    expect(text).toContain("title VARCHAR(40) NOT NULL");
    expect(text).toMatch(/\[001\\_teams\.sql:4:1\]\(file:.*001_teams\.sql#L4\) CREATE TABLE teams/);
    expect(text).toContain("RENAME COLUMN label");
    expect(text).toMatch(/\*\*error\*\* `key-name` .*by\\_title/);
  });

  it("shows a table at a moment: what came later is not in it", async () => {
    const { client, file } = await start("migrations/001_teams.sql");
    const text = textOf(await client.askAt<Hover>("textDocument/hover", file, "TABLE |teams"));
    expect(text).toContain("label VARCHAR(20) NOT NULL");
    expect(text).not.toContain("title VARCHAR");
    expect(text).toContain("MODIFY COLUMN title");
  });

  it("shows a column, in the SQL of a string, too", async () => {
    const { client, file } = await start(last);
    const text = textOf(await client.askAt<Hover>("textDocument/hover", file, "MODIFY |title"));
    expect(text).toContain("ADD COLUMN title VARCHAR(40) NOT NULL");
    expect(text).toContain("CREATE TABLE teams");
  });

  it("shows nothing where there is none", async () => {
    const { client, file } = await start(last);
    for (const words of ["-- What", "RENAME |TABLE", "@sql"])
      expect(await client.askAt("textDocument/hover", file, words)).toBeNull();
    const beyond = { position: { line: 9999, character: 9999 } };
    expect(await client.ask("textDocument/hover", file, beyond)).toBeNull();
    expect(await client.ask("textDocument/hover", join(file, "no-such.sql"), beyond)).toBeNull();
  });

  it("leads to where it was born, under whatever name", async () => {
    const { client, file, folder } = await start(last);
    const table = await client.askAt<Location>("textDocument/definition", file, "ALTER TABLE |squads ADD");
    expect(places([table], folder)).toEqual(["001_teams.sql:4:14"]);
    const column = await client.askAt<Location>("textDocument/definition", file, "(|title)");
    expect(places([column], folder)).toEqual(["001_teams.sql:6:3"]);
  });

  it("leads to all that speak of it, rollbacks and other names included, and to nothing else", async () => {
    const { client, file, folder } = await start(last);
    const context = { context: { includeDeclaration: true } };
    const column = await client.askAt<Location[]>("textDocument/references", file, "(|title)", context);
    expect(places(column, folder)).toEqual([
      "001_teams.sql:6:3",
      "002_members.sql:9:33",
      "002_members.sql:9:42",
      "002_members_rollback.sql:2:33",
      "002_members_rollback.sql:2:42",
      "003_groups.sql:5:97",
      "003_groups.sql:8:40",
    ]);
    const without = { context: { includeDeclaration: false } };
    const table = await client.askAt<Location[]>(
      "textDocument/references",
      file,
      "TABLE |squads ADD",
      without,
    );
    expect(places(table, folder)).toEqual([
      "001_teams_rollback.sql:1:12",
      "002_members.sql:7:62",
      "002_members.sql:9:13",
      "002_members.sql:10:13",
      "002_members_rollback.sql:2:13",
      "003_groups.sql:4:14",
      "003_groups.sql:4:23",
      "003_groups.sql:5:83",
      "003_groups.sql:8:13",
      "003_groups_rollback.sql:1:14",
      "003_groups_rollback.sql:1:24",
    ]);
  });

  it("tells a table from a later one of the same name", async () => {
    const again = "DROP TABLE members;\nCREATE TABLE members (id INT NOT NULL PRIMARY KEY);\n";
    const { client, folder } = await start(last);
    const file = join(folder, "migrations/004_again.sql");
    await client.open(file, again);
    const context = { context: { includeDeclaration: true } };
    const born = await client.askAt<Location[]>(
      "textDocument/references",
      file,
      "CREATE TABLE |members",
      context,
    );
    expect(places(born, folder)).toEqual(["004_again.sql:2:14"]);
    const gone = await client.askAt<Location[]>(
      "textDocument/references",
      file,
      "DROP TABLE |members",
      context,
    );
    expect(places(gone, folder)).toEqual([
      "002_members.sql:4:14",
      "002_members_rollback.sql:1:12",
      "004_again.sql:1:12",
    ]);
    expect(textOf(await client.askAt("textDocument/hover", file, "DROP TABLE |members"))).toContain(
      "dropped",
    );
  });

  it("is found by a part of it, and offered while writing", async () => {
    const { client, file } = await start(last);
    const symbols = await client.connection.sendRequest<SymbolInformation[]>("workspace/symbol", {
      query: "tmid",
    });
    expect(symbols.map(({ name, containerName }) => `${containerName}.${name}`)).toEqual(["members.teamId"]);
    const items = await client.askAt<CompletionItem[]>("textDocument/completion", file, "by_title (|");
    expect(items.map(({ label }) => label)).toEqual(["squads", "id", "title", "members"]);
  });

  it("stands in the outline of its file", async () => {
    const { client, file } = await start(last);
    const outline = (await client.ask<DocumentSymbol[]>("textDocument/documentSymbol", file)).map(
      ({ name, children }) => [name, ...(children ?? []).map((child) => child.name)],
    );
    expect(outline).toEqual([
      ["RENAME TABLE teams", expect.stringContaining("squads")],
      ["ALTER TABLE squads", "MODIFY COLUMN title"],
      ["ALTER TABLE squads", "ADD INDEX by_title"],
    ]);
  });
});

describe("a question", () => {
  it("is answered for what was typed before it, not for what the disk holds", async () => {
    const { client, file } = await start(last);
    client.replace(file, files[last].replace("by_title (title)", "by_title (title, id)")).catch(() => {});
    const text = textOf(await client.askAt<Hover>("textDocument/hover", file, "ALTER TABLE |squads ADD"));
    expect(text).toContain("by_title (title, id)");
  });

  it("that was cancelled is not answered", async () => {
    const { client, file } = await start(last);
    const params = { textDocument: { uri: uri(file) }, position: client.place(file, "squads") };
    const framed = (message: object) => {
      const body = JSON.stringify({ jsonrpc: "2.0", ...message });
      return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    };
    const answer = new Promise<string>((resolve) => {
      client.process.stdout.on("data", (chunk) => {
        if (String(chunk).includes('"id":"late"')) resolve(String(chunk));
      });
    });
    // At once: the server has read both before it answers the first.
    client.process.stdin.write(
      framed({ id: "late", method: "textDocument/hover", params }) +
        framed({ method: "$/cancelRequest", params: { id: "late" } }),
    );
    expect(await answer).toContain('"code":-32800');
  });
});
