// Regular expressions out of a configuration. In: a pattern, a text. Out: whether it fits. The engine's own may take longer than anybody
// lives ("(a+)+$"); here all ways through the pattern are followed at once, so that a text takes as many steps as it has characters,
// times the length of the pattern. What that cannot do, back-references, is refused.

import { readPattern, type Step } from "./pattern-reader.js";

export { PatternError } from "./pattern-reader.js";

export interface Pattern {
  test(text: string): boolean;
}

/** No server has names of this length (units), and no file system files: nothing so long fits any pattern. */
export const longestTested = 1000;

/** Throws PatternError for what is no pattern, or none that can be followed. */
export function compilePattern(source: string, flags: "" | "u" = "u"): Pattern {
  const steps = readPattern(source, flags);
  return {
    test: (text) => {
      const characters =
        flags === "u" ? [...text.slice(0, longestTested + 1)] : text.slice(0, longestTested + 1).split("");
      return characters.length <= longestTested && new Walk(characters).search(steps);
    },
  };
}

const known = new Map<string, Pattern>();

/** The same for one pattern and many texts. */
export function fitsPattern(text: string, source: string): boolean {
  let pattern = known.get(source);
  if (!pattern) {
    if (known.size > 1000) known.clear();
    pattern = compilePattern(source);
    known.set(source, pattern);
  }
  return pattern.test(text);
}

class Walk {
  constructor(private readonly text: readonly string[]) {}

  /** Anywhere in the text. */
  search(steps: readonly Step[]): boolean {
    return this.run(steps, 0, this.text.length, { anywhere: true });
  }

  /** `behind`: a match counts only where it ends at `last`. */
  private run(
    steps: readonly Step[],
    first: number,
    last: number,
    { anywhere = false, behind = false }: { anywhere?: boolean; behind?: boolean },
  ): boolean {
    let current: number[] = [];
    let seen = new Uint8Array(steps.length);
    for (let at = first; ; at++) {
      if (at === first || anywhere) this.follow(steps, 0, at, current, seen);
      if (current.some((index) => steps[index]?.kind === "end") && (!behind || at === last)) return true;
      if (at >= last || (current.length === 0 && !anywhere)) return false;
      const next: number[] = [];
      const character = this.text[at] as string;
      seen = new Uint8Array(steps.length);
      for (const index of current) {
        const step = steps[index] as Step;
        if (step.kind === "character" && step.fits(character))
          this.follow(steps, index + 1, at + 1, next, seen);
      }
      current = next;
    }
  }

  /** The steps that can be taken from one without a character. */
  private follow(steps: readonly Step[], from: number, at: number, into: number[], seen: Uint8Array): void {
    const open = [from];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (seen[index]) continue;
      seen[index] = 1;
      const step = steps[index] as Step;
      if (step.kind === "character" || step.kind === "end") into.push(index);
      else if (step.kind === "jump") for (const by of step.by) open.push(index + by);
      else if (this.holds(step, at)) open.push(index + 1);
    }
  }

  private holds(step: Extract<Step, { kind: "start" | "stop" | "boundary" | "look" }>, at: number): boolean {
    switch (step.kind) {
      case "start":
        return at === 0;
      case "stop":
        return at === this.text.length;
      case "boundary":
        return (this.isWord(at - 1) !== this.isWord(at)) !== step.negated;
      case "look": {
        const found = step.behind
          ? this.run(step.steps, 0, at, { anywhere: true, behind: true })
          : this.run(step.steps, at, this.text.length, {});
        return found !== step.negated;
      }
    }
  }

  private isWord(at: number): boolean {
    return /^\w$/.test(this.text[at] ?? "");
  }
}
