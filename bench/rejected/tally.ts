// Statements and what became of them, counted. In: what a server and integlint say of a statement. Out: counts, and a line for each that
// is not as it should be.

import type { Dialect } from "../../src/sql/definition.js";
import type { GrammarVerdict } from "./grammar.js";
import type { Said } from "./said.js";
import { distanceBetween, tokensOf } from "./tokens.js";

export interface Case {
  /** Where it comes from: a file and a line, or what was done to it. */
  readonly origin: string;
  readonly text: string;
  readonly isCoreDdl: boolean;
  readonly verdict: GrammarVerdict;
  readonly said: Said;
}

export class Tally {
  private readonly counts = new Map<string, number>();
  readonly told: string[] = [];

  constructor(private readonly dialect: Dialect) {}

  add(one: Case): void {
    const { verdict, said, isCoreDdl } = one;
    this.count("statements");
    if (verdict.accepted) {
      this.count("accepted");
      if (isCoreDdl) {
        this.count("core DDL accepted");
        if (said.isReadWhole) this.count("of it read whole");
        else this.tell("not read whole", one, said.doubts[0]?.message ?? said.findings[0]?.message);
      }
      if (said.findings.length === 0) return;
      this.count("accepted, but found wrong");
      this.tell("found wrong", one, said.findings[0]?.message);
      return;
    }
    this.count("rejected");
    if (!isCoreDdl) return;
    this.count("core DDL rejected");
    if (said.findings.length === 0) {
      this.count(said.doubts.length > 0 ? "of it doubted" : "of it not found");
      this.tell(said.doubts.length > 0 ? "doubted" : "not found", one, said.doubts[0]?.message);
      return;
    }
    this.count("of it found");
    const distance = this.distanceOf(one);
    this.count(distance <= 1 ? "within one token" : "farther away");
    if (distance > 1) this.tell(`${distance} tokens away`, one, said.findings[0]?.message);
  }

  /** From where the server points to the nearest of what is found. */
  private distanceOf({ text, verdict, said }: Case): number {
    const tokens = tokensOf(text, this.dialect);
    const { at = 0 } = verdict;
    return Math.min(...said.findings.map((finding) => distanceBetween(tokens, at, finding.at)));
  }

  private count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  private tell(what: string, { origin, text, verdict: { at, message } }: Case, words = ""): void {
    const server = at === undefined ? (message ?? "") : `${quote(text.slice(at, at + 30))}`;
    this.told.push(
      `${what}: ${origin} server ${server} integlint ${quote(words)} <= ${quote(text.slice(0, 300))}`,
    );
  }

  toString(): string {
    return [...this.counts].map(([what, count]) => `${count} ${what}`).join(", ");
  }
}

function quote(text: string): string {
  return JSON.stringify(text.replace(/\s+/g, " "));
}
