// What makes a finding the same finding tomorrow. In: what it is about, in words. Out: 16 hexadecimal digits.
// Neither line nor count nor file takes part, so text may move, be reformatted and be renamed.

/** A finding's identity before its fingerprint: `about` is shared by all that one rule says of one thing. */
export interface Identity {
  readonly about: readonly string[];
  /** Tells apart what is said of the same thing: the message. */
  readonly detail: string;
}

/**
 * The fingerprint of each identity, in the same order. The first of several that share `about`, by their details, has the
 * fingerprint that it would have alone: when another of them is fixed, what is left is still known to a baseline.
 */
export function fingerprintAll(identities: readonly Identity[]): readonly string[] {
  const order = identities.map((_, at) => at);
  const abouts = identities.map(({ about }) => about.join("\u0000"));
  const detailOf = (at: number) => (identities[at] as Identity).detail;
  order.sort((a, b) => compareText(detailOf(a), detailOf(b)) || a - b);
  const seen = new Map<string, number>();
  const countOf = (key: string) => {
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return count;
  };
  const fingerprints = new Array<string>(identities.length);
  for (const at of order) {
    const about = abouts[at] as string;
    const detailed = `${about}\u0001${detailOf(at)}`;
    const same = countOf(detailed);
    const first = countOf(about) === 0;
    // Two that differ in nothing are told apart by number: which is which cannot matter.
    fingerprints[at] = hash(first ? about : same === 0 ? detailed : `${detailed}\u0001${same}`);
  }
  return fingerprints;
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * A statement's text without what reformatting changes: comments, white space, letter case. What looks like a comment in
 * a string goes, too: the result is compared, not read.
 */
export function foldStatement(text: string): string {
  let folded = "";
  for (let at = 0; at < text.length; at += longestPiece)
    folded += foldPiece(text.slice(at, at + longestPiece));
  return folded;
}

/** A seed may be one statement of 50 MB: the engine aborts the process over a text with that many places to replace. */
const longestPiece = 1 << 20;

function foldPiece(text: string): string {
  return text
    .replace(/--[^\n]*|#[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, " ")
    .replace(/\s+/g, " ")
    .replace(/ ?([^\w ]) ?/g, "$1")
    .trim()
    .toLowerCase();
}

/** 64 bits from two multiplicative hashes (the scheme of cyrb53, public domain, both halves kept). */
export function hash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  const digits = (half: number) => (half >>> 0).toString(16).padStart(8, "0");
  return digits(high) + digits(low);
}
