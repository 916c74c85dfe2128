// What a stranger's branch can make integlint do with --no-code-config: nothing but read its SQL and its data.

import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { Session, type Snapshot } from "../../src/project/session.js";
import { call, migrations } from "../cli/call.js";
import { makeFolder } from "../folder.js";

const ran = (folder: string) => join(folder, "ran");
const code = (folder: string) =>
  `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(ran(folder))}, "");\n`;
const common = (folder: string) =>
  `require("node:fs").writeFileSync(${JSON.stringify(ran(folder))}, "");\nmodule.exports = {};\n`;
const refused = /is code, and --no-code-config refuses it/;

async function lintUntrusted(folder: string, ...words: string[]) {
  const called = await call(folder, ["--no-code-config", "--format", "compact", ...words]);
  expect(existsSync(ran(folder)), "code of the repository ran").toBe(false);
  return called;
}

describe("--no-code-config", () => {
  it.each(
    [
      ".integlintrc.js",
      ".integlintrc.mjs",
      ".integlintrc.ts",
      "integlint.config.js",
      "integlint.config.mjs",
    ].flatMap((name) => [name, name.replace("js", "cjs")].filter((one) => !one.includes("mcjs"))),
  )("does not run %s", async (name) => {
    const folder = makeFolder(migrations);
    writeFileSync(join(folder, name), name.endsWith(".cjs") ? common(folder) : code(folder));
    expect(await lintUntrusted(folder)).toMatchObject({ code: 2, err: expect.stringMatching(refused) });
    expect(await lintUntrusted(folder, "--config", name)).toMatchObject({ code: 2 });
  });

  it("runs what it finds without it: the tests above can fail", async () => {
    const folder = makeFolder(migrations);
    writeFileSync(join(folder, ".integlintrc.cjs"), common(folder));
    await call(folder, ["--format", "compact"]);
    expect(existsSync(ran(folder))).toBe(true);
  });

  it.each([
    ["a plugin", { plugins: ["./evil.mjs"] }],
    ["a plugin in a package", { plugins: ["evil"] }],
    ["an extended file", { extends: "./evil.mjs" }],
    ["an extended package", { extends: ["evil"] }],
    ["a file that is extended by data", { extends: "./data.json" }],
  ])("does not run %s", async (_, config) => {
    const folder = makeFolder({ ...migrations, ".integlintrc.json": { dialect: "mysql", ...config } });
    writeFileSync(join(folder, "evil.mjs"), `${code(folder)}export default {};\n`);
    writeFileSync(join(folder, "data.json"), JSON.stringify({ plugins: ["./evil.mjs"] }));
    mkdirSync(join(folder, "node_modules/evil"), { recursive: true });
    writeFileSync(join(folder, "node_modules/evil/package.json"), '{ "name": "evil", "main": "index.cjs" }');
    writeFileSync(join(folder, "node_modules/evil/index.cjs"), common(folder));
    expect(await lintUntrusted(folder)).toMatchObject({ code: 2, err: expect.stringMatching(refused) });
  });

  it("takes package.json for data", async () => {
    const folder = makeFolder({
      ...migrations,
      "package.json": { type: "module", main: "./evil.js", integlint: { dialect: "mysql", rules: {} } },
    });
    writeFileSync(join(folder, "evil.js"), code(folder));
    expect((await lintUntrusted(folder)).code).not.toBe(2);
  });

  it("reads nothing that a link leads to outside of the working directory, and quotes nothing of it", async () => {
    const secret = makeFolder({ "secret.sql": "SELECT 'password-of-the-host' FROM;\n" });
    const folder = makeFolder(migrations);
    symlinkSync(join(secret, "secret.sql"), join(folder, "migrations/003_x.sql"));
    const linked = await lintUntrusted(folder);
    expect(linked).toMatchObject({ code: 2, err: expect.stringContaining("003_x.sql: it leads out of") });
    expect(linked.out + linked.err).not.toContain("password-of-the-host");
    expect((await call(folder, ["--format", "compact"])).code).not.toBe(2);

    const whole = makeFolder({});
    symlinkSync(secret, join(whole, "migrations"));
    expect(await lintUntrusted(whole)).toMatchObject({
      code: 2,
      err: expect.stringContaining("leads out of"),
    });
    expect(await lintUntrusted(whole, "migrations")).toMatchObject({ code: 2 });
    expect((await lintUntrusted(whole, secret)).code).not.toBe(2);
  });
});

describe("data that a configuration leads to", () => {
  const secret = "password-of-the-host";
  const leadsOut = /leads out of the working directory, and --no-code-config reads nothing there/;
  const isRefused = async (folder: string, ...words: string[]) => {
    const called = await lintUntrusted(folder, ...words);
    expect(called).toMatchObject({ code: 2, err: expect.stringMatching(leadsOut) });
    expect(called.out + called.err).not.toContain(secret);
  };
  const outside = () => makeFolder({ "base.json": `{ "${secret}": 1 }`, "base.yaml": `${secret}: [` });

  it.each(["base.json", "base.yaml"])("is not read outside of the working directory: %s", async (name) => {
    const elsewhere = join(outside(), name);
    const config = (path: string) => ({ ...migrations, ".integlintrc.json": { extends: path } });
    await isRefused(makeFolder(config(elsewhere)));
    const near = makeFolder(config(`../${basename(dirname(elsewhere))}/${name}`));
    await isRefused(near);
    await isRefused(near, "--config", ".integlintrc.json");
    // Without the option the same file is read, and what is wrong with it is told.
    expect((await call(near, ["--format", "compact"])).err).not.toMatch(leadsOut);
  });

  it("is not read through a link, a package or a chain of files", async () => {
    const elsewhere = outside();
    const linked = makeFolder({ ...migrations, ".integlintrc.json": { extends: "./base.json" } });
    symlinkSync(join(elsewhere, "base.json"), join(linked, "base.json"));
    await isRefused(linked);

    const whole = makeFolder(migrations);
    symlinkSync(join(elsewhere, "base.yaml"), join(whole, ".integlintrc.yaml"));
    await isRefused(whole);

    const way = `../../../${basename(elsewhere)}/base.json`;
    for (const name of ["acme", `acme/${way}`]) {
      const packed = makeFolder({
        ...migrations,
        ".integlintrc.json": { extends: "./own.json" },
        "own.json": { extends: name },
        "node_modules/acme/package.json": { name: "acme", main: way },
      });
      await isRefused(packed);
    }
  });

  it("quotes nothing of a package's file that is no JSON", async () => {
    const folder = makeFolder({
      ...migrations,
      ".integlintrc.json": { extends: "acme" },
      "node_modules/acme/x": "",
    });
    const elsewhere = makeFolder({ package: secret });
    symlinkSync(join(elsewhere, "package"), join(folder, "node_modules/acme/package.json"));
    const { code: exit, out, err } = await lintUntrusted(folder);
    expect({ exit, err: err.includes("it cannot be read as JSON") }).toEqual({ exit: 2, err: true });
    expect(out + err).not.toContain(secret);
  });

  it("is read where whoever runs it says so: beside a configuration that is theirs", async () => {
    const rules = { extends: "./base.json" };
    const base = { dialect: "mysql", rules: { "key-name": "error" } };
    const own = makeFolder({ "integlint.json": rules, "base.json": base });
    const named = await lintUntrusted(makeFolder(migrations), "--config", join(own, "integlint.json"));
    expect(named.out).toContain(": error key-name: ");
    const below = Object.entries(migrations).map(([path, text]) => [`below/${path}`, text]);
    const above = makeFolder({ ".integlintrc.json": rules, "base.json": base, ...Object.fromEntries(below) });
    expect((await lintUntrusted(join(above, "below"))).out).toContain(": error key-name: ");
  });

  it("is no baseline elsewhere", async () => {
    const folder = makeFolder(migrations);
    const elsewhere = join(makeFolder({ known: secret }), "known");
    symlinkSync(elsewhere, join(folder, ".integlint-baseline.json"));
    await isRefused(folder);
    await isRefused(folder, "--baseline", ".integlint-baseline.json");
    await isRefused(folder, "--fix");
    expect((await lintUntrusted(folder, "--no-baseline")).code).toBe(1);
    expect((await lintUntrusted(folder, "--baseline", elsewhere)).err).not.toMatch(leadsOut);
  });

  it("stays within the working directory when a file is read again", async () => {
    const folder = makeFolder({ ...migrations, ".integlintrc.json": { dialect: "mysql" } });
    const path = join(folder, "migrations/002_jobs.sql");
    const session = new Session({ cwd: folder, noCodeConfig: true });
    expect(textOf(await session.snapshot(), "002_jobs.sql")).toContain("CREATE TABLE");
    rmSync(path);
    symlinkSync(join(makeFolder({ "x.sql": `SELECT '${secret}';` }), "x.sql"), path);
    session.refresh(path);
    const snapshot = await session.snapshot();
    expect(textOf(snapshot, "002_jobs.sql")).not.toContain(secret);
    expect(session.problem?.message).toMatch(leadsOut);
  });

  const textOf = (snapshot: Snapshot | undefined, name: string) =>
    snapshot?.project.files.find(({ path }) => path.endsWith(name))?.text;
});

describe("SQL reaches no file", () => {
  it.each([
    "SOURCE ../../evil.sql;",
    "\\i /etc/passwd",
    "\\. /etc/passwd",
    "\\! touch ran",
    "system touch ran",
    "\\o ran",
    "tee ran",
    "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE a;",
    "SELECT 1 INTO OUTFILE 'ran';",
    "COPY a FROM PROGRAM 'touch ran';",
    "COPY a TO 'ran';",
    "-- integlint-plugin ./evil.mjs\nSELECT 1;",
    '-- integlint: { "plugins": ["./evil.mjs"], "extends": "../evil.mjs" }\nSELECT 1;',
    "-- integlint-disable-file ../../evil: x\nSELECT 1;",
  ])("%s", async (sql) => {
    const folder = makeFolder({ "migrations/001_a.sql": `${sql}\n` });
    writeFileSync(join(folder, "evil.mjs"), code(folder));
    for (const dialect of ["mysql", "postgresql"]) {
      const { code: exit, out } = await lintUntrusted(
        folder,
        "--rule",
        `dialect-support:off`,
        "--preset",
        "recommended",
      );
      expect(exit, `${dialect}: ${out}`).toBeLessThan(2);
      expect(out).not.toContain("root:");
    }
  });
});

describe("what is written", () => {
  it("replaces a link that lies where a report goes, and leaves what it points at", async () => {
    const folder = makeFolder(migrations);
    const target = join(makeFolder({ kept: "as it was" }), "kept");
    symlinkSync(target, join(folder, "report.json"));
    await call(folder, ["--format", "json=report.json"]);
    expect(readFileSync(target, "utf8")).toBe("as it was");
    expect(JSON.parse(readFileSync(join(folder, "report.json"), "utf8"))).toHaveProperty("findings");
  });
});
