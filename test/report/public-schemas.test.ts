// Reports against the schemas that others publish for their formats. The schemas are not part of this repository: they are read from
// the folder that INTEGLINT_SCHEMAS names, else fetched from where they are published; where neither is there, they are skipped.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { describe, expect, test } from "vitest";
import { lint } from "../../src/index.js";
import type { LintResult } from "../../src/lint/finding.js";
import { type ReporterName, reporters } from "../../src/report/index.js";
import { makeFolder } from "../folder.js";
import { context, hostileResult, marked, resultOf } from "./sample.js";

const addresses = {
  "sarif-schema-2.1.0.json":
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
  "DiagnosticResult.json":
    "https://raw.githubusercontent.com/reviewdog/reviewdog/master/proto/rdf/jsonschema/DiagnosticResult.json",
  "codeclimate.json":
    "https://gitlab.com/gitlab-org/gitlab/-/raw/master/app/validators/json_schemas/codeclimate.json",
  "junit-10.xsd":
    "https://raw.githubusercontent.com/jenkinsci/xunit-plugin/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd",
} as const;

async function load(name: keyof typeof addresses): Promise<string | undefined> {
  const folder = process.env.INTEGLINT_SCHEMAS;
  const path = folder && join(folder, name);
  if (path) return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  try {
    const response = await fetch(addresses[name], { signal: AbortSignal.timeout(5_000) });
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}

const names = Object.keys(addresses) as (keyof typeof addresses)[];
const schemas = Object.fromEntries(
  await Promise.all(names.map(async (name) => [name, await load(name)] as const)),
) as Readonly<Record<keyof typeof addresses, string | undefined>>;

const example = join(import.meta.dirname, "../../fixtures/projects/example");
const results: readonly (readonly [string, LintResult])[] = [
  ["the example project", await lint({ cwd: example, today: "2026-01-01" })],
  ["no findings", resultOf(marked, [])],
  ["hostile names", hostileResult()],
];

async function render(name: ReporterName, result: LintResult): Promise<string> {
  return (await reporters[name]()).render(result, context);
}

/** What differs between drafts 4 and 7 and occurs in these schemas: the name of the id, and what `$schema` says. */
function compile(text: string): ValidateFunction {
  const { id: _id, $id: _own, $schema: _draft, ...schema } = JSON.parse(text);
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addFormat("uri", (value) => /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]*$/i.test(value));
  ajv.addFormat("uri-reference", (value) => /^(?:[^\s<>"{}|\\^`%]|%[0-9a-f]{2})*$/i.test(value));
  ajv.addFormat("date-time", (value) => !Number.isNaN(Date.parse(value)));
  return ajv.compile(schema);
}

describe.each(results)("%s", (_, result) => {
  const where = (name: keyof typeof addresses) =>
    schemas[name] === undefined
      ? `(${name} is out of reach: INTEGLINT_SCHEMAS may name a folder with it)`
      : "";

  test.skipIf(!schemas["sarif-schema-2.1.0.json"])(
    `as SARIF ${where("sarif-schema-2.1.0.json")}`,
    async () => {
      const validate = compile(schemas["sarif-schema-2.1.0.json"] as string);
      const report = JSON.parse(await render("sarif", result));
      validate(report);
      expect(validate.errors).toBeNull();
      // A schema that takes everything would prove nothing.
      report.runs[0].tool.driver.rules[0].colour = "red";
      expect(validate(report)).toBe(false);
    },
  );

  test.skipIf(!schemas["DiagnosticResult.json"])(`as rdjson ${where("DiagnosticResult.json")}`, async () => {
    const validate = compile(schemas["DiagnosticResult.json"] as string);
    const report = JSON.parse(await render("rdjson", result));
    validate(report);
    expect(validate.errors).toBeNull();
    expect(validate({ ...report, diagnostics: [{ severity: "FATAL" }] })).toBe(false);
  });

  test.skipIf(!schemas["codeclimate.json"])(`as Code Quality ${where("codeclimate.json")}`, async () => {
    const validate = compile(schemas["codeclimate.json"] as string);
    for (const entry of JSON.parse(await render("gitlab", result))) {
      validate(entry);
      expect(validate.errors).toBeNull();
    }
    expect(validate({ description: "no place" })).toBe(false);
  });

  const hasXmllint = spawnSync("xmllint", ["--version"]).status === 0;
  const reason = hasXmllint ? where("junit-10.xsd") : "(there is no xmllint on this machine)";
  test.skipIf(!hasXmllint || !schemas["junit-10.xsd"])(`as JUnit ${reason}`, async () => {
    const path = join(makeFolder({ "junit.xsd": schemas["junit-10.xsd"] as string }), "junit.xsd");
    const validate = (input: string) =>
      spawnSync("xmllint", ["--noout", "--schema", path, "-"], { input, encoding: "utf8" });
    const xml = await render("junit", result);
    const { status, stderr } = validate(xml);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(validate(xml.replace("<testsuite ", '<testsuite colour="red" ')).status).not.toBe(0);
  });

  test.skipIf(!hasXmllint)("as XML", async () => {
    for (const name of ["junit", "checkstyle"] as const) {
      const input = await render(name, result);
      expect(spawnSync("xmllint", ["--noout", "-"], { input, encoding: "utf8" })).toMatchObject({
        status: 0,
        stderr: "",
      });
    }
  });
});
