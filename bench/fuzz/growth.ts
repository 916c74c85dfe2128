// Whether work grows faster than its text. In: a text that can be made as long as one wants. Out: how much longer eight times the text
// takes. It measures the processor's time, not the clock's: others may be at work on the machine.

import type { Dialect } from "../../src/sql/definition.js";
import { readOnly } from "./properties.js";

export interface Growth {
  readonly growth: number;
  /** More than chance, a cold start or a garbage collection. Work that grows with the square takes 64 times as long. */
  readonly suspicious: boolean;
}

const suspiciousGrowth = 32;
/** What takes less than this (milliseconds) at its largest has no growth worth a word. */
const negligible = 100;

export type Work = (text: string, dialect: Dialect) => unknown;

/** `work` is what is done with the text; left out, it is read. */
export function findGrowth(
  make: (size: number) => string,
  size: number,
  dialect: Dialect,
  work: Work = readOnly,
): Growth {
  const [small, large] = [make(size), make(size * 8)];
  let growth = 0;
  for (let left = 3; left > 0; left--) {
    const most = measure(large, dialect, work);
    const again = most < negligible ? 0 : most / Math.max(measure(small, dialect, work), 0.5);
    growth = left === 3 ? again : Math.min(growth, again);
    if (growth < suspiciousGrowth) return { growth, suspicious: false };
  }
  return { growth, suspicious: true };
}

function measure(text: string, dialect: Dialect, work: Work): number {
  const start = process.cpuUsage();
  work(text, dialect);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
