// What every rule may ask, answered once a run. In: history and vocabulary. Out: a World whose answers are remembered.
// It judges nothing. Its functions are closures, so that a rule may take them apart from the object.

import type { World } from "../rule/rule.js";
import { partnerStem, type Role, type TableClass, type Vocabulary, Words } from "../rule/vocabulary.js";
import { spellingOf } from "../rule/words.js";
import type { SchemaHistory } from "../schema/history.js";
import type { Column, Table } from "../schema/model.js";
import { type AstParser, astOf } from "../sql/ast.js";
import type { Dialect } from "../sql/definition.js";
import { groupBy } from "./group.js";

export interface WorldInput {
  readonly dialect: Dialect;
  /** `8.0`, `10.11`, `15`. */
  readonly dialectVersion: string;
  readonly history: SchemaHistory;
  readonly vocabulary: Vocabulary;
  readonly mergedSets?: World["mergedSets"];
  /** The dialect's full parser, where a rule needs it. */
  readonly parser?: AstParser;
  /** Of an earlier run with the same vocabulary; found out anew when left out. */
  readonly meanings?: Meanings;
}

/** What a vocabulary makes of columns and tables, each found out once. */
export interface Meanings {
  readonly words: Words;
  roleOf(column: Column): Role | undefined;
  classOf(table: Table): TableClass;
  columnsByRole(table: Table): ReadonlyMap<Role | undefined, readonly Column[]>;
}

/**
 * `Memory` is Map for one run, WeakMap for several: what is gone from the schema can be forgotten then, but each garbage collection
 * looks through all of it.
 */
export function makeMeanings(vocabulary: Vocabulary, Memory: new () => Remembered = Map): Meanings {
  const words = new Words(vocabulary);
  const roleOf = remember((column: Column) => words.roleOf(column), new Memory());
  return {
    words,
    roleOf,
    classOf: remember((table: Table): TableClass => words.classOf(table), new Memory()),
    columnsByRole: remember((table: Table) => groupBy(table.columns, roleOf), new Memory()),
  };
}

export function makeWorld(input: WorldInput): World {
  const { dialect, history, parser } = input;
  const schema = history.final;
  const { words, roleOf, classOf, columnsByRole } = input.meanings ?? makeMeanings(input.vocabulary);
  // Partners share their stem: asking among those alone keeps a run over many tables linear.
  let byStem: ReadonlyMap<string, readonly Table[]> | undefined;
  const partnersOf = remember((table: Table): readonly Table[] => {
    byStem ??= groupBy(schema.tables, (other) => partnerStem(spellingOf(other)));
    return words.partnersOf(table, { tables: byStem.get(partnerStem(spellingOf(table))) ?? [] });
  }, new Map());
  return {
    dialect,
    version: input.dialectVersion.split(".").map(Number),
    schema,
    history,
    ...(input.mergedSets && { mergedSets: input.mergedSets }),
    roleOf,
    roleOfName: (name: string) => words.roleOfName(name),
    classOf,
    columnsIn: (table: Table, role: Role) => columnsByRole(table).get(role) ?? [],
    partnersOf,
    astOf: (statement) => {
      if (!parser) throw new Error("only a rule that says `needsAst: true` may ask for a tree");
      return astOf(statement, parser);
    },
  };
}

/** Answers by what was asked about. */
interface Remembered {
  get(key: object): { readonly value: unknown } | undefined;
  set(key: object, entry: { readonly value: unknown }): unknown;
}

function remember<K extends object, V>(answer: (key: K) => V, known: Remembered): (key: K) => V {
  return (key) => {
    let entry = known.get(key);
    if (!entry) {
      entry = { value: answer(key) };
      known.set(key, entry);
    }
    return entry.value as V;
  };
}
