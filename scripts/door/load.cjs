// Runs the script that holds all of our code. In: the script beside this file. Out: what it exports. V8's compiled form of it is
// kept in the user's cache folder, which saves a run some 40 ms of compiling: for ES modules Node has no such thing before 22.8, for scripts it has.
// NODE_COMPILE_CACHE names another folder, NODE_DISABLE_COMPILE_CACHE=1 does without, as they do for Node itself.

// Nothing is required here that takes Node's streams along (node:v8, node:zlib): they are a tenth of a small run.
const fs = require("node:fs");
const { basename, dirname, join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { Script } = require("node:vm");

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
  // V8 refuses what another version of it made, or the same one under other flags.
  const isUsed = cachedData && !script.cachedDataRejected;
  const keep = () => kept && !isUsed && writeKept(kept, script.createCachedData());
  return { core, keep };
};

function keptPath() {
  const { env, platform, arch, versions, execArgv } = process;
  if (env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  const flags = hashOf(Buffer.from([env.NODE_OPTIONS, ...execArgv].join(" ")), 1).toString(36);
  const name = `${basename(path, ".cjs")}-${arch}-${versions.v8}-${flags}.bin`;
  return join(cacheFolder(env, platform), name);
}

function cacheFolder(env, platform) {
  if (env.NODE_COMPILE_CACHE) return join(env.NODE_COMPILE_CACHE, "integlint");
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, "integlint");
  if (platform === "win32" && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, "integlint", "Cache");
  return join(
    env.HOME || require("node:os").homedir(),
    platform === "darwin" ? "Library/Caches" : ".cache",
    "integlint",
  );
}

/** Every `step`th byte, and how many there are. */
function hashOf(bytes, step) {
  let hash = bytes.length;
  for (let at = 0; at < bytes.length; at += step) hash = (Math.imul(hash, 31) + bytes[at]) | 0;
  return hash >>> 0;
}

/** Of what is kept: a crash leaves it short, or with pages of zeros, and a step of a cache line finds that at a hundredth of the price. */
const checksumOf = (data) => hashOf(data, 61);

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
      return data.length > 0 && content.readUInt32LE(0) === checksumOf(data) ? data : undefined;
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
  checksum.writeUInt32LE(checksumOf(data));
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
