// The imports of every source file, read from the text. In: nothing. Out: files with what they import, static and dynamic.

import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

const root = join(import.meta.dirname, "../..");

export interface Import {
  /** As written: `../text/source-file.js`, `node:fs`. */
  readonly written: string;
  /** The source file that is meant, from the repository's root; undefined for packages. */
  readonly target?: string;
  /** Erased by the compiler: types alone. */
  readonly typeOnly: boolean;
  /** `import("…")` in an expression. */
  readonly dynamic: boolean;
}

export interface Source {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const pattern =
  /^(?:import|export)\s+(?:(type)\s+)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"|(?<!["\w])(?:(typeof)\s+)?import\("([^"]+)"\)/gm;

export function importsOf(path: string, text: string): readonly Import[] {
  const code = text.replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, "");
  return [...code.matchAll(pattern)].map((match) => {
    const written = match[2] ?? match[4] ?? "";
    const dynamic = match[4] !== undefined;
    // `import("x").Name` stands in a type; a value would be awaited.
    const inType = dynamic && /^\s*\.\s*[A-Z]/.test(code.slice(match.index + match[0].length));
    return {
      written,
      target: written.startsWith(".")
        ? posix.join(posix.dirname(path), written).replace(/\.js$/, ".ts")
        : undefined,
      typeOnly: match[1] === "type" || match[3] === "typeof" || inType,
      dynamic: dynamic && !inType && match[3] !== "typeof",
    };
  });
}

export const sources: readonly Source[] = ["src", "rules"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => {
      const path = posix.join(folder, name.split("\\").join("/"));
      const text = readFileSync(join(root, path), "utf8");
      return { path, text, imports: importsOf(path, text) };
    }),
);
