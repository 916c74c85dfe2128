// Which subjects can have findings in some files. In: the files that findings are asked for. Out: whether a script, a migration or a table
// is worth judging. Too much is slow; too little loses findings: `test/lint/scope.test.ts` holds that none is lost.

import type { Migration, Script } from "../migration/migration.js";
import type { Table } from "../schema/model.js";
import type { Location, SourceFile } from "../text/source-file.js";

export class Scope {
  private readonly known = new Map<SourceFile, boolean>();

  constructor(private readonly isReported: (path: string) => boolean) {}

  hasFile(file: SourceFile): boolean {
    let known = this.known.get(file);
    if (known === undefined) {
      known = this.isReported(file.path);
      this.known.set(file, known);
    }
    return known;
  }

  hasScript(script: Script | undefined): boolean {
    return script !== undefined && this.hasFile(script.file);
  }

  hasMigration({ forward, rollback }: Migration): boolean {
    return this.hasScript(forward) || this.hasScript(rollback);
  }

  /** Whether one of the files made the table, or decided a fact of it or of a part of it. */
  hasTable(table: Table): boolean {
    return filesOf(table).some((file) => this.hasFile(file));
  }
}

// A table is the same in many runs of one session.
const files = new WeakMap<Table, readonly SourceFile[]>();

function filesOf(table: Table): readonly SourceFile[] {
  let found = files.get(table);
  if (!found) {
    found = [...new Set([...placesOf(table)].map(({ file }) => file))];
    files.set(table, found);
  }
  return found;
}

function* placesOf(table: Table): Generator<Location> {
  yield table.bornAt;
  yield* factsOf(table);
  for (const column of table.columns) yield* column.locations;
  for (const parts of [table.indexes, table.foreignKeys, table.checks])
    for (const part of parts) yield* factsOf(part);
  for (let gone = table.past; gone; gone = gone.earlier) yield gone.at;
}

function factsOf({ places }: { readonly places: object }): readonly Location[] {
  return (Object.values(places) as (Location | undefined)[]).filter((place) => place !== undefined);
}
