// Projects as people set them up. In: a text to be in them. Out: its files as each layout has them, and options of every rule, drawn from the text,
// so that the same text always gives the same project.

import { rules } from "../../rules/index.js";
import type { OptionSpec } from "../../src/rule/options.js";
import { createRandom, type Random } from "./mutate.js";

export interface Drawn {
  readonly layout: string;
  readonly texts: ReadonlyMap<string, string>;
  /** By rule: what its configuration would say. */
  readonly options: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

type Files = Readonly<Record<string, string>>;

/** The text as a migration, its second half as the rollback, its first half as a later migration. */
const layouts: Readonly<Record<string, (whole: string, back: string, later: string) => Files>> = {
  suffix: (whole, back, later) => ({
    "001_a.sql": whole,
    "001_a_rollback.sql": back,
    "002_b.sql": later,
    "099_seed.sql": later,
  }),
  updown: (whole, back, later) => ({
    "1_a.up.sql": whole,
    "1_a.down.sql": back,
    "2_b.up.sql": later,
    "3_c.down.sql": back,
  }),
  flyway: (whole, back, later) => ({
    "V1__a.sql": whole,
    "U1__a.sql": back,
    "V1.1__b.sql": later,
    "R__c.sql": back,
  }),
  directory: (whole, back, later) => ({
    "20240101000000_a/up.sql": whole,
    "20240101000000_a/down.sql": back,
    "20240102000000_b/migration.sql": later,
  }),
  sections: (whole, back, later) => ({
    "001_a.sql": `-- +goose Up\n${whole}\n-- +goose Down\n${back}`,
    "002_b.sql": `-- migrate:up\n${later}`,
  }),
  liquibase: (whole, back, later) => ({
    "changelog.sql": `--liquibase formatted sql\n--changeset a:1\n${whole}\n--rollback ${back.replaceAll("\n", "\n--rollback ")}\n--changeset b:2\n${later}`,
  }),
  sqitch: (whole, back, later) => ({
    "sqitch.plan":
      "%syntax-version=1.0.0\n%project=p\n\na 2024-01-01T00:00:00Z A <a@example.org> # a\nb [a] 2024-01-02T00:00:00Z A <a@example.org>\n",
    "deploy/a.sql": whole,
    "revert/a.sql": back,
    "deploy/b.sql": later,
  }),
};

export function drawProject(text: string): Drawn {
  const random = createRandom(numberOf(text));
  const half = text.length >> 1;
  const layout = random.pick(Object.keys(layouts));
  const words = text.match(/[A-Za-z_]\w*/g) ?? ["a"];
  return {
    layout,
    texts: new Map(Object.entries(layouts[layout]?.(text, text.slice(half), text.slice(0, half)) ?? {})),
    options: Object.fromEntries(
      rules.map(({ meta }) => [
        meta.id,
        Object.fromEntries(
          Object.entries(meta.options)
            .filter(() => random.below(2) === 0)
            .map(([name, spec]) => [name, drawOption(spec, random, words)]),
        ),
      ]),
    ),
  };
}

const patterns = ["", "^", "^idx_", "(a|b)+$", "^(?!fk_)", "[^a-z]", "\\w{2,5}_", "."];

/** What the configuration's schema allows. */
function drawOption(spec: OptionSpec, random: Random, words: readonly string[]): unknown {
  const few = <T>(list: readonly T[]): readonly T[] => [
    ...new Set(Array.from({ length: random.below(4) }, () => random.pick(list))),
  ];
  switch (spec.type) {
    case "boolean":
      return random.below(2) === 0;
    case "number":
      return (spec.minimum ?? 0) + random.below(5);
    case "string":
      return random.pick(["", ...words]);
    case "pattern":
      return random.pick(patterns);
    case "choice":
      return random.pick(spec.choices);
    case "strings": {
      const list = spec.choices ?? words;
      const drawn = few(list);
      return drawn.length < (spec.minimum ?? 0) ? [random.pick(list)] : drawn;
    }
    case "map":
      return Object.fromEntries(few(words).map((word) => [word, random.pick(spec.choices ?? words)]));
    case "lists":
      return Object.fromEntries(
        few([...Object.keys(spec.default), ...words]).map((word) => [word, few(words)]),
      );
  }
}

/** FNV-1a, 32 bits. */
function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
