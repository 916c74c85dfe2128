// The language server as editors meet it: diagnostics of what is open, over the whole history, while it is typed.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, config, migrations } from "../cli/call.js";
import { makeFolder } from "../folder.js";
import { buildCommand, Client, shown, uri } from "./client.js";

let built: ReturnType<typeof buildCommand>;
beforeAll(() => {
  built = buildCommand();
}, 120_000);
afterAll(() => built.remove());

const jobs = "migrations/002_jobs.sql";
const jobsText = migrations[jobs];
const start = (...folders: string[]) => Client.start({ command: built.path, folders });

describe("the server", () => {
  it("says what it can, and ends with 0 behind a shutdown, with 1 without", async () => {
    const folder = makeFolder({ ...config, ...migrations });
    const client = await start(folder);
    expect(client.initialized.capabilities).toMatchObject({
      positionEncoding: "utf-16",
      hoverProvider: true,
      definitionProvider: true,
    });
    await client.connection.sendRequest("shutdown");
    await client.connection.sendNotification("exit");
    expect(await client.exited()).toBe(0);
    const other = await start(folder);
    await other.connection.sendNotification("exit");
    expect(await other.exited()).toBe(1);
    expect(client.said + other.said).toBe("");
  });

  it("ends when the editor is gone", async () => {
    const client = await start(makeFolder({ ...config, ...migrations }));
    client.process.stdin.end();
    expect(await client.exited()).toBe(1);
    expect(client.said).toBe("");
  });

  it("survives an editor that no longer reads", async () => {
    const folder = makeFolder({ ...config, ...migrations });
    const client = await start(folder);
    client.process.stdout.destroy();
    client.open(join(folder, jobs), jobsText).catch(() => {});
    client.process.stdin.end();
    expect(await client.exited()).toBe(1);
    expect(client.said).not.toContain("    at ");
  });

  it.each(["hello\r\n\r\n", "Content-Length: 5\r\n\r\n{{{{{", "Content-Length: x\r\n\r\n{}", "\0\xff{\r\n"])(
    "does not hang on %j",
    async (garbage) => {
      const client = Client.spawn({
        command: built.path,
        folders: [makeFolder({ ...config, ...migrations })],
      });
      client.process.stdin.write(garbage);
      client.process.stdin.end();
      expect(await client.exited()).toBe(1);
    },
  );
});

describe("diagnostics", () => {
  it("are those of the command, with everything that an editor shows", async () => {
    const folder = makeFolder({ ...config, ...migrations });
    const client = await start(folder);
    const path = join(folder, jobs);
    const found = await client.open(path, jobsText);
    expect(shown(found)).toEqual(["7:9 warning key-name", "8:52 error foreign-key-actions"]);
    expect(found[0]).toMatchObject({
      source: "integlint",
      range: { start: { line: 6, character: 8 }, end: { line: 6, character: 17 } },
      message: expect.stringContaining("by_tenant"),
    });
    const page = fileURLToPath(found[0]?.codeDescription?.href ?? "");
    expect(readFileSync(page, "utf8")).toContain("# key-name");
  });

  it("follow the typing, in whole texts and in parts of them", async () => {
    const folder = makeFolder({ ...config, ...migrations });
    const client = await start(folder);
    const path = join(folder, jobs);
    await client.open(path, jobsText);
    const at = jobsText.indexOf("by_tenant");
    expect(shown(await client.type(path, at, "idx", 2))).toEqual(["8:52 error foreign-key-actions"]);
    expect(
      shown(
        await client.type(path, client.textOf(path).indexOf("DELETE CASCADE") + 14, " ON UPDATE CASCADE"),
      ),
    ).toEqual([]);
    expect(shown(await client.replace(path, jobsText))).toEqual([
      "7:9 warning key-name",
      "8:52 error foreign-key-actions",
    ]);
  });

  it("count UTF-16 units, whatever the line holds", async () => {
    const folder = makeFolder({ ...config, ...migrations });
    const client = await start(folder);
    const path = join(folder, jobs);
    const text = jobsText
      .replace("  INDEX by_tenant", "  /* 🦊é */ INDEX by_tenant")
      .replaceAll("\n", "\r\n");
    const found = await client.open(path, text);
    expect(shown(found)).toContain("7:19 warning key-name");
    const changed = await client.type(path, text.indexOf("by_tenant"), "idx", 2);
    expect(shown(changed)).toEqual(["8:52 error foreign-key-actions"]);
  });

  it("see what is open elsewhere instead of what is on the disk", async () => {
    const strict = { ".integlintrc": { ...config[".integlintrc"], rules: { "foreign-key-type": "error" } } };
    const folder = makeFolder({ ...strict, ...migrations });
    const client = await start(folder);
    const tenants = join(folder, "migrations/001_tenants.sql");
    expect(shown(await client.open(join(folder, jobs), jobsText))).toEqual([]);
    await client.open(tenants, migrations["migrations/001_tenants.sql"]);
    const from = client.published.length;
    await client.replace(tenants, migrations["migrations/001_tenants.sql"].replace("CHAR(36)", "BIGINT"));
    const found = await client.next(join(folder, jobs), from);
    expect(shown(found)).toEqual(["6:12 error foreign-key-type"]);
    expect(found[0]?.relatedInformation?.map(({ location }) => location.uri)).toContain(uri(tenants));
    // Closed, it is as on the disk again.
    const then = client.published.length;
    await client.connection.sendNotification("textDocument/didClose", {
      textDocument: { uri: uri(tenants) },
    });
    expect(shown(await client.next(join(folder, jobs), then))).toEqual([]);
  });

  it("leave files alone that are no migrations, and those on no disk", async () => {
    const folder = makeFolder({
      ...config,
      ...migrations,
      "queries/report.sql": "CREATE TABLE x (a INT, INDEX y (a));",
    });
    const client = await start(folder);
    expect(
      await client.open(join(folder, "queries/report.sql"), "CREATE TABLE x (a INT, INDEX y (a));"),
    ).toEqual([]);
    await client.connection.sendNotification("textDocument/didOpen", {
      textDocument: {
        uri: "untitled:Untitled-1",
        languageId: "sql",
        version: 1,
        text: "CREATE TABLE x (a INT",
      },
    });
    expect(shown(await client.open(join(folder, jobs), jobsText))).toHaveLength(2);
    expect(client.published.filter(({ uri: of }) => of.startsWith("untitled"))).toEqual([]);
  });

  it("judge a migration that is not saved yet", async () => {
    const folder = makeFolder({ ...config, ...migrations });
    const client = await start(folder);
    const found = await client.open(
      join(folder, "migrations/003_new.sql"),
      "ALTER TABLE jobs ADD INDEX nope (id);",
    );
    expect(shown(found)).toEqual(["1:28 warning key-name"]);
  });

  it("tell broken SQL at its place, and go on", async () => {
    const folder = makeFolder({ ...config, ...migrations });
    const client = await start(folder);
    const path = join(folder, jobs);
    await client.open(path, jobsText);
    const broken = await client.replace(path, "CREATE TABEL jobs (id INT,\n  a INT NOT NOT NULL,,\n);\n'");
    expect(broken.length).toBeGreaterThan(0);
    for (const cut of [1, 17, 60, 130, 200, jobsText.length - 3])
      await client.replace(path, jobsText.slice(0, cut));
    expect(shown(await client.replace(path, jobsText))).toHaveLength(2);
    expect(client.said).toBe("");
  });

  it("keep several folders apart, each with its own configuration", async () => {
    const loose = { ".integlintrc": { ...config[".integlintrc"], rules: { "key-name": "error" } } };
    const [one, two] = [makeFolder({ ...config, ...migrations }), makeFolder({ ...loose, ...migrations })];
    const client = await start(one, two);
    expect(shown(await client.open(join(two, jobs), jobsText))).toEqual(["7:9 error key-name"]);
    expect(shown(await client.open(join(one, jobs), jobsText))).toHaveLength(2);
  });

  it("follow the nearest configuration below a folder", async () => {
    const inner = { "packages/a/.integlintrc": { ...config[".integlintrc"], rules: { "key-name": "info" } } };
    const moved = Object.fromEntries(
      Object.entries(migrations).map(([path, text]) => [`packages/a/${path}`, text]),
    );
    const folder = makeFolder({ ...inner, ...moved });
    const client = await start(folder);
    expect(shown(await client.open(join(folder, "packages/a", jobs), jobsText))).toEqual([
      "7:9 info key-name",
    ]);
  });

  it("are taken back when a file is closed", async () => {
    const folder = makeFolder({ ...config, ...migrations });
    const client = await start(folder);
    const path = join(folder, jobs);
    await client.open(path, jobsText);
    const from = client.published.length;
    await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri: uri(path) } });
    expect(await client.next(path, from)).toEqual([]);
  });

  it("pass over what comments suppress and what the baseline knows", async () => {
    const folder = makeFolder({ ...config, ...migrations });
    const client = await start(folder);
    const path = join(folder, jobs);
    const comment = "  -- integlint-disable-next-line key-name: old\n  INDEX by_tenant";
    expect(shown(await client.open(path, jobsText.replace("  INDEX by_tenant", comment)))).toEqual([
      "9:52 error foreign-key-actions",
    ]);
    const from = client.published.length;
    expect((await call(folder, ["--update-baseline"])).code).toBe(0);
    await client.tellDisk({ path: join(folder, ".integlint-baseline.json"), type: 1 });
    expect(await client.next(path, from)).toEqual([]);
    expect(
      shown(await client.replace(path, jobsText.replace("(tenantId),", "(tenantId), INDEX more (id),"))),
    ).toEqual(["7:37 warning key-name"]);
  });
});

describe("what changes on the disk", () => {
  it("a configuration is read again", async () => {
    const folder = makeFolder({ ...config, ...migrations });
    const client = await start(folder);
    const path = join(folder, jobs);
    await client.open(path, jobsText);
    await client.until(() => client.registered[0]);
    const rules = { ...config[".integlintrc"], rules: { "key-name": "error" } };
    const from = client.published.length;
    writeFileSync(join(folder, ".integlintrc"), JSON.stringify(rules));
    await client.tellDisk({ path: join(folder, ".integlintrc"), type: 2 });
    expect(shown(await client.next(path, from))).toEqual(["7:9 error key-name"]);
  });

  it("a file that the configuration extends, too", async () => {
    const team = { dialect: "mysql", extends: [], rules: { "key-name": "info" } };
    const folder = makeFolder({
      ".integlintrc": { extends: ["./team.json"] },
      "team.json": team,
      ...migrations,
    });
    const client = await start(folder);
    const path = join(folder, jobs);
    expect(shown(await client.open(path, jobsText))).toEqual(["7:9 info key-name"]);
    await client.until(() => JSON.stringify(client.registered).includes("**/team.json") || undefined);
    const from = client.published.length;
    writeFileSync(join(folder, "team.json"), JSON.stringify({ ...team, rules: { "key-name": "error" } }));
    await client.tellDisk({ path: join(folder, "team.json"), type: 2 });
    expect(shown(await client.next(path, from))).toEqual(["7:9 error key-name"]);
  });

  it("a configuration that is code asks for a restart", async () => {
    const code = 'export default { dialect: "mysql", extends: [], rules: { "key-name": "info" } };';
    const folder = makeFolder({ "integlint.config.mjs": code, ...migrations });
    const client = await start(folder);
    expect(shown(await client.open(join(folder, jobs), jobsText))).toEqual(["7:9 info key-name"]);
    await client.tellDisk({ path: join(folder, "integlint.config.mjs"), type: 2 });
    expect((await client.until(() => client.messages[0])).message).toContain("restart");
  });

  it("is seen at the next save where the editor cannot watch", async () => {
    const folder = makeFolder({ ...config, ...migrations });
    const client = await Client.start({ command: built.path, folders: [folder], watches: false });
    const path = join(folder, jobs);
    await client.open(path, jobsText);
    const from = client.published.length;
    writeFileSync(
      join(folder, ".integlintrc"),
      JSON.stringify({ ...config[".integlintrc"], rules: { "key-name": "info" } }),
    );
    await client.connection.sendNotification("textDocument/didSave", { textDocument: { uri: uri(path) } });
    expect(shown(await client.next(path, from))).toEqual(["7:9 info key-name"]);
    expect(client.registered).toEqual([]);
  });

  it("a broken configuration is told in its file, and the last good one holds until it is mended", async () => {
    const folder = makeFolder({ ...config, ...migrations });
    const client = await start(folder);
    const [path, rc] = [join(folder, jobs), join(folder, ".integlintrc")];
    await client.open(path, jobsText);
    let from = client.published.length;
    writeFileSync(rc, '{\n  "dialect": "mysq",\n  "rules": { "key-nam": "off" }\n}');
    await client.tellDisk({ path: rc, type: 2 });
    const faults = await client.next(rc, from);
    expect(faults.map(({ range, message }) => `${range.start.line + 1} ${message}`)).toEqual([
      expect.stringMatching(/^2 .*mysq/),
      expect.stringMatching(/^3 .*key-nam/),
    ]);
    expect((await client.until(() => client.messages[0])).message).toContain(".integlintrc:2:");
    expect(shown(await client.replace(path, `${jobsText}\n`))).toHaveLength(2);
    from = client.published.length;
    writeFileSync(rc, JSON.stringify(config[".integlintrc"]));
    await client.tellDisk({ path: rc, type: 2 });
    expect(await client.next(rc, from)).toEqual([]);
    expect(client.said).toBe("");
  });

  it("a configuration that is broken from the start leaves the files unjudged", async () => {
    const folder = makeFolder({ ".integlintrc": "{", ...migrations });
    const client = await start(folder);
    expect(await client.open(join(folder, jobs), jobsText)).toEqual([]);
    expect(await client.next(join(folder, ".integlintrc"), 0)).toHaveLength(1);
    const from = client.published.length;
    writeFileSync(join(folder, ".integlintrc"), JSON.stringify(config[".integlintrc"]));
    await client.tellDisk({ path: join(folder, ".integlintrc"), type: 2 });
    expect(shown(await client.next(join(folder, jobs), from))).toHaveLength(2);
  });

  it("migrations that change, come and go are seen", async () => {
    const strict = { ".integlintrc": { ...config[".integlintrc"], rules: { "forward-order": "error" } } };
    const folder = makeFolder({
      ...strict,
      ...migrations,
      "migrations/003_a.sql": "ALTER TABLE extra ADD COLUMN a INT;",
    });
    const client = await start(folder);
    const path = join(folder, "migrations/003_a.sql");
    await client.open(path, "ALTER TABLE jobs DROP COLUMN missing;");
    const extra = join(folder, "migrations/002_m.sql");
    let from = client.published.length;
    writeFileSync(extra, "ALTER TABLE jobs ADD COLUMN missing INT;");
    await client.tellDisk({ path: extra, type: 1 });
    expect(shown(await client.next(path, from))).toEqual([]);
    from = client.published.length;
    writeFileSync(extra, "ALTER TABLE jobs ADD COLUMN other INT;");
    await client.tellDisk({ path: extra, type: 2 });
    expect(shown(await client.next(path, from))).toHaveLength(1);
    from = client.published.length;
    rmSync(extra);
    mkdirSync(join(folder, "migrations/more"));
    await client.tellDisk({ path: extra, type: 3 });
    expect(shown(await client.next(path, from))).toHaveLength(1);
  });
});
