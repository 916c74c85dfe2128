// The version of a new migration. In: the versions that are there, the moment. Out: the next one in their own scheme: a number, a dotted
// number, a day, a moment. Moments are UTC, as the tools write them.

import { compareVersions } from "./names.js";

/** What the first version of a folder looks like: digits as they are, or a moment of so many digits. */
export type FirstVersion = `${number}` | "seconds";

/** After every one of `versions`, and not before `now` where they are moments. Versions that are empty do not count. */
export function nextVersion(versions: readonly string[], now: Date, first: FirstVersion): string {
  const [newest] = versions.filter((version) => version !== "").sort((a, b) => compareVersions(b, a));
  if (newest === undefined) return first === "seconds" ? momentDigits(now).slice(0, 14) : first;
  const digits = newest.replace(/\D/g, "");
  const isSplit = digits !== newest;
  const moment = /^((?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(\d*)$/.exec(digits);
  if (moment) {
    const [, day = "", rest = ""] = moment;
    if ([0, 4, 6, 9].includes(rest.length)) return fill(newest, nextMoment(digits, now));
    if (rest.length <= 3) return fill(newest, nextOfDay(day, rest, now));
    // Diesel's 2026-07-27-143313-0000.
    const tail = rest.slice(6);
    if (/^0+$/.test(tail)) return fill(newest, nextMoment(digits.slice(0, 14), now) + tail);
  }
  const unit = isSplit ? undefined : epochUnits[digits.length];
  if (unit !== undefined && /^1/.test(digits)) {
    const current = BigInt(now.getTime()) * 1_000_000n;
    const next = BigInt(digits) + 1n;
    const clock = current / unit;
    return String(clock > next ? clock : next);
  }
  return isSplit ? nextOfParts(newest) : increase(newest);
}

/** Nanoseconds in a unit, by how many digits a moment since 1970 has in it today. */
const epochUnits: Readonly<Record<number, bigint>> = {
  10: 1_000_000_000n,
  13: 1_000_000n,
  16: 1_000n,
  19: 1n,
};

/** Seventeen digits, to the millisecond. */
function momentDigits(moment: Date): string {
  return moment.toISOString().replace(/\D/g, "");
}

/** The moment, cut to as many digits; one unit later than `newest` where the clock is not past it. */
function nextMoment(newest: string, now: Date): string {
  const current = momentDigits(now).slice(0, newest.length);
  if (current > newest) return current;
  const part = (start: number, end: number) => Number(newest.slice(start, end) || "0");
  const units = { 8: 86_400_000, 12: 60_000, 14: 1_000, 17: 1 }[newest.length] ?? 1;
  const time = Date.UTC(
    part(0, 4),
    part(4, 6) - 1,
    part(6, 8),
    part(8, 10),
    part(10, 12),
    part(12, 14),
    part(14, 17),
  );
  return momentDigits(new Date(time + units)).slice(0, newest.length);
}

/** `20240115` with a count of that day behind it. */
function nextOfDay(day: string, count: string, now: Date): string {
  const today = momentDigits(now).slice(0, 8);
  if (today > day) return today + "1".padStart(count.length, "0");
  return day + increase(count);
}

/** Digits in the places of another version's: `2024-01-15` keeps its dashes. What is too much goes to the last group. */
function fill(like: string, digits: string): string {
  const groups = like.match(/\d+/g) ?? [];
  let at = 0;
  let group = 0;
  return like.replace(/\d+/g, (own) => {
    const isLast = ++group === groups.length;
    const part = isLast ? digits.slice(at) : digits.slice(at, at + own.length);
    at += own.length;
    return part;
  });
}

/** `1.9` → `1.10` · a range `004-008` is one migration for several numbers: `009`. */
function nextOfParts(version: string): string {
  if (version.includes("-")) {
    const numbers = version.match(/\d+/g) ?? [];
    const largest = [...numbers].sort(compareVersions).at(-1) ?? "0";
    return increase(largest);
  }
  return version.replace(/\d+$/, increase);
}

/** One more, in at least as many digits. */
function increase(digits: string): string {
  return String(BigInt(digits) + 1n).padStart(digits.length, "0");
}
