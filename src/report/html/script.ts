// What runs in a report: filters, the diagram's size, and what lights up in it. In: nothing. Out: a script for browsers, and its hash
// for the policy. A page without it shows everything.

export const pageScript = `
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const form = document.getElementById("filter");
  if (form) {
    const findings = all("article.finding").map((element) => ({ element, text: null }));
    const files = all("section.file");
    const field = (name) => form.elements.namedItem(name);
    const apply = () => {
      const severities = new Set(all("[name=severity]", form).filter((box) => box.checked).map((box) => box.value));
      const [rule, table, words] = [field("rule").value, field("table").value, field("text").value.trim().toLowerCase()];
      let shown = 0;
      for (const finding of findings) {
        const { dataset } = finding.element;
        const path = () => finding.element.parentElement.querySelector("h3").textContent;
        if (words !== "") finding.text ??= (path() + " " + finding.element.textContent).toLowerCase();
        const fits = severities.has(dataset.severity) && (rule === "" || dataset.rule === rule) &&
          (table === "" || dataset.table === table) && (words === "" || finding.text.includes(words));
        finding.element.hidden = !fits;
        if (fits) shown += 1;
      }
      for (const file of files) file.hidden = !file.querySelector("article:not([hidden])");
      field("count").value = shown + " of " + findings.length + " shown";
    };
    const set = (rule, table) => {
      form.reset();
      field("rule").value = rule ?? "";
      field("table").value = table ?? "";
      apply();
    };
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    for (const link of all("a[data-rule]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        set(link.dataset.rule, link.dataset.table);
        document.getElementById("findings").scrollIntoView();
      });
    }
    // A link to a finding that a filter hides shows it again.
    addEventListener("hashchange", () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target?.matches("article[hidden]")) { set(); target.scrollIntoView(); }
    });
    apply();
  }

  const tools = document.getElementById("diagram-tools");
  const canvas = document.getElementById("canvas");
  if (!tools || !canvas) return;
  tools.hidden = false;
  let scale = 0;
  const drawing = () => canvas.querySelector(".drawing:not([hidden]) svg");
  const resize = () => {
    const { width, height } = drawing().viewBox.baseVal;
    // Fitted, but never larger than drawn nor too small to read.
    const fitted = Math.max(0.45, Math.min(1, (canvas.clientWidth - 2) / width));
    const factor = scale || fitted;
    for (const [name, value] of [["width", width], ["height", height]]) drawing().setAttribute(name, Math.round(value * factor));
    return factor;
  };
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.addEventListener("input", (event) => {
    if (event.target.name !== "detail") return;
    for (const element of all(".drawing", canvas)) element.hidden = element.dataset.detail !== event.target.value;
    resize();
  });
  tools.addEventListener("click", ({ target: { name } }) => {
    if (name === "fit") scale = 0;
    else if (name === "in") scale = Math.min(4, resize() * 1.25);
    else if (name === "out") scale = Math.max(0.1, resize() / 1.25);
    else return;
    resize();
  });
  addEventListener("resize", resize);
  resize();

  for (const svg of all("svg.diagram", canvas)) {
    const boxes = all(".box", svg);
    const lines = all(".line", svg);
    const refers = new Map(boxes.map((box) => [box.dataset.box, new Set(box.dataset.refers.split(" "))]));
    const light = (box) => {
      svg.classList.toggle("active", box !== null);
      const own = box?.dataset.box;
      for (const other of boxes) {
        const id = other.dataset.box;
        other.classList.toggle("near", id === own || Boolean(refers.get(own)?.has(id) || refers.get(id).has(own)));
      }
      for (const line of lines) line.classList.toggle("near", line.dataset.child === own || line.dataset.parent === own);
    };
    svg.addEventListener("mouseover", ({ target }) => light(target.closest(".box")));
    svg.addEventListener("mouseleave", () => light(null));
    svg.addEventListener("focusin", ({ target }) => light(target.closest(".box")));
    svg.addEventListener("focusout", () => light(null));
  }
})();
`;

/** Of `pageScript`, SHA-256 in Base64: test/report/html.test.ts compares. */
export const pageScriptHash = "sha256-u8ZmcUegUowT6WICWb4cQzCPNdgPtHK0Utt4Lk7icU0=";
