// What an editor can do about a finding: each action is made, and the finding is gone.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CodeAction } from "vscode-languageserver/node";
import { applyEdit, buildCommand, type Client, shown } from "./client.js";
import { files, last, rc, startOn } from "./teams.js";

let built: ReturnType<typeof buildCommand>;
beforeAll(() => {
  built = buildCommand();
}, 120_000);
afterAll(() => built.remove());

const start = (path: Parameters<typeof startOn>[1]) => startOn(built.path, path);

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
