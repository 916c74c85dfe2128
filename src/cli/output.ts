// Where reports go, and what the place can show. In: flags and the world outside. Out: rendering contexts and written reports.

import { isAbsolute, normalize, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { UsageError } from "../config/errors.js";
import { rulePage } from "../project/rule-pages.js";
import { writeWhole } from "../project/write.js";
import type { ReportContext } from "../report/index.js";
import { didYouMean } from "../text/nearest.js";
import { version } from "../version.js";
import type { Io } from "./command.js";
import { isCi } from "./progress.js";

export interface Destination<N extends string> {
  readonly reporter: N;
  /** Missing: the standard output. */
  readonly file?: string;
}

/** `json=report.json` and `pretty`, each reporter by its name. */
export function destinationsOf<N extends string>(
  formats: readonly string[],
  known: readonly N[],
  usual: N,
): readonly Destination<N>[] {
  const found = formats.map((format) => {
    const at = format.indexOf("=");
    const name = at === -1 ? format : format.slice(0, at);
    const reporter = known.find((candidate) => candidate === name);
    if (reporter === undefined)
      throw new UsageError(
        `--format: found "${name}", allowed: ${known.join(", ")}.${didYouMean(name, known)}`,
      );
    if (at === format.length - 1) throw new UsageError(`--format ${format}: the file's name is missing.`);
    return { reporter, ...(at !== -1 && { file: format.slice(at + 1) }) };
  });
  if (found.filter(({ file }) => file === undefined).length > 1)
    throw new UsageError(
      "--format: only one report can go to the standard output; name files for the others.",
    );
  const files = found.flatMap(({ file }) => (file === undefined ? [] : normalize(file)));
  const twice = files.find((file, at) => files.indexOf(file) !== at);
  if (twice !== undefined) throw new UsageError(`--format: two reports would go to ${twice}.`);
  return found.length > 0 ? found : [{ reporter: usual }];
}

/** What a report may know of the place that it goes to. */
export function reportContext(io: Io, cwd: string, color: boolean, statistics: boolean): ReportContext {
  return {
    tool: { name: "integlint", version },
    color: color && showsColor(io),
    width: Math.max(40, io.columns ?? (Number(io.environment.COLUMNS) || 100)),
    fromRoot: wayFromRoot(io.environment, cwd),
    ...(showsLinks(io) && { hyperlinks: pathToFileURL(`${cwd}/`).href, pageAt: rulePage }),
    statistics,
  };
}

export function deliver(
  file: string | undefined,
  render: (context: ReportContext) => string,
  context: ReportContext,
  cwd: string,
  io: Io,
): void {
  if (file === undefined) io.out(render(context));
  else
    writeWhole(
      resolve(cwd, file),
      render({ ...context, color: false, hyperlinks: undefined, pageAt: undefined }),
    );
}

/** GitHub Actions and GitLab CI name the folder that holds the repository. */
function wayFromRoot(
  { GITHUB_WORKSPACE, CI_PROJECT_DIR }: Io["environment"],
  cwd: string,
): string | undefined {
  const root = GITHUB_WORKSPACE ?? CI_PROJECT_DIR;
  if (root === undefined || !isAbsolute(root)) return undefined;
  const way = relative(root, cwd).split(sep).join("/");
  return way === "" || way.startsWith("..") || isAbsolute(way) ? undefined : way;
}

/** https://no-color.org and https://force-color.org. */
function showsColor({ environment, columns }: Io): boolean {
  if (environment.NO_COLOR) return false;
  const forced = environment.FORCE_COLOR;
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return columns !== undefined && environment.TERM !== "dumb";
}

/** Terminals that are known to show OSC 8 hyperlinks, and those of which FORCE_HYPERLINK says so. */
function showsLinks({ environment, columns }: Io): boolean {
  const { FORCE_HYPERLINK, TERM, TERM_PROGRAM, VTE_VERSION, KONSOLE_VERSION, WT_SESSION } = environment;
  if (FORCE_HYPERLINK) return FORCE_HYPERLINK !== "0" && FORCE_HYPERLINK !== "false";
  if (columns === undefined || TERM === "dumb" || isCi(environment)) return false;
  if (WT_SESSION || environment.KITTY_WINDOW_ID) return true;
  // 0.50.0 crashed on them.
  if (Number(VTE_VERSION) > 5000 || Number(KONSOLE_VERSION) >= 201200) return true;
  if (/^(?:xterm-)?(?:kitty|ghostty|alacritty|foot)/.test(TERM ?? "")) return true;
  return ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby"].includes(TERM_PROGRAM ?? "");
}
