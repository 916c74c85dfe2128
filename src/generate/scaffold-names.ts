// What the tables, columns and keys of a new integration are called. In: the schema that is there, vocabulary, the naming rules' options.
// Out: names that the next reader of the team would have chosen, and that the rules recognise.

import { type CaseStyle, caseStyleOf, caseStyles, inStyle } from "../rule/case-styles.js";
import { columnsInRole } from "../rule/census.js";
import { majorityOf } from "../rule/majority.js";
import { type KeyKind, keyNameFor } from "../rule/naming.js";
import { referenceTargets } from "../rule/policy.js";
import type { World } from "../rule/rule.js";
import type { RuleSetting } from "../rule/setting.js";
import { matchesTable, type Role, type TableClass, type Vocabulary, Words } from "../rule/vocabulary.js";
import { foldWords, spellingOf, wordsOf } from "../rule/words.js";
import type { Table } from "../schema/model.js";

export interface NamesInput {
  readonly world: World;
  readonly vocabulary: Vocabulary;
  /** A rule's setting where the migration will be; undefined where it is off. */
  readonly settingOf: (rule: string) => RuleSetting | undefined;
}

/** PostgreSQL cuts names at 63 bytes: 17 manual 4.1.1. */
export const longestName = 63;

/** What each role is called where neither schema nor vocabulary tells. */
const usualNames: Readonly<Record<Role, string>> = {
  tenant: "tenantId",
  creator: "createdByAccountId",
  createdAt: "createdAt",
  updatedAt: "updatedAt",
  verificationStatus: "verificationStatus",
  verifiedAt: "lastVerifiedAt",
  active: "isActive",
  credential: "apiToken",
  config: "config",
};

export class Names {
  private readonly words: Words;
  private readonly columnStyle: CaseStyle;
  private readonly tableStyle: CaseStyle;
  private readonly used = new Set<string>();
  /** PostgreSQL: the team writes `tenantId` without quotes, which the server folds. */
  readonly folded: boolean;

  constructor(private readonly input: NamesInput) {
    const { world, settingOf, vocabulary } = input;
    this.words = new Words(vocabulary);
    const tables = this.tables();
    const columns = tables.flatMap((table) => table.columns);
    this.folded =
      world.dialect === "postgresql" && columns.some((column) => spellingOf(column) !== column.name);
    const chosen = settingOf("naming-case")?.options ?? {};
    const style = (option: unknown, names: readonly string[]) =>
      typeof option === "string" && option in caseStyles
        ? (option as CaseStyle)
        : (majorityOf(names, caseStyleOf) as CaseStyle | undefined);
    const usual = world.dialect === "postgresql" ? "snake_case" : "camelCase";
    this.columnStyle = style(chosen.columns, columns.map(spellingOf)) ?? usual;
    this.tableStyle = style(chosen.tables, tables.map(spellingOf)) ?? "snake_case";
  }

  /** The tables that rules about names look at. */
  private tables(): readonly Table[] {
    const { schema, classOf } = this.input.world;
    return schema.tables.filter((table) => table.knowledge === "whole" && classOf(table) !== "ignore");
  }

  column(name: string): string {
    return inStyle(wordsOf(name), this.columnStyle);
  }

  /** As most tables have it; else the first that the vocabulary has. */
  roleColumn(role: Role): string {
    const { world, vocabulary, settingOf } = this.input;
    const flag = role === "active" ? settingOf("soft-delete-consistency")?.options.name : undefined;
    const found = columnsInRole(world, role).map((column) => foldWords(spellingOf(column)));
    // Each provider's credentials are called after what they are; one name in several tables is a habit.
    const habit = role === "credential" || role === "config" ? undefined : majorityOf(found, (name) => name);
    const listed = this.fitting(
      role,
      vocabulary.roles[role].map((name) => name.replace(/\*$/, "")),
    );
    const candidates = [
      ...(typeof flag === "string" && flag !== "" ? [flag] : []),
      ...(habit === undefined ? [] : [habit]),
      ...listed,
      role === "credential" ? this.usualCredential(found) : usualNames[role],
    ];
    const type = role === "config" ? "json" : "";
    const fits = candidates.find((name) => this.words.roleOfName(name, type) === role);
    return this.column(fits ?? usualNames[role]);
  }

  /** Names after a table that is there come first: `organizationId` where there are organizations. */
  private fitting(role: Role, names: readonly string[]): readonly string[] {
    const rule = this.input.settingOf("foreign-key-required");
    const targets = (rule?.options.targets ?? referenceTargets) as Readonly<
      Record<string, readonly string[]>
    >;
    const there = (targets[role] ?? []).filter((target) =>
      this.input.world.schema.tables.some((table) => matchesTable(spellingOf(table), target)),
    );
    const isAfter = (name: string) => there.some((target) => wordsOf(name).includes(singular(target)));
    return [...names.filter(isAfter), ...names.filter((name) => !isAfter(name))];
  }

  /** `encryptedApiToken`, where most say so in the name. */
  private usualCredential(found: readonly string[]): string {
    const encrypted = found.filter((name) => name.startsWith("encrypted ")).length;
    return encrypted * 2 > found.length ? "encryptedApiToken" : usualNames.credential;
  }

  /** PostgreSQL: the schema that most tables are in, where that is not the default one. */
  get schema(): string | undefined {
    const { dialect } = this.input.world;
    const usual = majorityOf(this.tables(), (table) => table.schema ?? "");
    return dialect === "postgresql" && usual !== "" ? usual : undefined;
  }

  /** `slack_integrations`: the stem in the pattern that most tables of the class are named after. */
  table(tableClass: Exclude<TableClass, "other">, stem: readonly string[]): string {
    const { vocabulary } = this.input;
    const own = this.tables().filter((table) => this.words.classByName(spellingOf(table)) === tableClass);
    const patterns = vocabulary.classes[tableClass].filter((pattern) => /^[^*]*\*[^*]*$/.test(pattern));
    const fits = (pattern: string) => {
      const name = this.fill(pattern, stem);
      return this.words.classByName(name) === tableClass ? name : undefined;
    };
    const usual = majorityOf(own, (table) =>
      patterns.find((pattern) => matchesShape(spellingOf(table), pattern)),
    );
    const plural = patterns.find((pattern) => /^\*_.*s$/.test(pattern));
    const ordered = [usual, plural, ...patterns].filter((pattern) => pattern !== undefined);
    const name = ordered.map(fits).find((found) => found !== undefined);
    const owner = majorityOf(own, (table) => ownerPrefix(spellingOf(table)) ?? "none");
    const whole = name ?? this.fill(`*_${tableClass}s`, stem);
    return owner === undefined || owner === "none"
      ? whole
      : inStyle([owner, ...wordsOf(whole)], this.tableStyle);
  }

  private fill(pattern: string, stem: readonly string[]): string {
    const words = pattern.split("*").map(wordsOf);
    return inStyle([...(words[0] ?? []), ...stem, ...(words[1] ?? [])], this.tableStyle);
  }

  /** By the pattern of `key-name`; new in the schema and in this migration. */
  key(kind: KeyKind, table: string, columns: readonly string[]): string {
    const { world, settingOf } = this.input;
    const pattern = settingOf("key-name")?.options[kind];
    const usual = keyNameFor(world.schema, table, kind, columns);
    const isFitting = (name: string) => typeof pattern !== "string" || new RegExp(pattern).test(name);
    const stem = usual.replace(/^(?:idx|unique|fk|chk)_/, "");
    for (let number = 1; ; number++) {
      const numbered = number === 1 ? stem : `${stem.slice(0, longestName - 20)}_${number}`;
      const more = typeof pattern === "string" ? affixed(numbered, pattern, kind) : [];
      const first = number === 1 ? usual : `${affixes[kind][0]}_${numbered}`;
      const name = [first, ...more].find(isFitting) ?? first;
      if (this.used.has(name)) continue;
      this.used.add(name);
      return name;
    }
  }
}

/** The last word of a table's name, for one of its rows: `user_accounts` → account. */
export function singular(table: string): string {
  return (wordsOf(table).at(-1) ?? "").replace(/s$/, "");
}

function ownerPrefix(table: string): string | undefined {
  return wordsOf(table).find((word, at) => at === 0 && (word === "tenant" || word === "project"));
}

function matchesShape(table: string, pattern: string): boolean {
  const [before = [], after = []] = pattern.split("*").map(wordsOf);
  const words = wordsOf(table);
  return (
    words.slice(0, before.length).join() === before.join() &&
    (after.length === 0 || words.slice(-after.length).join() === after.join())
  );
}

const affixes: Readonly<Record<KeyKind, readonly string[]>> = {
  index: ["idx", "ix", "index", "i"],
  unique: ["unique", "uniq", "uq", "uk", "ux", "u"],
  foreignKey: ["fk", "fkey"],
  check: ["chk", "check", "ck", "cc"],
};

/** Names that a pattern might want: what stands in it as it is, before or behind the rest, then what is in use elsewhere. */
function affixed(stem: string, pattern: string, kind: KeyKind): readonly string[] {
  // Of alternatives the first: ^(uk|uq)_ begins with uk_.
  const plain = pattern.replace(/\((?:\?:)?([^()|]*)(?:\|[^()]*)?\)/g, "$1");
  const start = /^\^(\w+)/.exec(plain)?.[1] ?? "";
  const end = /(\w+)\$$/.exec(plain)?.[1] ?? "";
  const cut = (name: string, room: number) => name.slice(0, longestName - room);
  const own = start + cut(stem, start.length + end.length) + end;
  const usual = affixes[kind].flatMap((affix) => [
    `${affix}_${cut(stem, affix.length + 1)}`,
    `${cut(stem, affix.length + 1)}_${affix}`,
  ]);
  const names = [own, ...usual];
  return [...names, ...names.map((name) => name.toUpperCase())];
}
