// For people at a terminal. In: a LintResult. Out: per finding what is wrong, where, the code, what to write instead; a summary.

import pico from "picocolors";
import type { Finding, LintResult } from "../lint/finding.js";
import { conventions } from "../rule/conventions.js";
import type { Severity } from "../rule/rule.js";
import type { Location } from "../text/source-file.js";
import { encodePath } from "./escape.js";
import { countFindings, numberOf, openFindings } from "./findings.js";
import { frameOf } from "./frame.js";
import type { ReportContext, Reporter } from "./reporter.js";
import { visible, visibleLines, wrap } from "./visible.js";

type Colors = ReturnType<typeof pico.createColors>;

interface Paper {
  readonly colors: Colors;
  readonly width: number;
  readonly hyperlinks?: string;
  readonly pageAt?: (url: string) => string | undefined;
}

export const pretty: Reporter = {
  name: "pretty",
  render(result: LintResult, context: ReportContext): string {
    const paper = { ...context, colors: pico.createColors(context.color) };
    const blocks = openFindings(result).map((finding) => blockOf(finding, paper).join("\n"));
    return `${[...blocks, summaryOf(result, paper)].join("\n\n")}\n`;
  },
};

function blockOf(finding: Finding, paper: Paper): readonly string[] {
  const { colors, width } = paper;
  const tint = tintOf(finding.severity, colors);
  const label = `${finding.severity}[${finding.rule}]`;
  const [first = "", ...rest] = wrap(`${label} ${visible(finding.message)}`, width - 2);
  const title = [
    tint(colors.bold(linkedLabel(finding, paper))) + colors.bold(first.slice(label.length)),
    ...rest.map((line) => colors.bold(`  ${line}`)),
  ];
  const frame = frameOf(finding.location, width, { gutter: colors.dim, mark: tint });
  const place = `  ${colors.dim("→")} ${placeOf(finding.location, paper)}`;
  return [...title, place, ...frame, ...notesOf(finding, paper)];
}

function notesOf(finding: Finding, paper: Paper): readonly string[] {
  const { colors } = paper;
  const notes: string[] = [];
  const add = (label: string, lines: readonly string[], tint = colors.cyan) => {
    const tag = `  ${`${label}:`.padEnd(labelWidth)}`;
    lines.forEach((line, at) => {
      notes.push(at === 0 ? tint(tag) + line : " ".repeat(tag.length) + line);
    });
  };
  const room = paper.width - labelWidth - 2;
  if (finding.help)
    add(
      "help",
      visibleLines(finding.help).flatMap((line) => wrap(line, room)),
    );
  if (finding.remedySql) add(finding.help ? "sql" : "help", visibleLines(finding.remedySql));
  for (const { at, message } of finding.related) {
    add("see", [`${placeOf(at, paper)} ${colors.dim(visible(message))}`]);
  }
  if (finding.section) {
    const page = `${conventions[finding.section]} · integlint explain ${finding.rule}`;
    add("why", [colors.dim(page)], colors.dim);
  }
  return notes;
}

const labelWidth = "help: ".length;

function tintOf(severity: Severity, colors: Colors): (text: string) => string {
  return severity === "error" ? colors.red : severity === "warning" ? colors.yellow : colors.blue;
}

/** `file:line:column`, which terminals make a link of by themselves; a hyperlink where they are known to show one. */
function placeOf({ file, range }: Location, { hyperlinks }: Paper): string {
  const { line, column } = file.positionAt(range.start);
  const text = `${visible(file.path)}:${line}:${column}`;
  return hyperlinks === undefined ? text : linked(text, hyperlinks + encodePath(file.path));
}

/** `error[key-name]`, the rule linked to its page. */
function linkedLabel({ severity, rule, url }: Finding, { pageAt }: Paper): string {
  const page = pageAt?.(url);
  return `${severity}[${page === undefined ? rule : linked(rule, page)}]`;
}

/** OSC 8. */
function linked(text: string, address: string): string {
  return `\u001b]8;;${address}\u0007${text}\u001b]8;;\u0007`;
}

function summaryOf(result: LintResult, { colors }: Paper): string {
  const { errors, warnings, infos, suppressed, baselined } = countFindings(result);
  const open = openFindings(result);
  const rules = result.rules.filter(({ severity }) => severity !== "off").length;
  const scope = [
    numberOf(result.files.length, "file"),
    numberOf(result.tables.length, "table"),
    numberOf(rules, "rule"),
  ].join(", ");
  const aside = [
    suppressed > 0 && `${suppressed} suppressed`,
    baselined > 0 && `${baselined} in the baseline`,
    result.failures.length > 0 &&
      colors.red(`${numberOf(result.failures.length, "internal error")} in rules`),
  ].filter((part) => part !== false);
  const verdict =
    open.length === 0
      ? colors.green("No findings")
      : [
          errors > 0 && colors.red(numberOf(errors, "error")),
          warnings > 0 && colors.yellow(numberOf(warnings, "warning")),
          infos > 0 && colors.blue(numberOf(infos, "info")),
        ]
          .filter((part) => part !== false)
          .join(", ");
  const files = new Set(open.map((finding) => finding.location.file)).size;
  const where = open.length === 0 ? "" : ` in ${numberOf(files, "file")}`;
  const parts = [`${colors.bold(verdict)}${where}`, ...aside, colors.dim(`checked ${scope}`)];
  return parts.join(colors.dim(" · "));
}
