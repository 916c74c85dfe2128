// Builds the package: the command and the library, bundled with what they use, so that an installation is one package.
// In: the sources. Out: dist/ with JavaScript, type declarations and the licences of what is inside. `--outdir DIR` for another place.

import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
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

rmSync(outdir, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ["src/cli/main.ts", "src/index.ts"],
  outbase: ".",
  outdir,
  bundle: true,
  splitting: true,
  inject: ["scripts/core-chunk.mjs"],
  chunkNames: "chunks/[name]-[hash]",
  format: "esm",
  platform: "node",
  target: "node20",
  // Names are kept: they are what an error report shows.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  // cosmiconfig takes it from the user's project, for configurations in TypeScript.
  external: ["typescript"],
  // Bundled CommonJS asks for Node's own modules by require.
  banner: {
    js: 'const __bundleFolder=import.meta.dirname;import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);',
  },
  // Where a bundled package looks for files of its own: libpg-query for its WASM.
  define: { __dirname: "__bundleFolder" },
  plugins: [{ name: "precompiled", setup: precompileSchema }],
  metafile: true,
  logLevel: "warning",
});
copyFileSync(
  join(root, "node_modules/libpg-query/wasm/libpg-query.wasm"),
  join(outdir, "chunks/libpg-query.wasm"),
);
chmodSync(join(outdir, "src/cli/main.js"), 0o755);
writeFileSync(join(outdir, "THIRD-PARTY-LICENSES.txt"), licencesOf(bundledPackages(metafile)));
if (!values["no-types"]) {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const flags = ["-p", "tsconfig.build.json", "--outDir", outdir];
  execFileSync(process.execPath, [compiler, ...flags], { cwd: root, stdio: "inherit" });
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
function bundledPackages({ inputs }) {
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
