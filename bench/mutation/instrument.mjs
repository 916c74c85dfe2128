// A source file → the same with all its mutants in it, each behind a switch. In: TypeScript. Out: TypeScript, and what each mutant is.
// One build serves all of them: `__mutant(7)` is true while the seventh is being tried, and notes that a test came by.

import { parseSync } from "oxc-parser";

const swaps = {
  "===": "!==",
  "!==": "===",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "-": "+",
  "*": "+",
  "%": "*",
};
const methods = {
  __proto__: null,
  some: "every",
  every: "some",
  startsWith: "endsWith",
  endsWith: "startsWith",
};
/** Calls that leave their object as it is when they are left out. */
const droppable = new Set(["filter", "toLowerCase", "toUpperCase", "reverse", "sort", "trim"]);

/** `first` is the number of the first mutant. */
export function instrument(path, source, first) {
  const { program } = parseSync(path, source);
  const mutants = [];
  const edits = [];
  const text = (node) => source.slice(node.start, node.end);

  const add = (node, replacement, what) => {
    const line = source.slice(0, node.start).split("\n").length;
    mutants.push({
      id: first + mutants.length,
      path,
      line,
      what,
      was: text(node).replace(/\s+/g, " ").slice(0, 90),
    });
    return { id: mutants.at(-1).id, replacement };
  };
  const offer = (node, choices) => {
    if (choices.length > 0) edits.push({ node, choices });
  };

  const visit = (node, parent, key, inChain = false) => {
    if (!node || typeof node.type !== "string") return;
    if (node.type.startsWith("TS") && !wrappers.has(node.type)) return;
    if (node.type === "ImportDeclaration" || (node.type === "ExportNamedDeclaration" && node.source)) return;
    if (!inChain && !isTarget(parent, key)) offer(node, choicesOf(node, parent, key, { add, text }));
    const chained =
      node.type === "ChainExpression" ||
      (inChain && (key === "callee" || key === "object" || node.type === "ChainExpression"));
    for (const [name, child] of Object.entries(node)) {
      const within = chained && (name === "expression" || name === "callee" || name === "object");
      if (Array.isArray(child)) for (const one of child) visit(one, node, name);
      else if (child && typeof child === "object") visit(child, node, name, within);
    }
  };
  visit(program, undefined, undefined);
  return { code: render(source, edits), mutants };
}

const wrappers = new Set(["TSAsExpression", "TSNonNullExpression", "TSSatisfiesExpression"]);

/** What stands where a value is written to, named or deleted is no value. */
function isTarget(parent, key) {
  if (!parent) return true;
  if (parent.type === "AssignmentExpression" && key === "left") return true;
  if (
    parent.type === "UpdateExpression" ||
    (parent.type === "UnaryExpression" && parent.operator === "delete")
  )
    return true;
  return (
    /^(Property|MethodDefinition|PropertyDefinition)$/.test(parent.type) && key === "key" && !parent.computed
  );
}

function choicesOf(node, parent, key, { add, text }) {
  const isTest =
    key === "test" && /^(If|While|DoWhile|For)Statement$|^ConditionalExpression$/.test(parent?.type);
  const choices = [];
  if (isTest) {
    if (/^(If|Cond)/.test(parent.type)) choices.push(add(node, "true", "condition → true"));
    choices.push(add(node, "false", "condition → false"));
  }
  switch (node.type) {
    case "BinaryExpression": {
      const swapped = swaps[node.operator];
      if (swapped)
        choices.push(
          add(node, `${text(node.left)} ${swapped} ${text(node.right)}`, `${node.operator} → ${swapped}`),
        );
      if (node.operator === "+" && ![node.left, node.right].some(isText))
        choices.push(add(node, `${text(node.left)} - ${text(node.right)}`, "+ → -"));
      break;
    }
    case "LogicalExpression":
      if (node.operator === "??") choices.push(add(node, text(node.left), "?? left out"));
      else {
        choices.push(add(node, text(node.left), `${node.operator}: right side left out`));
        choices.push(add(node, text(node.right), `${node.operator}: left side left out`));
      }
      break;
    case "UnaryExpression":
      if (node.operator === "!") choices.push(add(node, text(node.argument), "! left out"));
      break;
    case "Literal":
      if (typeof node.value === "boolean")
        choices.push(add(node, `${!node.value}`, `${node.value} → ${!node.value}`));
      else if (typeof node.value === "number" && parent.type !== "TSLiteralType")
        choices.push(add(node, `${node.value + 1}`, `${node.value} → ${node.value + 1}`));
      else if (typeof node.value === "string" && isCompared(parent, key))
        choices.push(add(node, '"mutated"', "text → another"));
      break;
    case "CallExpression": {
      const { callee } = node;
      if (callee.type !== "MemberExpression" || callee.computed || callee.optional || node.optional) break;
      const method = callee.property.name;
      const args = node.arguments.map(text).join(", ");
      if (methods[method])
        choices.push(
          add(node, `${text(callee.object)}.${methods[method]}(${args})`, `${method} → ${methods[method]}`),
        );
      if (droppable.has(method)) choices.push(add(node, text(callee.object), `${method} left out`));
      break;
    }
  }
  if (
    parent?.type === "ReturnStatement" &&
    key === "argument" &&
    node.type !== "Literal" &&
    text(node) !== "undefined"
  )
    choices.push(add(node, "undefined", "return undefined"));
  if (parent?.type === "ExpressionStatement" && /^(Call|Assignment)Expression$/.test(node.type))
    choices.push(add(node, "undefined", "statement left out"));
  return choices;
}

function isText(node) {
  return (
    node.type === "TemplateLiteral" ||
    (node.type === "Literal" && typeof node.value === "string") ||
    (node.type === "BinaryExpression" && [node.left, node.right].some(isText))
  );
}

/** Texts that decide something, not those that are read. */
function isCompared(parent, key) {
  return (
    (parent.type === "BinaryExpression" && /^[=!]==?$/.test(parent.operator)) ||
    (parent.type === "SwitchCase" && key === "test") ||
    (parent.type === "CallExpression" &&
      key === "arguments" &&
      /^(includes|has|startsWith|endsWith)$/.test(parent.callee.property?.name ?? ""))
  );
}

/** Inner switches first, each within those around it. */
function render(source, edits) {
  const sorted = [...edits].sort((a, b) => a.node.start - b.node.start || b.node.end - a.node.end);
  let at = 0;
  const write = (start, end) => {
    let out = "";
    let from = start;
    while (at < sorted.length && sorted[at].node.start < end) {
      const { node, choices } = sorted[at++];
      out += source.slice(from, node.start);
      const inner = write(node.start, node.end);
      out += `(${choices.map(({ id, replacement }) => `__mutant(${id}) ? (${replacement}) : `).join("")}(${inner}))`;
      from = node.end;
    }
    return out + source.slice(from, end);
  };
  return write(0, source.length);
}
