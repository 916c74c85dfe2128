// integlint rules: every rule with the severity in force. In: arguments. Out: a list.

import { openConfig } from "../../project/open.js";
import type { ExitCode, Io } from "../command.js";
import type { rulesOptions } from "../commands.js";
import { projectOptions } from "../flags.js";
import type { Arguments } from "../options.js";

export async function run({ options }: Arguments<typeof rulesOptions>, io: Io): Promise<ExitCode> {
  const { allRules, rules } = await openConfig(projectOptions(options, io));
  const listed = allRules.map(({ meta }) => {
    const setting = rules.get(meta.id);
    return {
      id: meta.id,
      severity: setting?.severity ?? meta.severity,
      options: setting?.options ?? {},
      dialects: meta.dialects,
      fixable: meta.fixable,
      convention: meta.convention,
      summary: meta.summary,
    };
  });
  if (options.format === "json") {
    io.out(`${JSON.stringify(listed, null, 2)}\n`);
    return 0;
  }
  const width = Math.max(...listed.map(({ id }) => id.length));
  for (const { id, severity, fixable, summary } of listed)
    io.out(`${id.padEnd(width)}  ${severity.padEnd(7)}  ${fixable ? "fixable" : "       "}  ${summary}\n`);
  return 0;
}
