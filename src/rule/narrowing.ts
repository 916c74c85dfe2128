// What a column loses when its type changes. In: two columns. Out: words for a message, or nothing.
// It compares what fits, not what a server does with what does not.

import type { Column } from "../schema/model.js";
import type { Dialect } from "../sql/definition.js";
import { factsByName } from "../text/facts-by-name.js";
import { meaningOf } from "./types.js";

/** "from VARCHAR(255) to VARCHAR(100)", "drops the values A, B"; undefined where all that was fits. */
export function narrowingOf(before: Column, after: Column, dialect: Dialect): string | undefined {
  if (before.type.name === "enum" && after.type.name === "enum") {
    const kept = new Set(after.type.values.map(({ value }) => value.toLowerCase()));
    const lost = before.type.values.filter(({ value }) => !kept.has(value.toLowerCase()));
    return lost.length === 0 ? undefined : `loses the values ${lost.map(({ value }) => value).join(", ")}`;
  }
  const from = capacityOf(before, dialect);
  const to = capacityOf(after, dialect);
  const fits =
    from.family === to.family
      ? from.sizes.every((size, at) => size <= (to.sizes[at] ?? 0))
      : widens(from, to);
  if (fits) return undefined;
  // Another family may hold all that was, but not compare or read as it did.
  const verb = from.family === to.family || isLossy(from, to) ? "narrows" : "changes";
  return `${verb} from ${before.type.text} to ${after.type.text}`;
}

interface Capacity {
  readonly family: string;
  /** What must not become less: characters, digits before and behind the point, the least and the greatest number. */
  readonly sizes: readonly number[];
}

const unlimited = Number.POSITIVE_INFINITY;
const textSizes: Readonly<Record<string, number>> = factsByName({
  tinytext: 255,
  text: 65_535,
  mediumtext: 16_777_215,
  longtext: 4_294_967_295,
});
const integerBits: Readonly<Record<string, number>> = factsByName({
  boolean: 8,
  tinyint: 8,
  smallint: 16,
  mediumint: 24,
  int: 32,
  bigint: 64,
});

function capacityOf({ type }: Column, dialect: Dialect): Capacity {
  const [, name = "", list] = /^([^(]*)(?:\((.*)\))?/.exec(meaningOf(type, dialect)) ?? [];
  const sizes = (list ?? "").split(",").filter(Boolean).map(Number);
  if (type.name === "enum") {
    const longest = Math.max(...type.values.map(({ value }) => value.length));
    return { family: "enum", sizes: [longest] };
  }
  if (name === "char" || name === "varchar")
    return { family: "text", sizes: [sizes[0] ?? (name === "char" ? 1 : unlimited)] };
  if (textSizes[name])
    return { family: "text", sizes: [dialect === "postgresql" ? unlimited : textSizes[name]] };
  const bits = integerBits[name];
  if (bits && (name !== "boolean" || dialect !== "postgresql")) {
    return { family: "integer", sizes: type.unsigned ? [0, 2 ** bits] : [2 ** (bits - 1), 2 ** (bits - 1)] };
  }
  if (name === "decimal" || name === "numeric") {
    const [precision = unlimited, scale = 0] = sizes;
    return { family: "decimal", sizes: [precision - scale, scale] };
  }
  if (name === "json" || name === "jsonb") return { family: "json", sizes: [] };
  if (/^(timestamp|timestamptz|datetime)$/.test(name)) return { family: "moment", sizes: [] };
  return { family: name, sizes };
}

/** Unlimited text takes the spelling of whatever there was. */
function isLossy(from: Capacity, to: Capacity): boolean {
  return to.family !== "text" || from.family === "text" || (to.sizes[0] ?? 0) < 65_535;
}

/** Other families that take whatever the first one holds. */
function widens(from: Capacity, to: Capacity): boolean {
  const [size = 0] = to.sizes;
  if (to.family === "text" && from.family === "enum") return size >= (from.sizes[0] ?? 0);
  if (to.family === "text" && from.family === "json") return size > 65_535;
  if (from.family === "integer" && to.family === "decimal")
    return size >= String(Math.max(...from.sizes)).length;
  return `${from.family} ${to.family}` === "date moment" || `${from.family} ${to.family}` === "float double";
}
