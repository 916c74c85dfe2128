// Runs the script that holds all of our code. In: the script beside this file. Out: what it exports. V8's compiled form of it is
// kept in the user's cache folder, which saves a run some 40 ms of compiling: for ES modules Node has no such thing before 22.8, for scripts it has.
// NODE_COMPILE_CACHE names another folder, NODE_DISABLE_COMPILE_CACHE=1 does without, as they do for Node itself.

const fs = require("node:fs");
const { homedir } = require("node:os");
const { basename, dirname, join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { cachedDataVersionTag } = require("node:v8");
const { Script } = require("node:vm");
const { crc32 } = require("node:zlib");

const path = join(__dirname, "core.cjs");
/** Bytes, so many that what follows is aligned. */
const checksumLength = 8;
const monthInMilliseconds = 30 * 24 * 60 * 60 * 1000;

exports.loadCore = () => {
  const kept = keptPath();
  const cachedData = kept && readKept(kept);
  const script = new Script(fs.readFileSync(path, "latin1"), { filename: path, cachedData });
  const importModule = (specifier) => import(specifier);
  const core = script.runInThisContext()(require, __dirname, pathToFileURL(path).href, importModule);
  const keep = () => kept && !cachedData && writeKept(kept, script.createCachedData());
  return { core, keep };
};

function keptPath() {
  const { env, platform, arch } = process;
  if (env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  const tag = cachedDataVersionTag().toString(36);
  return join(cacheFolder(env, platform), `${basename(path, ".cjs")}-${arch}-${tag}.bin`);
}

function cacheFolder(env, platform) {
  if (env.NODE_COMPILE_CACHE) return join(env.NODE_COMPILE_CACHE, "integlint");
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, "integlint");
  if (platform === "win32" && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, "integlint", "Cache");
  return join(homedir(), platform === "darwin" ? "Library/Caches" : ".cache", "integlint");
}

/** What is kept is code: it has to be ours, nobody else's to write, and whole, for V8 would run into the ground with half of it. */
function readKept(kept) {
  try {
    const descriptor = fs.openSync(kept);
    try {
      const { uid, mode } = fs.fstatSync(descriptor);
      const isOurs = !process.getuid || (uid === process.getuid() && (mode & 0o022) === 0);
      if (!isOurs) return undefined;
      const content = fs.readFileSync(descriptor);
      const data = content.subarray(checksumLength);
      return data.length > 0 && content.readUInt32LE(0) === crc32(data) ? data : undefined;
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

/** Whole or not at all; where it cannot be written, the next run compiles again. */
function writeKept(kept, data) {
  const folder = dirname(kept);
  const written = `${kept}.${process.pid}`;
  const checksum = Buffer.alloc(checksumLength);
  checksum.writeUInt32LE(crc32(data));
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      fs.writeFileSync(written, Buffer.concat([checksum, data]), { mode: 0o600, flag: "wx" });
      fs.renameSync(written, kept);
    } finally {
      fs.rmSync(written, { force: true });
    }
    forgetOld(folder);
  } catch {
    // A disk that is full or not ours is no reason to say anything.
  }
}

/** Of versions that nobody runs any more. */
function forgetOld(folder) {
  for (const name of fs.readdirSync(folder)) {
    const old = join(folder, name);
    if (name.startsWith("core-") && Date.now() - fs.statSync(old).mtimeMs > monthInMilliseconds)
      fs.rmSync(old);
  }
}
