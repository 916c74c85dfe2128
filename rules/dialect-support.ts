import {
  type Construct,
  type ConstructFacts,
  constructs,
  defineRule,
  isSupported,
  type World,
} from "../src/rule/index.js";

export const dialectSupport = defineRule({
  id: "dialect-support",
  summary: "Every clause exists in the dialect and version that the migrations are written for.",
  why: "The statement was written for another server: this one refuses it, or reads over the clause without a word.",
  convention: "dialects",
  severity: "error",
  subject: "statement",
  examples: {
    bad: "ALTER TABLE channels ADD COLUMN IF NOT EXISTS topic VARCHAR(255) NULL;",
    good: "ALTER TABLE channels ADD COLUMN topic VARCHAR(255) NULL;",
  },

  check({ statement, dynamic }, { dialect, version, report }) {
    const { file } = statement.location;
    for (const { construct, range } of [statement, ...dynamic].flatMap((one) => one.constructs)) {
      const facts: ConstructFacts | undefined = constructs[construct as Construct];
      if (!facts || isSupported(construct as Construct, dialect, version)) continue;
      report({
        at: { file, range },
        message: `${facts.label} ${fateOf(facts.support[dialect], names[dialect], version)}${ownersOf(facts, dialect)}.`,
        help: facts.instead?.[dialect],
      });
    }
  },
});

const names: Readonly<Record<World["dialect"], string>> = {
  mysql: "MySQL",
  mariadb: "MariaDB",
  postgresql: "PostgreSQL",
};

function fateOf(
  support: ConstructFacts["support"]["mysql"],
  server: string,
  version: World["version"],
): string {
  if (typeof support === "boolean") return `is unknown to ${server}`;
  // Where nobody has stated it, it is assumed: whoever has a newer server has to see that.
  const asked = `\`dialectVersion\` is ${version.join(".")}`;
  if ("ignoredBefore" in support) {
    return `has no effect on ${server} before ${support.ignoredBefore.join(".")}, which reads over it (${asked})`;
  }
  return `came to ${server} with ${support.join(".")} (${asked})`;
}

function ownersOf({ support }: ConstructFacts, except: World["dialect"]): string {
  const owners = (Object.keys(names) as World["dialect"][])
    .filter((dialect) => dialect !== except && support[dialect] !== false)
    .map((dialect) => [names[dialect], sinceOf(support[dialect])].filter(Boolean).join(" "));
  return owners.length === 0 ? "" : `; ${owners.join(" and ")} ${owners.length === 1 ? "has" : "have"} it`;
}

function sinceOf(support: ConstructFacts["support"]["mysql"]): string | undefined {
  if (typeof support === "boolean") return undefined;
  return ("ignoredBefore" in support ? support.ignoredBefore : support).join(".");
}
