// A regular expression → the steps through it. In: its source, as ECMAScript has it. Out: a list of steps: a character that fits goes
// on to the next one. Single characters and classes are left to the engine's own expressions, which they cannot keep busy.

export class PatternError extends Error {}

export type Step =
  | { readonly kind: "character"; readonly fits: (character: string) => boolean }
  /** To each of these, counted from here. */
  | { readonly kind: "jump"; readonly by: readonly number[] }
  | { readonly kind: "start" | "stop" }
  | { readonly kind: "boundary"; readonly negated: boolean }
  | {
      readonly kind: "look";
      readonly behind: boolean;
      readonly negated: boolean;
      readonly steps: readonly Step[];
    }
  | { readonly kind: "end" };

const mostSteps = 5000;
const escapes =
  /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|[\s\S])/y;
const characterClass = /\[(?:[^\]\\]|\\[\s\S])*\]/y;
const quantifier = /(?:[*+?]|\{(\d+)(,(\d*))?\})\??/y;
const anyOne = /[\s\S]/uy;
const group = /\((?:\?(?::|<?[=!]|<[^>]*>))?/y;

export function readPattern(source: string, flags: "" | "u"): readonly Step[] {
  try {
    new RegExp(source, flags);
  } catch (error) {
    throw new PatternError((error as Error).message);
  }
  return new Reader(source, flags).whole();
}

class Reader {
  private at = 0;

  constructor(
    private readonly source: string,
    private readonly flags: "" | "u",
  ) {}

  whole(): readonly Step[] {
    return [...this.alternatives(), { kind: "end" }];
  }

  private alternatives(): readonly Step[] {
    let steps = this.sequence();
    while (this.source[this.at] === "|") {
      this.at++;
      const other = this.sequence();
      steps = [jump(1, steps.length + 2), ...steps, jump(other.length + 1), ...other];
    }
    return steps;
  }

  private sequence(): readonly Step[] {
    const steps: Step[] = [];
    while (this.at < this.source.length && !"|)".includes(this.source[this.at] as string)) {
      const term = this.term();
      steps.push(...this.repeated(term));
      if (steps.length > mostSteps)
        throw new PatternError("It is too large; what is repeated counts as often as it may be.");
    }
    return steps;
  }

  private term(): readonly Step[] {
    const first = this.source[this.at];
    if (first === "^" || first === "$") {
      this.at++;
      return [{ kind: first === "^" ? "start" : "stop" }];
    }
    const opened = this.take(group);
    if (opened) return this.grouped(opened[0]);
    const escaped = this.take(escapes)?.[0];
    if (escaped === "\\b" || escaped === "\\B") return [{ kind: "boundary", negated: escaped === "\\B" }];
    if (escaped && /^\\[1-9k]/.test(escaped))
      throw new PatternError(
        "It refers back to what a group matched, which cannot be tested in bounded time.",
      );
    const atom = escaped ?? this.take(characterClass)?.[0] ?? this.take(anyOne)?.[0] ?? "";
    return [{ kind: "character", fits: this.fitting(atom) }];
  }

  private grouped(opening: string): readonly Step[] {
    const inner = this.alternatives();
    this.at++;
    const look = /^\(\?(<?)([=!])$/.exec(opening);
    if (!look) return inner;
    const steps: readonly Step[] = [...inner, { kind: "end" }];
    return [{ kind: "look", behind: look[1] === "<", negated: look[2] === "!", steps }];
  }

  private fitting(atom: string): (character: string) => boolean {
    if (!/^[.[\\]/.test(atom)) return (character) => character === atom;
    const expression = new RegExp(`^${atom}$`, this.flags);
    return (character) => expression.test(character);
  }

  /** The steps with the quantifier that stands here. Whether it is greedy decides which match is found, not whether one is. */
  private repeated(steps: readonly Step[]): readonly Step[] {
    const found = this.take(quantifier);
    if (!found) return steps;
    const [mark, least, range, most] = found;
    const { length } = steps;
    const many: readonly Step[] = [jump(1, length + 2), ...steps, jump(-length - 1)];
    const perhaps: readonly Step[] = [jump(1, length + 1), ...steps];
    switch (mark[0]) {
      case "*":
        return many;
      case "+":
        return [...steps, jump(-length, 1)];
      case "?":
        return perhaps;
    }
    const from = Number(least);
    const to = range === undefined ? from : most === "" ? Number.POSITIVE_INFINITY : Number(most);
    const optional = Number.isFinite(to) ? to - from : 1;
    if ((from + optional) * (length + 1) > mostSteps)
      throw new PatternError("It is too large; what is repeated counts as often as it may be.");
    const rest = Number.isFinite(to) ? repeat(perhaps, optional) : many;
    return [...repeat(steps, from), ...rest];
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source);
    if (!found) return undefined;
    this.at = pattern.lastIndex;
    return found;
  }
}

function jump(...by: readonly number[]): Step {
  return { kind: "jump", by };
}

function repeat(steps: readonly Step[], count: number): readonly Step[] {
  return Array.from({ length: count }, () => steps).flat();
}
