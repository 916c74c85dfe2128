// What each migration of a corpus does, without a word of SQL. In: random draws. Out: steps that are valid one after the
// other: a column is added once, a foreign key finds its table. It keeps the tables that exist in mind, and nothing else.

const providers = [
  "acme",
  "beacon",
  "cobalt",
  "delta",
  "ember",
  "fjord",
  "garnet",
  "harbor",
  "indigo",
  "juniper",
];
const subjects = [
  "chat",
  "ticket",
  "pager",
  "deploy",
  "storage",
  "mail",
  "calendar",
  "metrics",
  "billing",
  "search",
];
const nouns = [
  "events",
  "runs",
  "reports",
  "messages",
  "artifacts",
  "approvals",
  "schedules",
  "snapshots",
  "labels",
];
const words = [
  "retry",
  "region",
  "owner",
  "batch",
  "source",
  "target",
  "score",
  "window",
  "quota",
  "channel",
  "limit",
];
const kinds = ["text", "number", "flag", "moment", "document", "amount"];

const mix = {
  createTable: 60,
  addColumn: 12,
  addColumnGuarded: 8,
  addIndex: 6,
  addForeignKey: 3,
  widenStates: 3,
  changeType: 3,
  renameColumn: 2,
  dropColumn: 2,
  dropTable: 1,
};

/** `count` steps, each `{ kind, table, … }`. Its tables change with the next step: write a step before asking for another. */
export function* planSteps(random, count) {
  const tables = [];
  for (let number = 1; number <= count; number++) {
    const kind = tables.length < 3 ? "createTable" : random.weighted(mix);
    yield makers[kind](random, tables, number) ?? makers.createTable(random, tables, number);
  }
}

const makers = {
  createTable(random, tables, number) {
    const kind = random.weighted({ integration: 35, configuration: 15, other: 50 });
    const table = {
      kind,
      name: tableName(random, kind, number),
      columns: Array.from({ length: 6 + random.below(8) }, (_, at) => newColumn(random, number, at)),
      parent:
        kind === "other" && tables.length > 0 && random.chance(0.5) ? recent(random, tables) : undefined,
      states: ["PENDING", "VALID", "INVALID", ...(random.chance(0.8) ? ["EXPIRED"] : [])],
      /** Now and then a table does not follow the conventions, as in life. */
      careless: random.chance(0.15),
      indexes: 0,
      children: 0,
      linked: false,
    };
    if (table.parent) table.parent.children += 1;
    tables.push(table);
    return { kind: "createTable", table };
  },
  addColumn: (random, tables, number) => addColumns(random, tables, number, "addColumn"),
  addColumnGuarded: (random, tables, number) => addColumns(random, tables, number, "addColumnGuarded"),
  addIndex(random, tables) {
    const table = recent(random, tables);
    const column = table.columns.find((one) => one.kind !== "document" && !one.indexed);
    if (!column) return undefined;
    column.indexed = true;
    table.indexes += 1;
    return { kind: "addIndex", table, column, name: `idx_${table.name}_${table.indexes}` };
  },
  addForeignKey(random, tables, number) {
    const table = recent(random, tables);
    const target = recent(random, tables);
    if (table === target) return undefined;
    table.linked = true;
    target.children += 1;
    return { kind: "addForeignKey", table, target, column: `linked${number}Id`, name: `fk_link_${number}` };
  },
  widenStates(_random, tables) {
    const table = tables.findLast((one) => one.kind === "integration" && !one.states.includes("EXPIRED"));
    if (!table) return undefined;
    const before = [...table.states];
    table.states.push("EXPIRED");
    return { kind: "widenStates", table, before, after: [...table.states] };
  },
  changeType(_random, tables) {
    const column = (table) => table.columns.find((one) => one.kind === "number" && !one.wide);
    const table = tables.findLast((one) => column(one));
    if (!table) return undefined;
    const found = column(table);
    found.wide = true;
    return { kind: "changeType", table, column: found };
  },
  renameColumn(random, tables, number) {
    const table = recent(random, tables);
    const column = random.pick(table.columns);
    if (!column) return undefined;
    const from = column.name;
    column.name = `${random.pick(words)}Renamed${number}`;
    return { kind: "renameColumn", table, column, from, to: column.name };
  },
  dropColumn(random, tables) {
    const table = recent(random, tables);
    const at = table.columns.findIndex((column) => !column.indexed);
    if (at < 0 || table.columns.length < 2) return undefined;
    return { kind: "dropColumn", table, column: table.columns.splice(at, 1)[0] };
  },
  dropTable(_random, tables) {
    const plain = (one) => one.kind === "other" && one.children === 0 && one.indexes === 0 && !one.linked;
    const at = tables.findLastIndex(plain);
    if (at < 0) return undefined;
    const [table] = tables.splice(at, 1);
    if (table.parent) table.parent.children -= 1;
    return { kind: "dropTable", table };
  },
};

function addColumns(random, tables, number, kind) {
  const table = recent(random, tables);
  const columns = Array.from({ length: 1 + random.below(3) }, (_, at) => newColumn(random, number, at));
  table.columns.push(...columns);
  return { kind, table, columns };
}

/** People alter what they made not long ago. */
function recent(random, tables) {
  return tables[tables.length - 1 - random.below(Math.min(tables.length, 200))];
}

function newColumn(random, number, at) {
  const kind = random.pick(kinds);
  return {
    name: `${random.pick(words)}${number}${String.fromCharCode(65 + at)}`,
    kind,
    indexed: false,
    wide: false,
  };
}

function tableName(random, kind, number) {
  const ending = { integration: "integrations", configuration: "configurations" }[kind] ?? random.pick(nouns);
  return `${random.pick(providers)}_${random.pick(subjects)}_${number}_${ending}`;
}
