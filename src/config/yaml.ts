// YAML → values with their places. In: a text. Out: a document. Loaded only when such a file is found.

import { load, type State, YAMLException } from "js-yaml";
import { type Document, DocumentError, type Place, pointerTo } from "./document.js";

interface Node {
  readonly start: number;
  readonly children: Node[];
  kind?: string | null;
  value?: unknown;
}

export function parseYaml(text: string): Document {
  const open: Node[] = [];
  let root: Node | undefined;
  const listener = (event: "open" | "close", state: State & { position: number; result: unknown }) => {
    if (event === "open") open.push({ start: state.position, children: [] });
    else {
      const node = open.pop();
      if (!node) return;
      node.kind = (state as { kind?: string | null }).kind ?? null;
      node.value = state.result;
      open.at(-1)?.children.push(node);
      root = node;
    }
  };
  try {
    const value = load(text, { listener: listener as never });
    const places = new Map<string, Place>();
    if (root) collect(root, "", undefined, text, places);
    return { value, places };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new DocumentError(`${sentence(error.reason)}.`, error.mark?.position ?? 0);
  }
}

function collect(
  node: Node,
  path: string,
  key: Node | undefined,
  text: string,
  places: Map<string, Place>,
): void {
  const value = skipBlanks(text, node.start);
  places.set(path, { key: key ? skipBlanks(text, key.start) : value, value });
  if (node.kind === "mapping")
    for (let at = 0; at + 1 < node.children.length; at += 2) {
      const [name, child] = [node.children[at] as Node, node.children[at + 1] as Node];
      collect(child, pointerTo(path, String(name.value)), name, text, places);
    }
  if (node.kind === "sequence")
    for (const [at, child] of node.children.entries())
      collect(child, pointerTo(path, at), undefined, text, places);
}

function skipBlanks(text: string, offset: number): number {
  const gap = /(?:\s|#[^\n]*)*/y;
  gap.lastIndex = offset;
  return offset + (gap.exec(text)?.[0].length ?? 0);
}

function sentence(reason: string): string {
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}
