// The long mode's command. In: arguments. Out: what broke, on stdout; exit code 1 if anything did. The fuzzer runs in a worker:
// the main thread watches whether it still gets anywhere, and goes on behind a text that it hangs on.

import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { findCommandFaults } from "./commands.js";
import { findEditorFaults } from "./editor.js";
import { findFlowFaults } from "./flow.js";
import { findGrowth } from "./growth.js";
import { monsters } from "./monsters.js";
import { createRandom, mutate } from "./mutate.js";
import { dialects, findFaults } from "./properties.js";
import { addTallies, type Broken, type FindFaults, type FuzzOptions, fuzz, type Tally } from "./run.js";
import { loadSeeds } from "./seeds.js";
import { findWrittenFaults } from "./written.js";

/**
 * What is looked at: the reader alone, a hundred times as quick; all that a run of lint does; all that is written, in any layout, with any
 * options; the other commands and what editors ask for, on a project on the disk.
 */
const properties: Readonly<Record<string, FindFaults>> = {
  reader: findFaults,
  flow: findFlowFaults,
  written: findWrittenFaults,
};

const slowProperties: Readonly<Record<string, FindFaults>> = {
  commands: findCommandFaults,
  editor: findEditorFaults,
};

interface Task extends Pick<FuzzOptions, "seeds" | "seed" | "dialect" | "milliseconds" | "growthEvery"> {
  /** The seed at work, and how often the worker has come back to it. */
  readonly pulse: Int32Array<SharedArrayBuffer>;
  readonly propertyNames: readonly string[];
}

/** Milliseconds of the processor's time: nothing that is read at all takes so long, and others may be at work on the machine. */
const hangAfter = 20_000;

if (isMainThread) {
  process.exitCode = await fuzzAll();
} else {
  const { pulse, propertyNames, ...task } = workerData as Task;
  const beat = (seed: number) => {
    pulse[0] = seed;
    Atomics.add(pulse, 1, 1);
  };
  const tell = (broken: Broken) => parentPort?.postMessage({ broken });
  const chosen = {
    properties: propertyNames.flatMap((name) => properties[name] ?? []),
    slowProperties: propertyNames.flatMap((name) => slowProperties[name] ?? []),
  };
  parentPort?.postMessage({ tally: await fuzz({ ...task, ...chosen, beat, tell }) });
}

async function fuzzAll(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "1" },
      seed: { type: "string", default: "1" },
      dialects: { type: "string", default: dialects.join(",") },
      monsters: { type: "boolean", default: false },
      properties: { type: "string", default: Object.keys({ ...properties, ...slowProperties }).join(",") },
      corpus: { type: "string", multiple: true, default: ["fixtures"] },
    },
  });
  const seeds = loadSeeds(values.corpus);
  let count = values.monsters ? tameMonsters() : 0;
  for (const dialect of dialects.filter((one) => values.dialects.split(",").includes(one))) {
    const end = performance.now() + Number(values.minutes) * 60_000;
    const tallies: Tally[] = [];
    for (let seed = Number(values.seed); performance.now() < end; ) {
      const pulse = new Int32Array(new SharedArrayBuffer(8));
      const milliseconds = end - performance.now();
      const propertyNames = values.properties.split(",");
      const tally = await runWorker({
        ...{ seeds, seed, dialect, milliseconds, growthEvery: 20 },
        ...{ pulse, propertyNames },
      });
      tallies.push(tally);
      seed = (pulse[0] as number) + 1;
    }
    count += report(dialect, tallies.reduce(addTallies));
  }
  return count > 0 ? 1 : 0;
}

/** Each text that is long, deep or open in one way, in every dialect, a hundred thousand times over. */
function tameMonsters(): number {
  let count = 0;
  for (const [name, monster] of Object.entries(monsters)) {
    for (const dialect of dialects) {
      const { growth, suspicious } = findGrowth(monster, 12_500, dialect);
      if (!suspicious) continue;
      console.log(`${dialect}, ${name}: work grows ${growth.toFixed(0)} times for 8 times the text`);
      count++;
    }
  }
  console.log(
    `${Object.keys(monsters).length} monsters in ${dialects.length} dialects; ${count} grow too fast`,
  );
  return count;
}

/** What the worker counted, or that it hangs. */
function runWorker(task: Task): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: task });
    let last = -1;
    let since = spentTime();
    const watch = setInterval(() => {
      const beats = Atomics.load(task.pulse, 1);
      if (beats !== last) [last, since] = [beats, spentTime()];
      else if (spentTime() - since > hangAfter) finish(hung(task));
    }, 500);
    const finish = (tally: Tally) => {
      clearInterval(watch);
      void worker.terminate().then(() => resolve(tally));
    };
    worker.on("message", ({ tally, broken }: { tally?: Tally; broken?: Broken }) => {
      if (broken) show(broken);
      if (tally) finish(tally);
    });
    worker.on("error", (error) => {
      clearInterval(watch);
      reject(error);
    });
  });
}

function spentTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** How many cases there were is told by the seed; what else was counted is lost with the worker. */
function hung({ seeds, dialect, pulse, seed: first }: Task): Tally {
  const seed = pulse[0] as number;
  const broken: Broken = { dialect, seed, fault: "hangs", text: mutate(seeds, createRandom(seed)) };
  show(broken);
  return { cases: seed - first + 1, units: 0, repetitions: 0, worstGrowth: 0, broken: [broken] };
}

function show({ dialect, seed, fault, text }: Broken): void {
  console.log(`${dialect}, seed ${seed}: ${fault}\n  ${JSON.stringify(text.slice(0, 600))}`);
}

function report(dialect: string, { cases, units, repetitions, worstGrowth, broken }: Tally): number {
  const growth = `${repetitions} repetitions, the worst took ${worstGrowth.toFixed(1)} times as long for 8 times the text`;
  console.log(
    `${dialect}: ${cases} texts, ${(units / 1e6).toFixed(0)} MB; ${growth}; ${broken.length} kinds of fault`,
  );
  return broken.length;
}
