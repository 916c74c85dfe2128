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
  /** The dialect's full parser, where a rule needs it. */
  readonly parser?: AstParser;
}

export function makeWorld(input: WorldInput): World {
  const { dialect, history, parser } = input;
  const schema = history.final;
  const words = new Words(input.vocabulary);
  const roleOf = remember((column: Column) => words.roleOf(column));
  const classOf = remember((table: Table): TableClass => words.classOf(table));
  const columnsByRole = remember((table: Table) => groupBy(table.columns, roleOf));
  // Partners share their stem: asking among those alone keeps a run over many tables linear.
  let byStem: ReadonlyMap<string, readonly Table[]> | undefined;
  const partnersOf = remember((table: Table): readonly Table[] => {
    byStem ??= groupBy(schema.tables, (other) => partnerStem(spellingOf(other)));
    return words.partnersOf(table, { tables: byStem.get(partnerStem(spellingOf(table))) ?? [] });
  });
  return {
    dialect,
    version: input.dialectVersion.split(".").map(Number),
    schema,
    history,
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

/** For as long as the world lives: one run. A WeakMap would make each garbage collection look through all of it. */
function remember<K extends object, V>(answer: (key: K) => V): (key: K) => V {
  const known = new Map<K, { readonly value: V }>();
  return (key) => {
    let entry = known.get(key);
    if (!entry) {
      entry = { value: answer(key) };
      known.set(key, entry);
    }
    return entry.value;
  };
}
