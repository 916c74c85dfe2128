// Files that are made from the rules' own words. `npm run generate` writes them anew; here they are compared.

import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.js";
import { severityIn } from "../../rules/presets.js";
import { parseJson } from "../../src/config/json.js";
import { resolveConfig } from "../../src/config/resolve.js";
import { configSchema } from "../../src/config/schema.js";
import { loadValidator } from "../../src/config/validator.js";
import { renderExampleConfig } from "../../src/docs/example-config.js";
import { suppressionRules } from "../../src/lint/suppression-problems.js";
import { layouts } from "../../src/migration/layouts.js";

const root = resolve(import.meta.dirname, "../..");
const checks = Object.values(suppressionRules).map((check) => ({ ...check, options: {} }));
const settables = [...rules.map((rule) => rule.meta), ...checks];
const layoutNames = layouts.map((layout) => layout.name);
const schema = configSchema(settables, layoutNames);

describe("schema/config.schema.json", () => {
  it("says what the rules say", async () => {
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(`${root}/schema/config.schema.json`);
  });
});

describe(".integlintrc.example", () => {
  const text = renderExampleConfig(settables);

  it("shows every key and every rule", async () => {
    await expect(text).toMatchFileSnapshot(`${root}/.integlintrc.example`);
    const shown = Object.keys(parseJson(text).value as object);
    expect(shown.sort()).toEqual(Object.keys(schema.properties as object).sort());
  });

  it("is valid", async () => {
    const validate = await loadValidator(() => schema, undefined);
    expect(validate(parseJson(text).value)).toEqual([]);
  });

  it("sets every rule to what holds without it", async () => {
    const resolveAt = (path: string | undefined) =>
      resolveConfig(path, {
        cwd: root,
        show: (shown) => shown,
        noCode: false,
        rules,
        checks,
        severityIn,
        layouts: layoutNames,
        flags: {},
      });
    const [example, none] = [await resolveAt(`${root}/.integlintrc.example`), await resolveAt(undefined)];
    expect(example.rules).toEqual(none.rules);
    expect(example.vocabulary).toEqual(none.vocabulary);
  });
});
