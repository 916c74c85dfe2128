// Pages as a browser has them. What is said of the text alone runs everywhere; the rest needs a Chromium.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lint } from "../../src/index.js";
import type { LintResult } from "../../src/lint/finding.js";
import { makeMatrix } from "../../src/lint/matrix.js";
import { pageScript, pageScriptHash } from "../../src/report/html/script.js";
import { html } from "../../src/report/html.js";
import { matrixHtml } from "../../src/report/matrix-html.js";
import { schemaHtml } from "../../src/report/schema-html.js";
import { replayMysql } from "../schema/replay-text.js";
import { Browser, chromium } from "./chromium.js";
import { contrastCheck } from "./contrast.js";
import { context, hostile, hostileResult, marked, resultOf } from "./sample.js";

const example = await lint({
  cwd: join(import.meta.dirname, "../../fixtures/projects/example"),
  today: "2026-01-01",
});
const page = html.render(example, context);

const name = hostile.replaceAll("`", "").replaceAll("\n", " ");
const harm = `CREATE TABLE \`${name}\` (\`</script><img src=x onerror=alert(1)>\` INT PRIMARY KEY COMMENT '" onfocus="alert(1)" autofocus x="',
  \`"><svg onload=alert(1)>\` INT, \`\u05d0\u202eb\` INT,
  CONSTRAINT \`'><script>alert(1)</script>\` FOREIGN KEY (\`"><svg onload=alert(1)>\`) REFERENCES \`<b>&amp;\` (\`<i>\`));
CREATE VIEW \`</pre><script>alert(1)</script>\` AS SELECT '</pre><script>alert(1)</script>';`;
const harmful = replayMysql(harm).final;
const harmfulPage = schemaHtml.render(harmful, {
  tool: context.tool,
  version: [8, 0],
  statementAt: ({ file, range }) => file.text.slice(range.start, range.end),
});

describe("the text of a page", () => {
  const pages: readonly (readonly [string, string])[] = [
    ["a report", page],
    ["a hostile report", html.render(hostileResult(), context)],
    ["a hostile schema", harmfulPage],
    ["a hostile matrix", matrixHtml.render(makeMatrix(hostileResult()), context)],
  ];

  test.each(pages)("%s has no tag, attribute or address but our own", (_, text) => {
    const [head, ...rest] = text.split(`<script>${pageScript}</script>`);
    expect(rest.length).toBe(text.includes(pageScriptHash) ? 1 : 0);
    const markup = `${head?.replace(/<style>[^<]*<\/style>/, "")}${rest.join("")}`;
    const tags = [...markup.matchAll(/<(\/?[a-z!][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)>|</gi)];
    for (const [whole, tag, attributes] of tags) {
      expect(tag, whole).toBeDefined();
      expect(tag?.toLowerCase()).not.toMatch(/^(script|img|iframe|link|object|embed|base|style)$/);
      const keys = [...(attributes ?? "").matchAll(/ ([a-z-]+)(?:="[^"]*")?/g)].map(([, key]) => key);
      expect(keys.join(" "), whole).not.toMatch(
        /(?:^| )(?:on\w+|src|style|action|formaction|autofocus)(?: |$)/,
      );
      expect(attributes).not.toMatch(/href="(?!#)/);
    }
  });

  test("the policy knows our script and no other", () => {
    const hash = createHash("sha256").update(pageScript).digest("base64");
    expect(pageScriptHash, "update pageScriptHash").toBe(`sha256-${hash}`);
    expect(page).toContain(
      `content="default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; script-src '${pageScriptHash}'"`,
    );
    expect(pageScript).not.toContain("</");
  });

  test("says what could not be followed, and which rules failed", () => {
    const followed = html.render({ ...example, unresolved: [] } as LintResult, context);
    expect(followed).not.toContain("could not be followed");
    const unresolved = [{ location: example.findings[0]?.location, reason: "It runs <a file>." }];
    expect(html.render({ ...example, unresolved } as LintResult, context)).toContain(
      "It runs &lt;a file&gt;.",
    );
    expect(html.render(hostileResult(), context)).toContain("1 internal error in rules");
  });

  test("of more than 2,000 findings, the worst are shown and the rest is counted", () => {
    const many = Array.from({ length: 2100 }, (_, at) => ({
      on: "bad",
      rule: `rule-${at}`,
      severity: at === 2050 ? undefined : ("info" as const),
    }));
    const text = html.render(resultOf(marked, many), context);
    expect(text.match(/<article/g)).toHaveLength(2000);
    expect(text).toContain('data-rule="rule-2050"');
    expect(text).toContain("100 findings more");
  });
});

const where = chromium
  ? `in ${chromium}`
  : "in a browser: there is no Chromium on this machine, CHROMIUM may name one";

describe.skipIf(!chromium)(where, () => {
  let browser: Browser;
  beforeAll(() => {
    browser = new Browser(chromium as string);
  });
  afterAll(() => browser.close());

  const count = (selector: string) =>
    browser.evaluate<number>(`document.querySelectorAll(${JSON.stringify(selector)}).length`);
  const shownFindings = () =>
    browser.evaluate<number>(
      "[...document.querySelectorAll('article')].filter((one) => one.checkVisibility()).length",
    );

  test("the report opens as a file, asks for nothing, and is whole", async () => {
    await browser.open(page);
    expect(await browser.evaluate("document.compatMode")).toBe("CSS1Compat");
    expect(await count("article.finding")).toBe(example.findings.filter((one) => !one.suppressed).length);
    expect(await count("#diagram-columns .box")).toBe(example.schema.tables.length);
    expect(await count(".matrix tbody tr:not(.class)")).toBe(example.tables.length);
    expect(await browser.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    expect(browser.complaints).toEqual([]);
  });

  test("filters by severity, rule, table and text", async () => {
    await browser.open(page);
    const all = await shownFindings();
    const counted = () => browser.evaluate<string>("document.querySelector('output').value");
    const set = (field: string, value: string) =>
      browser.evaluate(`(() => {
        const field = document.getElementById("filter").elements.namedItem(${JSON.stringify(field)});
        field.value = ${JSON.stringify(value)};
        field.dispatchEvent(new Event("input", { bubbles: true }));
      })()`);
    await browser.evaluate("document.querySelector('[value=warning]').click()");
    const errors = await shownFindings();
    expect(errors).toBe(
      example.findings.filter((one) => one.severity !== "warning" && !one.suppressed).length,
    );
    expect(await counted()).toBe(`${errors} of ${all} shown`);
    await set("rule", "foreign-key-policy");
    expect(await shownFindings()).toBe(1);
    expect(
      await browser.evaluate(
        "[...document.querySelectorAll('section.file')].filter((one) => one.checkVisibility()).length",
      ),
    ).toBe(1);
    await set("text", "no such text");
    expect(await shownFindings()).toBe(0);
    await browser.evaluate("document.querySelector('[type=reset]').click()");
    await browser.evaluate("new Promise((done) => setTimeout(done, 20))");
    expect(await shownFindings()).toBe(all);
    await set("table", "incidents");
    expect(await shownFindings()).toBe(
      example.findings.filter((one) => one.subject.table === "incidents" && !one.suppressed).length,
    );
    await set("text", "ON DELETE cascade");
    expect(await shownFindings()).toBe(1);
  });

  test("a cell of the matrix shows its findings, a link to a hidden one shows it", async () => {
    await browser.open(page);
    await browser.evaluate("document.querySelector('.matrix a[data-table=webhook_integrations]').click()");
    expect(await shownFindings()).toBe(1);
    const hidden = await browser.evaluate<string>("document.querySelector('article[hidden]').id");
    await browser.evaluate(
      `location.hash = ${JSON.stringify(hidden)}; new Promise((done) => setTimeout(done, 50))`,
    );
    expect(
      await browser.evaluate(`document.getElementById(${JSON.stringify(hidden)}).checkVisibility()`),
    ).toBe(true);
  });

  test("the diagram shows keys or columns, grows and shrinks, and lights up what belongs together", async () => {
    await browser.open(page);
    const visible = () => browser.evaluate<string>("document.querySelector('.drawing:not([hidden]) svg').id");
    expect(await visible()).toBe("diagram-columns");
    await browser.evaluate("document.querySelector('[value=keys]').click()");
    expect(await visible()).toBe("diagram-keys");
    const width = () =>
      browser.evaluate<number>("document.querySelector('.drawing:not([hidden]) svg').clientWidth");
    const before = await width();
    await browser.evaluate("document.querySelector('[name=in]').click()");
    expect(await width()).toBeGreaterThan(before * 1.2);
    await browser.evaluate("document.querySelector('[name=fit]').click()");
    expect(await width()).toBe(before);
    const near = await browser.evaluate<string[]>(`(() => {
      [...document.querySelectorAll("#diagram-keys a.box")].find((box) => box.textContent.includes("postmortems")).focus();
      return [...document.querySelectorAll("#diagram-keys .box.near .name")].map((name) => name.textContent).sort();
    })()`);
    expect(near).toEqual(["incidents", "postmortems", "tenants"]);
    await browser.press("Enter");
    expect(await browser.evaluate("document.querySelector(location.hash + ' h3').textContent")).toBe(
      "postmortems",
    );
  });

  test("no text of a diagram leaves its box", async () => {
    await browser.open(page, { width: 1800 });
    const outside = await browser.evaluate<
      string[]
    >(`[...document.querySelectorAll("#diagram-columns .box")].flatMap((box) => {
      const frame = box.querySelector(".frame").getBoundingClientRect();
      return [...box.querySelectorAll("text")].filter((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return left < frame.left || right > frame.right || top < frame.top || bottom > frame.bottom + 1;
      }).map((text) => text.textContent);
    })`);
    expect(outside).toEqual([]);
  });

  test.each(["light", "dark"])("all text can be told from what is behind it, %s", async (mode) => {
    await browser.open(page, { dark: mode === "dark" });
    // WCAG 2.2, 1.4.3: a ratio of 4.5, of 3 for large text.
    const faint = await browser.evaluate<string[]>(contrastCheck);
    expect(faint).toEqual([]);
  });

  test("headings, tables, fields and pictures have what those need who do not see them", async () => {
    for (const text of [page, harmfulPage]) {
      await browser.open(text);
      const levels = await browser.evaluate<number[]>(
        "[...document.querySelectorAll('h1, h2, h3, h4')].map((one) => Number(one.tagName[1]))",
      );
      expect(levels[0]).toBe(1);
      expect(levels.filter((level, at) => at > 0 && level > (levels[at - 1] as number) + 1)).toEqual([]);
      expect(await count("th:not([scope])")).toBe(0);
      expect(await count("table:not(:has(caption)):not(:has(thead))")).toBe(0);
      expect(await count("input:not(label input), select:not(label select)")).toBe(0);
      expect(await count("svg.diagram:not([aria-label])")).toBe(0);
      expect(
        await browser.evaluate(
          "[...document.querySelectorAll('button')].every((one) => one.textContent || one.ariaLabel)",
        ),
      ).toBe(true);
      const ids = await browser.evaluate<string[]>(
        "[...document.querySelectorAll('[id]')].map((one) => one.id)",
      );
      expect(new Set(ids).size).toBe(ids.length);
      const lost = await browser.evaluate<string[]>(
        "[...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href')).filter((to) => !document.getElementById(decodeURIComponent(to.slice(1))))",
      );
      expect(lost).toEqual([]);
    }
  });

  test("can be read with the keyboard alone", async () => {
    await browser.open(page);
    const reached: string[] = [];
    for (let step = 0; step < 12; step++) {
      await browser.press("Tab");
      reached.push(
        await browser.evaluate("(document.activeElement.name || document.activeElement.textContent).trim()"),
      );
    }
    expect(reached.slice(0, 6)).toEqual([
      "Findings",
      "Rules",
      "Conformance",
      "Diagram",
      "Tables",
      "severity",
    ]);
    expect(reached).toContain("text");
  });

  test("names that mean harm are text", async () => {
    await browser.open(harmfulPage);
    expect(browser.complaints).toEqual([]);
    expect(await count("script")).toBe(1);
    expect(await count("img, b[onclick], [onload], [onerror], [onfocus], [autofocus]")).toBe(0);
    const names = await browser.evaluate<string[]>(
      "[...document.querySelectorAll('.table th code')].map((one) => one.textContent)",
    );
    expect(names).toContain("</script><img src=x onerror=alert(1)>");
    expect(names).toContain('"><svg onload=alert(1)>');
    expect(names).toContain("א<U+202E>b");
    const [heading] = await browser.evaluate<string[]>(
      "[...document.querySelectorAll('.table h3')].map((one) => one.textContent)",
    );
    expect(heading).toContain("<script>alert(1)</script>");
    expect(heading).not.toMatch(/\p{Cc}|\u202e/u);

    await browser.open(html.render(hostileResult(), context));
    expect(browser.complaints).toEqual([]);
    expect(await count("script")).toBe(1);
    expect(await browser.evaluate("document.querySelector('article h4').textContent")).toContain(
      "<script>alert(1)</script>",
    );
    // Each of these names also is an attribute's value.
    await browser.evaluate("document.querySelector('a[data-rule]').click()");
    expect(await shownFindings()).toBe(1);
  });

  test("a script that is not ours does not run", async () => {
    await browser.open(page.replace("</main>", "<script>document.title = 'harm'</script></main>"));
    expect(await browser.evaluate("document.title")).toBe("integlint report");
    expect(browser.complaints.join()).toContain("Content Security Policy");
  });

  test("fits a telephone, and paper", async () => {
    await browser.open(page, { width: 390, height: 800 });
    expect(await browser.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    const pdf = join(browser.folder, "page.pdf");
    await browser.print(pdf);
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe("%PDF-");
  });

  // INTEGLINT_SCREENSHOT=docs/images/report.png npx vitest run test/report/html.test.ts writes the README's picture.
  test("looks like something", async () => {
    const png = process.env.INTEGLINT_SCREENSHOT ?? join(browser.folder, "page.png");
    await browser.open(page, { width: 1180, height: 820 });
    await browser.screenshot(png);
    // A blank window of this size takes some 10 kB.
    expect(readFileSync(png).length).toBeGreaterThan(50_000);
  });

  test("without its script everything is there", async () => {
    await browser.open(page.replace(pageScriptHash, "sha256-none"));
    expect(await shownFindings()).toBe(example.findings.filter((one) => !one.suppressed).length);
    expect(await browser.evaluate("document.getElementById('filter').checkVisibility()")).toBe(false);
  });
});
