import { describe, expect, it } from "vitest";
import { type Document, DocumentError } from "../../src/config/document.js";
import { parseJson } from "../../src/config/json.js";
import { parseYaml } from "../../src/config/yaml.js";

/** What stands where a path's key and value are said to be. */
function textAt(text: string, document: Document, path: string): readonly string[] {
  const place = document.places.get(path);
  if (!place) return [];
  return [place.key, place.value].map((offset) => text.slice(offset).split(/[\s,:]/)[0] ?? "");
}

function failure(parse: () => unknown): string {
  try {
    parse();
  } catch (error) {
    if (error instanceof DocumentError) return `${error.offset}: ${error.message}`;
    throw error;
  }
  return "no failure";
}

describe("parseJson", () => {
  const text = `// a comment
{
  "rules": { /* another */
    "key-name": ["warning", { "unique": "^x" }], // and one more
    "a/b~c": "off",
  },
  "n": -1.5e3, "t": true, "z": null, "s": "a\\u0041\\n",
}
`;
  const document = parseJson(text);

  it("reads values past comments and trailing commas", () => {
    expect(document.value).toEqual({
      rules: { "key-name": ["warning", { unique: "^x" }], "a/b~c": "off" },
      n: -1500,
      t: true,
      z: null,
      s: "aA\n",
    });
  });

  it("knows where each key and value stands", () => {
    expect(textAt(text, document, "/rules/key-name/1/unique")).toEqual(['"unique"', '"^x"']);
    expect(textAt(text, document, "/rules/key-name/0")).toEqual(['"warning"', '"warning"']);
    expect(textAt(text, document, "/rules/a~1b~0c")).toEqual(['"a/b~c"', '"off"']);
    expect(textAt(text, document, "/n")).toEqual(['"n"', "-1.5e3"]);
  });

  it("keeps __proto__ a plain name", () => {
    const { value } = parseJson('{"__proto__": {"polluted": true}}');
    expect(Object.keys(value as object)).toEqual(["__proto__"]);
    expect((value as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each([
    ['{"a": 1 "b": 2}', '8: Expected "," or "}", found """.'],
    ["{a: 1}", '1: Expected a name in double quotes, found "a".'],
    ['{"a" 1}', '5: Expected ":" after "a", found "1".'],
    ['{"a": off}', '6: Expected a value, found "off". Texts stand in double quotes.'],
    ['{"a": "b\n"}', "6: This string does not end on its line."],
    ['{"a": "\\x"}', "6: This string holds an escape that JSON does not have."],
    ['{"a": [1', '8: Expected "," or "]", found the end of the file.'],
    ['{"a": 1, "a": 2}', '9: The name "a" stands here twice.'],
    ["{} {}", '3: Expected the end of the file, found "{".'],
    ["", "0: Expected a value, found the end of the file."],
  ])("says what is wrong in %s", (broken, message) => {
    expect(failure(() => parseJson(broken))).toBe(message);
  });
});

describe("parseYaml", () => {
  const text = `# a comment
extends: [ "a", b ]
empty:
rules:
  key-name:
    - warning
    - unique: "^x"
  # another
  naming-case: off
overrides:
  - files: ["a*"]
    rules: {x: off}
  -
    files:
      - c
    rules:
      y: error
`;
  const document = parseYaml(text);

  it("reads values; `off` is a text, as YAML 1.2 has it", () => {
    expect(document.value).toEqual({
      extends: ["a", "b"],
      empty: null,
      rules: { "key-name": ["warning", { unique: "^x" }], "naming-case": "off" },
      overrides: [
        { files: ["a*"], rules: { x: "off" } },
        { files: ["c"], rules: { y: "error" } },
      ],
    });
  });

  it("knows where each key and value stands", () => {
    expect(textAt(text, document, "/extends/1")).toEqual(["b", "b"]);
    expect(textAt(text, document, "/rules/key-name/0")).toEqual(["warning", "warning"]);
    expect(textAt(text, document, "/rules/key-name/1/unique")).toEqual(["unique", '"^x"']);
    expect(textAt(text, document, "/rules/naming-case")).toEqual(["naming-case", "off"]);
    expect(textAt(text, document, "/overrides/0/rules/x")).toEqual(["x", "off}"]);
    expect(textAt(text, document, "/overrides/1/rules/y")).toEqual(["y", "error"]);
  });

  it("says what is wrong", () => {
    expect(failure(() => parseYaml("a: [1\nb: 2"))).toMatch(/^\d+: [A-Z].*\.$/);
    expect(failure(() => parseYaml("a: 1\na: 2"))).toBe("5: Duplicated mapping key.");
  });
});
