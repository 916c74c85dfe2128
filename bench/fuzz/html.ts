// Whether a page holds nothing but our own markup. In: HTML as our reporters write it. Out: what is wrong with it, in words.

import { pageScript } from "../../src/report/html/script.js";

const own = new Set(
  "html head meta title body header main nav footer section article h1 h2 h3 h4 p pre code div span a b mark dl dt dd ul li table caption thead tbody tfoot tr th td br form fieldset legend label input select option button output svg g rect path circle text".split(
    " ",
  ),
);
const empty = new Set(["meta", "br", "input"]);
/** What runs code or asks another place for something. */
const harmful = /^(?:on.*|style|src|srcset|action|formaction|background|ping|poster|data|xlink:.*)$/i;

/** Every tag is one of ours and closed, no attribute runs code, nothing points outside of the page; of scripts there is our own. */
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
      if (harmful.test(key)) yield `${name} has the attribute ${key}`;
      if (key === "href" && !value.startsWith("#")) yield `${name} points at ${value}`;
    }
    if (written.startsWith("/")) {
      if (open.pop() !== element) yield `${name} closes ${element} in the wrong place`;
    } else if (!empty.has(element) && !whole.endsWith("/>")) open.push(element);
  }
  if (open.length > 0) yield `${name} leaves ${open.join()} open`;
}
