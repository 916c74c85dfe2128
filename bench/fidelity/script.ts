// A script as a server's client gets it: the statements in their places, without those that reach beyond one's own database.
// In: a script. Out: text whose lines are the file's.

import type { Script } from "../../src/migration/migration.js";
import type { Statement } from "../../src/sql/statement.js";

// Other databases, accounts, the server's settings, the machine's files. A transaction's end would hide what came before it.
const beyond =
  /^(USE|GRANT|REVOKE|FLUSH|SHUTDOWN|KILL|INSTALL|UNINSTALL|LOAD|BEGIN|START TRANSACTION|COMMIT|ROLLBACK|END|SET GLOBAL|SET PERSIST|RESET|PURGE|CHANGE|(CREATE|DROP|ALTER) (OR REPLACE )?(DATABASE|USER|ROLE|SERVER|SYSTEM|TABLESPACE|SUBSCRIPTION|EVENT)|REASSIGN|COPY)\b/i;
const mysqlSchema = /^(CREATE|DROP|ALTER) SCHEMA\b/i;

export function isRunnable({ kind, dialect, location: { file, range } }: Statement): boolean {
  if (kind === "client") return false;
  const words = file.text
    .slice(range.start, range.end)
    .replace(/^(\s+|--.*\n|\/\*[\s\S]*?\*\/)+/, "")
    .replace(/\s+/g, " ");
  return !beyond.test(words) && !(dialect !== "postgresql" && mysqlSchema.test(words));
}

/** What no migration uses: so each statement is run as it was split. */
export const delimiterOf = { mysql: "//~//", mariadb: "//~//", postgresql: ";" } as const;

/** The statements in their places, and nothing else. */
export function writeScript(script: Script, source: string): string {
  let text = "";
  let at = 0;
  for (const { dialect, location } of script.statements) {
    const { start, end } = location.range;
    text +=
      source.slice(at, start).replace(/[^\n]/g, "") + sentText(source, start, end) + delimiterOf[dialect];
    at = end;
  }
  return text;
}

/** A statement ends with its last token, which may stand in an executable comment: that is closed, too. */
export function sentText(source: string, start: number, end: number): string {
  const text = source.slice(start, end);
  const opened = Math.max(text.lastIndexOf("/*!"), text.lastIndexOf("/*M!"));
  return opened > text.lastIndexOf("*/") ? `${text} */` : text;
}
