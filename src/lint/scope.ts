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
    if (this.hasFile(table.bornAt.file) || this.hasPlace(table.places)) return true;
    for (const column of table.columns)
      if (this.hasFile(column.bornAt.file) || this.hasPlace(column.places)) return true;
    for (const parts of [table.indexes, table.foreignKeys, table.checks])
      for (const part of parts) if (this.hasPlace(part.places)) return true;
    for (let gone = table.past; gone; gone = gone.earlier) if (this.hasFile(gone.at.file)) return true;
    return false;
  }

  private hasPlace(places: Readonly<Record<string, Location | undefined>>): boolean {
    for (const fact in places) {
      const place = places[fact];
      if (place && this.hasFile(place.file)) return true;
    }
    return false;
  }
}
