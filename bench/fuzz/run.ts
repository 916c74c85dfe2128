// Fuzzes for as long as one wants. In: minutes, a seed, folders of SQL. Out: what broke, made small, with the numbers that
// repeat it. It stops at nothing and counts what it did.

import type { Dialect } from "../../src/sql/definition.js";
import { findGrowth } from "./growth.js";
import { createRandom, drawRepetition, mutate } from "./mutate.js";

/** What holds for every text: the properties that one breaks, in words. */
export type FindFaults = (text: string, dialect: Dialect) => readonly string[] | Promise<readonly string[]>;

export interface Broken {
  readonly dialect: Dialect;
  /** Repeats the text: mutate(seeds, createRandom(seed)). */
  readonly seed: number;
  readonly fault: string;
  /** As small as cutting pieces out makes it. */
  readonly text: string;
}

export interface Tally {
  cases: number;
  units: number;
  repetitions: number;
  /** The slowest growth met: how many times longer a text of four times the length took. */
  worstGrowth: number;
  readonly broken: Broken[];
}

/** One text; nothing if all properties hold. */
export async function tryCase(
  seeds: readonly string[],
  seed: number,
  dialect: Dialect,
  properties: readonly FindFaults[],
  beat: (seed: number) => void = () => {},
): Promise<Broken | undefined> {
  const text = mutate(seeds, createRandom(seed));
  const fault = await faultOf(text, dialect, properties);
  if (fault === undefined) return undefined;
  const fails = async (shorter: string) => {
    beat(seed);
    const found = await faultOf(shorter, dialect, properties);
    return found !== undefined && kindOf(found) === kindOf(fault);
  };
  return { dialect, seed, fault, text: await shrink(text, fails) };
}

async function faultOf(
  text: string,
  dialect: Dialect,
  properties: readonly FindFaults[],
): Promise<string | undefined> {
  try {
    for (const find of properties) {
      const [fault] = await find(text, dialect);
      if (fault !== undefined) return fault;
    }
    return undefined;
  } catch (error) {
    return `threw ${(error as Error).stack?.split("\n").slice(0, 4).join(" ")}`;
  }
}

/** A fault without its numbers and quotes: the same one in a smaller text. */
function kindOf(fault: string): string {
  return fault.replace(/".*"|\d+/g, "").slice(0, 60);
}

/** Milliseconds: small enough is enough. */
const longestShrink = 20_000;

async function shrink(text: string, fails: (shorter: string) => Promise<boolean>): Promise<string> {
  let small = text;
  const end = performance.now() + longestShrink;
  for (let size = text.length >> 1; size >= 1; size = size > 1 ? size >> 1 : 0) {
    for (let at = 0; at + size <= small.length && performance.now() < end; ) {
      const shorter = small.slice(0, at) + small.slice(at + size);
      if (await fails(shorter)) small = shorter;
      else at += size;
    }
  }
  return small;
}

export interface FuzzOptions {
  readonly seeds: readonly string[];
  readonly seed: number;
  readonly dialect: Dialect;
  readonly properties: readonly FindFaults[];
  /** Looked at for the first text and every so manieth: a hundred times as slow. */
  readonly slowProperties: readonly FindFaults[];
  readonly milliseconds: number;
  /** Every so manieth case looks for work that grows faster than its text; 0 for none. */
  readonly growthEvery: number;
  /** Called before each piece of work, so that somebody else can see a hang. */
  beat(seed: number): void;
  /** Told of each kind of fault as soon as it is met. */
  tell(broken: Broken): void;
}

export async function fuzz(options: FuzzOptions): Promise<Tally> {
  const { seeds, dialect, properties, slowProperties, beat } = options;
  const slowEvery = properties.length > 0 ? 40 : 1;
  const tally: Tally = { cases: 0, units: 0, repetitions: 0, worstGrowth: 0, broken: [] };
  const known = new Set<string>();
  const end = performance.now() + options.milliseconds;
  for (let seed = options.seed; performance.now() < end; seed++) {
    beat(seed);
    const chosen = tally.cases % slowEvery === 0 ? [...properties, ...slowProperties] : properties;
    tally.cases++;
    tally.units += mutate(seeds, createRandom(seed)).length;
    const growth = options.growthEvery > 0 && tally.cases % options.growthEvery === 0;
    const broken =
      (await tryCase(seeds, seed, dialect, chosen, beat)) ??
      (growth ? tryGrowth(options, seed, tally) : undefined);
    if (!broken || known.has(kindOf(broken.fault))) continue;
    known.add(kindOf(broken.fault));
    tally.broken.push(broken);
    options.tell(broken);
  }
  return tally;
}

/** Both runs as one. */
export function addTallies(a: Tally, b: Tally): Tally {
  return {
    cases: a.cases + b.cases,
    units: a.units + b.units,
    repetitions: a.repetitions + b.repetitions,
    worstGrowth: Math.max(a.worstGrowth, b.worstGrowth),
    broken: [...a.broken, ...b.broken],
  };
}

function tryGrowth({ seeds, dialect }: FuzzOptions, seed: number, tally: Tally): Broken | undefined {
  const { before, repeated, after } = drawRepetition(seeds, createRandom(seed ^ 0x5bd1e995));
  tally.repetitions++;
  const make = (size: number) => before + repeated.repeat(size) + after;
  const size = Math.ceil(50_000 / Math.max(1, repeated.length));
  const { growth, suspicious } = findGrowth(make, size, dialect);
  tally.worstGrowth = Math.max(tally.worstGrowth, growth);
  if (!suspicious) return undefined;
  const fault = `work grows ${growth.toFixed(0)} times for 8 times the text`;
  return { dialect, seed, fault, text: JSON.stringify({ before, repeated, after }) };
}
