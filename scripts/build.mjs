// Builds the package: the command and the library, bundled with what they use, so that an installation is one package.
// In: the sources. Out: dist/ with JavaScript, type declarations and the licences of what is inside. `--outdir DIR` for another place.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { _, Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const { values } = parseArgs({
  options: { outdir: { type: "string", default: "dist" }, "no-types": { type: "boolean" } },
});
const outdir = resolve(root, values.outdir);

const vendors = {
  ajv: "ajv",
  cosmiconfig: "cosmiconfig",
  "libpg-query": "libpg-query",
  "node-sql-parser/build/mysql.js": "node-sql-parser",
  "vscode-languageserver/node": "vscode-languageserver",
};
const common = {
  absWorkingDir: root,
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  // Names are kept: they are what an error report shows.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
};

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });
const inputs = { ...(await buildVendors()), ...(await buildCore()) };
copyFileSync(
  join(root, "node_modules/libpg-query/wasm/libpg-query.wasm"),
  join(outdir, "vendor/libpg-query.wasm"),
);
chmodSync(join(outdir, "integlint.cjs"), 0o755);
await writeLibrary();
writeFileSync(join(outdir, "THIRD-PARTY-LICENSES.txt"), licencesOf(bundledPackages(inputs)));
if (!values["no-types"]) {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const flags = ["-p", "tsconfig.build.json", "--outDir", outdir];
  execFileSync(process.execPath, [compiler, ...flags], { cwd: root, stdio: "inherit" });
}

/** What few runs need, each a file of its own: it stays out of the script that every run reads. */
async function buildVendors() {
  const { metafile } = await build({
    ...common,
    entryPoints: Object.fromEntries(Object.entries(vendors).map(([specifier, name]) => [name, specifier])),
    outdir: join(outdir, "vendor"),
    outExtension: { ".js": ".cjs" },
    // cosmiconfig takes it from the user's project, for configurations in TypeScript.
    external: ["typescript"],
  });
  return metafile.inputs;
}

/** All of our own code as one script, wrapped into a function of what the door hands in; and the door itself. */
async function buildCore() {
  const { metafile, outputFiles } = await build({
    ...common,
    entryPoints: { core: "src/cli/main.ts" },
    outdir,
    write: false,
    // Whatever is imported on demand is in the same script: there is nothing to import.
    supported: { "dynamic-import": false },
    define: { "import.meta.url": "__coreUrl", "import.meta.dirname": "__coreFolder" },
    plugins: [{ name: "own", setup: replaceOwn }],
  });
  const head = "(function(require,__coreFolder,__coreUrl,__importModule){const module={exports:{}};";
  const script = `${head}${outputFiles[0].text}\nreturn module.exports})`;
  const name = `core-${createHash("sha256").update(script).digest("hex").slice(0, 12)}.cjs`;
  writeFileSync(join(outdir, name), script);
  for (const file of ["integlint.cjs", "load.cjs"]) {
    const text = readFileSync(join(root, "scripts/door", file), "utf8");
    writeFileSync(join(outdir, file), text.replace('"core.cjs"', JSON.stringify(name)));
  }
  return metafile.inputs;
}

/** The library for those who import it: the same code, so that its classes are the command's. */
async function writeLibrary() {
  const { loadCore } = createRequire(import.meta.url)(join(outdir, "load.cjs"));
  const names = Object.keys(await loadCore().core.library());
  mkdirSync(join(outdir, "src"), { recursive: true });
  writeFileSync(
    join(outdir, "src/index.js"),
    `import{createRequire}from"node:module";\nexport const{${names.join(",")}}=await createRequire(import.meta.url)("../load.cjs").loadCore().core.library();\n`,
  );
}

function replaceOwn(build) {
  build.onResolve({ filter: /^[^./]/ }, ({ path }) =>
    vendors[path] === undefined ? undefined : { path: `./vendor/${vendors[path]}.cjs`, external: true },
  );
  // Whether there are colours is ours to decide; asking the standard output would take Node's streams along.
  build.onLoad({ filter: /[\\/]picocolors\.js$/ }, ({ path }) => ({
    contents: `const process = undefined;\n${readFileSync(path, "utf8")}`,
    loader: "js",
  }));
  build.onLoad({ filter: /src[\\/]config[\\/]import-module\.ts$/ }, () => ({
    contents: "export const importModule = (url) => __importModule(url);",
    loader: "js",
  }));
  precompileSchema(build);
}

/** Puts ajv's code for the published schema in the place of src/config/precompiled.ts. */
function precompileSchema(build) {
  build.onLoad({ filter: /src[\\/]config[\\/]precompiled\.ts$/ }, ({ path }) => {
    const described = readFileSync(join(root, "schema/config.schema.json"), "utf8");
    const isForPeople = (key, value) =>
      (key === "description" || key === "title") && typeof value === "string" ? undefined : value;
    const schema = JSON.parse(described, isForPeople);
    const ajv = new Ajv({
      allowUnionTypes: true,
      strictTypes: false,
      strictTuples: false,
      messages: false,
      inlineRefs: false,
      code: {
        source: true,
        esm: true,
        formats: _`{ regex: require("./regular-expression.ts").isRegularExpression }`,
      },
    });
    ajv.addFormat("regex", () => true);
    return {
      contents: `${standalone.default(ajv, ajv.compile(schema))}\nexport { validate as isValid };`,
      loader: "js",
      resolveDir: dirname(path),
    };
  });
}

/** The folders of the packages that went into the bundle. */
function bundledPackages(inputs) {
  const folders = new Set();
  for (const path of Object.keys(inputs)) {
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
    if (folder) folders.add(folder);
  }
  return [...folders].sort();
}

function licencesOf(folders) {
  const parts = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e(?:\.|-|$)/i.test(entry));
    const path = file && join(root, folder, file);
    const text = path && existsSync(path) ? readFileSync(path, "utf8").trim() : `Licence: ${license}`;
    // What a package contains itself, and does not tell.
    const notice = join(root, `scripts/notices/${name.replace("/", "__")}.txt`);
    const inside = existsSync(notice) ? `\n${readFileSync(notice, "utf8").trim()}\n` : "";
    return `${name} ${version} (${license})\n\n${text}\n${inside}`;
  });
  const line = `\n${"-".repeat(80)}\n\n`;
  return `integlint contains these packages, under their own licences.\n${line}${parts.join(line)}`;
}
