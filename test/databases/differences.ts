// The lines of two catalogs. In: what the server has, what the model believes. Out: what only one of them has, in an order in
// which lines about the same thing stand together.

/** `server` and `model` of the same length, so that the lines stand below each other. */
const sides = { server: "server", model: "model " } as const;

/** The tables in `partial` are known to the model in part only: nothing of them is compared. */
export function differencesOf(
  server: readonly string[],
  model: readonly string[],
  partial: ReadonlySet<string> = new Set(),
): readonly string[] {
  // Views and sequences have columns in a catalog, too; the model knows them by name alone.
  const tables = new Set(server.filter((line) => line.startsWith("table ")).map(tableOf));
  const ofTables = server.filter((line) => tables.has(tableOf(line)) || tableOf(line) === undefined);
  const [has, believed] = [new Set(server), new Set(model)];
  return [
    ...ofTables.filter((line) => !believed.has(line)).map((line) => ({ line, side: sides.server })),
    ...model.filter((line) => !has.has(line)).map((line) => ({ line, side: sides.model })),
  ]
    .filter(({ line }) => !partial.has(tableOf(line) ?? ""))
    .sort((a, b) => (a.line < b.line ? -1 : 1))
    .map(({ line, side }) => `${side} ${line.replace(/\r/g, "\\r").replace(/\n/g, "\\n")}`);
}

/** The table that a line is about; none for an enum type. */
function tableOf(line: string): string | undefined {
  const [, table] =
    /^table (\S+)/.exec(line) ??
    /^column (\S+)\.\d+ /.exec(line) ??
    /^(?:index|check|foreign key) (\S+?)\.[^.]* /.exec(line) ??
    [];
  return table;
}
