// What a stranger's branch can make integlint do with --no-code-config: nothing but read its SQL and its data.

import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
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
