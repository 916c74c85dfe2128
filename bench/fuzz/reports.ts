// What holds for every report. In: a result. Out: the properties that its reports break, in words: a report is read as those
// read it for whom it is made.

import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import type { LintResult } from "../../src/lint/finding.js";
import { makeIntegrationMatrix } from "../../src/lint/integrations.js";
import { makeMatrix } from "../../src/lint/matrix.js";
import { integrationReporters, matrixReporters, reporters, schemaReporters } from "../../src/report/index.js";
import type { ReportContext } from "../../src/report/reporter.js";
import { defaultVocabulary } from "../../src/rule/vocabulary.js";
import { acting } from "../../test/acting.js";
import { parseXml } from "../../test/report/xml.js";
import { checkHtml } from "./html.js";

const load = async <T>(list: Readonly<Record<string, () => Promise<T>>>): Promise<readonly T[]> =>
  Promise.all(Object.values(list).map((one) => one()));
const lintReporters = await load(reporters);
const ofMatrix = await load(matrixReporters);
const ofIntegrations = await load(integrationReporters);
const ofSchema = await load(schemaReporters);

const context: ReportContext = {
  tool: { name: "integlint", version: "1.2.3" },
  color: false,
  width: 80,
  statistics: false,
};

const schema = JSON.parse(readFileSync("schema/report.schema.json", "utf8"));
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

export function* checkReports(result: LintResult): Generator<string> {
  const open = result.findings.filter(({ suppressed, baselined }) => !suppressed && !baselined).length;
  // Pages take longer than all else together.
  const isWanted = ({ name }: { readonly name: string }) => name !== "html" || open % 5 === 0;
  for (const { name, render } of lintReporters.filter(isWanted))
    yield* check(name, render(result, context), open);
  const matrix = makeMatrix(result);
  for (const { name, render } of ofMatrix.filter(isWanted))
    yield* check(`matrix-${name}`, render(matrix, context), open);
  const integrations = makeIntegrationMatrix(result, defaultVocabulary);
  for (const { name, render } of ofIntegrations.filter(isWanted))
    yield* check(`integrations-${name}`, render(integrations, context), open);
  for (const { name, render } of ofSchema.filter(isWanted)) {
    const text = render(result.schema, { tool: context.tool, version: [8, 0], statementAt: () => undefined });
    // A schema's SQL has the comments and defaults of its SQL: it is not meant for a terminal alone.
    if (name !== "sql") yield* check(`schema-${name}`, text, open);
  }
}

function* check(name: string, text: string, findings: number): Generator<string> {
  const met = acting.exec(text);
  if (met) yield `${name} shows U+${(met[0].charCodeAt(0) + 0x10000).toString(16).slice(1)} as it is`;
  try {
    yield* checkForm(name, text, findings);
  } catch (error) {
    yield `${name} cannot be parsed: ${(error as Error).message}`;
  }
}

function* checkForm(name: string, text: string, findings: number): Generator<string> {
  const lines = text.split("\n").length - 1;
  switch (name) {
    case "json":
      if (!validate(JSON.parse(text)))
        yield `json breaks its schema: ${JSON.stringify(validate.errors?.[0])}`;
      break;
    case "junit":
    case "checkstyle":
      parseXml(text);
      break;
    case "compact":
      if (lines !== findings) yield `compact has ${lines} lines for ${findings} findings`;
      break;
    case "github":
      if (lines !== findings) yield `github has ${lines} lines for ${findings} findings`;
      if (
        text !== "" &&
        !text
          .trimEnd()
          .split("\n")
          .every((line) => annotation.test(line))
      )
        yield "github has a line that is no annotation";
      break;
    case "markdown":
      if (text.length > 60_000) yield `markdown has ${text.length} characters`;
      yield* checkMarkdown(name, text);
      break;
    default:
      if (name.endsWith("html")) yield* checkHtml(name, text);
      else if (name.endsWith("markdown")) yield* checkMarkdown(name, text);
      else if (/json$|^sarif$|^gitlab$/.test(name)) JSON.parse(text);
  }
}

const annotation = /^::(?:error|warning|notice) file=[^,:]+(?:,\w+=[^,:]*)*::/;

/** Outside of fences there is no tag but our own, and every fence is closed. */
function* checkMarkdown(name: string, text: string): Generator<string> {
  let fence = "";
  for (const line of text.split("\n")) {
    const mark = /^\s*(`{3,})/.exec(line)?.[1] ?? "";
    if (fence === "") {
      if (mark !== "") fence = mark;
      else if (/<(?!\/?(?:sub|br|details|summary)>)/.test(line)) yield `${name} has a tag of somebody else's`;
    } else if (mark.length >= fence.length && line.trim() === mark) fence = "";
  }
  if (fence !== "") yield `${name} leaves a fence open`;
}
