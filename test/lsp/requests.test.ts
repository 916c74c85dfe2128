// What an editor asks about a place, and what it does about a finding.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  CodeAction,
  CompletionItem,
  DocumentSymbol,
  Hover,
  Location,
  MarkupContent,
  SymbolInformation,
} from "vscode-languageserver/node";
import { makeFolder } from "../folder.js";
import { applyEdit, buildCommand, Client, shown, uri } from "./client.js";

let built: ReturnType<typeof buildCommand>;
beforeAll(() => {
  built = buildCommand();
}, 120_000);
afterAll(() => built.remove());

const rules = { "key-name": "error", "foreign-key-actions": "error", "header-comment": "warning" };
const rc = { extends: [], dialect: "mysql", migrations: [{ dir: "migrations" }], rules };
const files = {
  ".integlintrc": rc,
  "migrations/001_teams.sql": `-- What: teams
-- Why: a test
-- Tables: teams
CREATE TABLE teams (
  id INT NOT NULL PRIMARY KEY,
  label VARCHAR(20) NOT NULL
);
`,
  "migrations/001_teams_rollback.sql": "DROP TABLE teams;\n",
  "migrations/002_members.sql": `-- What: members
-- Why: a test
-- Tables: members, teams
CREATE TABLE members (
  id INT NOT NULL PRIMARY KEY,
  teamId INT NOT NULL,
  CONSTRAINT fk_members_team FOREIGN KEY (teamId) REFERENCES teams (id) ON DELETE CASCADE
);
ALTER TABLE teams RENAME COLUMN label TO title;
INSERT INTO teams (id, title) VALUES (1, 'a');
`,
  "migrations/002_members_rollback.sql":
    "DROP TABLE members;\nALTER TABLE teams RENAME COLUMN title TO label;\n",
  "migrations/003_groups.sql": `-- What: groups
-- Why: a test
-- Tables: groups
RENAME TABLE teams TO squads;
SET @sql = IF((SELECT COUNT(*) FROM information_schema.TABLES) >= 0, 'ALTER TABLE squads MODIFY title VARCHAR(40) NOT NULL', 'SELECT 1');
PREPARE stmt FROM @sql;
EXECUTE stmt;
ALTER TABLE squads ADD INDEX by_title (title);
`,
  "migrations/003_groups_rollback.sql": "RENAME TABLE squads TO teams;\n",
};
type Path = keyof typeof files;
const last = "migrations/003_groups.sql";

async function start(path: Path, more: object = {}) {
  const folder = makeFolder({ ...files, ...more });
  const client = await Client.start({ command: built.path, folders: [folder] });
  const file = join(folder, path);
  const found = await client.open(file, files[path] as string);
  return { client, folder, file, found };
}

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

async function actionsAt(
  client: Client,
  file: string,
  words: string,
  only?: string[],
): Promise<CodeAction[]> {
  const start = client.place(file, words);
  return client.ask("textDocument/codeAction", file, {
    range: { start, end: start },
    context: { diagnostics: client.published.at(-1)?.diagnostics ?? [], ...(only && { only }) },
  });
}

describe("a finding", () => {
  it("is gone when its fix is made", async () => {
    const { client, file, found } = await start(last);
    expect(shown(found)).toEqual(["8:30 error key-name"]);
    const [fix] = await actionsAt(client, file, "by_title");
    expect(fix).toMatchObject({ title: "Fix: key-name", kind: "quickfix", isPreferred: true });
    expect(fix?.diagnostics?.[0]?.code).toBe("key-name");
    const text = applyEdit(files[last], fix?.edit ?? {}, file);
    expect(text).toContain("ADD INDEX idx_");
    expect(await client.replace(file, text)).toEqual([]);
  });

  it("is gone when all is fixed, in a migration that has not run yet", async () => {
    const { client, file, folder } = await start(last);
    const git = (...words: string[]) =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...words], { cwd: folder });
    // Without git, nobody knows.
    expect(await actionsAt(client, file, "RENAME", ["source.fixAll"])).toEqual([]);
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("reset", "-q", last);
    git("commit", "-q", "-m", "all but the last");
    git("checkout", "-q", "-b", "work");
    const actions = await actionsAt(client, file, "RENAME", ["source.fixAll"]);
    expect(actions.map(({ kind }) => kind)).toEqual(["source.fixAll.integlint"]);
    expect(await client.replace(file, applyEdit(files[last], actions[0]?.edit ?? {}, file))).toEqual([]);
    await client.replace(file, files[last]);
    git("checkout", "-q", "main");
    git("add", ".");
    git("commit", "-q", "-m", "the last");
    git("checkout", "-q", "work");
    git("merge", "-q", "main");
    expect(await actionsAt(client, file, "RENAME", ["source"])).toEqual([]);
  });

  it.each(["here", "in this file"])("is gone when it is suppressed %s", async (where) => {
    const { client, file } = await start(last);
    const action = (await actionsAt(client, file, "by_title")).find(({ title }) => title.includes(where));
    const text = applyEdit(files[last], action?.edit ?? {}, file);
    expect(text).toMatch(/-- integlint-disable-\S+ key-name: why\n/);
    expect(await client.replace(file, text)).toEqual([]);
  });

  it("is not suppressed by a comment that would be a part of a string", async () => {
    const { client, file } = await start(last);
    const text = files[last].replace(
      "'ALTER TABLE squads MODIFY title VARCHAR(40) NOT NULL'",
      "'ALTER TABLE squads\n  ADD INDEX other (title)'",
    );
    const found = await client.replace(file, text);
    expect(shown(found)).toContain("6:13 error key-name");
    const titles = (await actionsAt(client, file, "other (title)")).map(({ title }) => title);
    expect(titles).not.toContain("Suppress key-name here, with a reason");
    expect(titles).toContain("Suppress key-name in this file, with a reason");
  });

  it("of an old migration is corrected at the end of the newest one", async () => {
    const { client, file, folder, found } = await start("migrations/002_members.sql");
    expect(shown(found)).toEqual(["7:51 error foreign-key-actions"]);
    const actions = await actionsAt(client, file, "REFERENCES");
    const remedy = actions.find(({ title }) => title.startsWith("Correct"));
    expect(remedy?.title).toBe(`Correct foreign-key-actions by a statement at the end of ${last}`);
    const newest = join(folder, last);
    const text = applyEdit(files[last], remedy?.edit ?? {}, newest);
    expect(text.startsWith(files[last].trimEnd())).toBe(true);
    expect(text).toMatch(/ALTER TABLE members[\s\S]*ON UPDATE CASCADE;\n$/);
    const from = client.published.length;
    await client.open(newest, text);
    expect(await client.next(file, from)).toEqual([]);
  });

  it("is not corrected in a migration that has run, if it is another's", async () => {
    const { client, file, folder } = await start("migrations/002_members.sql");
    for (const words of ["init -q -b main", "add .", "commit -q -m all"])
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...words.split(" ")], {
        cwd: folder,
      });
    const titles = (await actionsAt(client, file, "REFERENCES")).map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith("Correct"))).toEqual([]);
    expect(titles).toContain("Suppress foreign-key-actions here, with a reason");
    // A newer one that is on no branch yet takes it.
    const newer = join(folder, "migrations/004_more.sql");
    await client.open(newer, "-- What: more\n-- Why: a test\n-- Tables: none\n");
    const now = (await actionsAt(client, file, "REFERENCES")).map(({ title }) => title);
    expect(now).toContain("Correct foreign-key-actions by a statement at the end of migrations/004_more.sql");
  });

  it("is corrected in the section that goes forward, where a file has both", async () => {
    const { client, folder } = await start(last);
    const both = (forward: string, back: string) => `-- +goose Up\n${forward}\n\n-- +goose Down\n${back}\n`;
    const key =
      "CREATE TABLE b (id INT PRIMARY KEY, a INT, CONSTRAINT fk_b_a FOREIGN KEY (a) REFERENCES a (id))";
    const project = {
      "goose/.integlintrc": rc,
      "goose/migrations/001_a.sql": both("CREATE TABLE a (id INT PRIMARY KEY);", "DROP TABLE a;"),
      // Without a semicolon behind its last statement.
      "goose/migrations/002_b.sql": both(key, "DROP TABLE b;"),
    };
    for (const [path, content] of Object.entries(project)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
    }
    const file = join(folder, "goose/migrations/002_b.sql");
    const text = project["goose/migrations/002_b.sql"];
    const found = await client.open(file, text);
    expect(shown(found)).toContain("2:78 error foreign-key-actions");
    const actions = await actionsAt(client, file, "REFERENCES");
    const remedy = actions.find(({ title }) => title.startsWith("Correct foreign-key-actions"));
    expect(remedy?.title).toContain("at the end of this migration");
    const corrected = applyEdit(text, remedy?.edit ?? {}, file);
    expect(corrected).toMatch(
      /REFERENCES a \(id\)\);\n\nALTER TABLE b[\s\S]*;\n\n-- \+goose Down\nDROP TABLE b;\n$/,
    );
    expect(shown(await client.replace(file, corrected))).not.toContain("2:78 error foreign-key-actions");
  });

  it("has no actions where there is none", async () => {
    const { client, file } = await start(last);
    expect(await actionsAt(client, file, "RENAME", ["quickfix"])).toEqual([]);
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
