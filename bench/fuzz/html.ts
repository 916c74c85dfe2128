// Whether a page holds nothing but our own markup. In: HTML as our reporters write it. Out: what is wrong with it, in words.

import { pageScript } from "../../src/report/html/script.js";

const own = new Set(
  "html head meta title style body h1 h2 h3 p div table thead tbody tfoot tr th td span br ul ol li a code pre details summary section main header footer nav svg g path rect circle text line article form fieldset legend label input select option button output mark dl dt dd b em strong small caption colgroup col".split(
    " ",
  ),
);
const empty = new Set(["meta", "br", "col", "input"]);
const harmless =
  /^(?:class|id|scope|title|lang|charset|name|content|http-equiv|colspan|rowspan|href|open|aria-[a-z]+|data-[a-z]+|role|tabindex|hidden|type|value|checked|placeholder|d|x|y|r|rx|cx|cy|width|height|fill|viewbox|transform|text-anchor)$/i;

/** Every tag is one of ours and closed, no attribute runs code, nothing points outside of the page. */
export function* checkHtml(name: string, html: string): Generator<string> {
  const open: string[] = [];
  const tag = /<(!doctype html|\/?[a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"<]*")?)*)\s*\/?>|</gi;
  const withoutStyle = html
    .replace(/<style>[^<]*<\/style>/, "")
    .replace(`<script>${pageScript}</script>`, "");
  for (const [whole, written, attributes = ""] of withoutStyle.matchAll(tag)) {
    if (written === undefined) {
      yield `${name} has a bare <`;
      return;
    }
    if (written === "!doctype html") continue;
    const element = written.replace("/", "");
    if (!own.has(element)) yield `${name} has the tag ${whole}`;
    for (const [, key = "", value = ""] of attributes.matchAll(/\s([a-z-]+)(?:="([^"]*)")?/gi)) {
      if (!harmless.test(key)) yield `${name} has the attribute ${key}`;
      if (key === "href" && !/^#/.test(value)) yield `${name} points at ${value}`;
    }
    if (written.startsWith("/")) {
      if (open.pop() !== element) yield `${name} closes ${element} in the wrong place`;
    } else if (!empty.has(element)) open.push(element);
  }
  if (open.length > 0) yield `${name} leaves ${open.join()} open`;
}
