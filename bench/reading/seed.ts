// A seed file of ten megabytes. In: a dialect. Out: a sentence: how long it took to read and confirm, and how much memory that needed.

import type { Dialect } from "../../src/sql/definition.js";
import { readScript } from "../../src/sql/read.js";
import { confirmProblems } from "../../src/sql/second-opinion.js";
import { SourceFile } from "../../src/text/source-file.js";
import { processorTime } from "./texts.js";

export async function measureSeed(dialect: Dialect): Promise<string> {
  const text = makeSeed();
  const before = process.memoryUsage().rss;
  const start = processorTime();
  const { statements } = readScript(new SourceFile("seed.sql", text), { dialect });
  const read = processorTime() - start;
  await confirmProblems(statements);
  const all = processorTime() - start;
  const grown = (process.memoryUsage().rss - before) / 1e6;
  return (
    `${(text.length / 1e6).toFixed(1)} MB and ${statements.length} statements in ${all.toFixed(0)} ms, ` +
    `${read.toFixed(0)} of them split and parse; ${Math.max(0, grown).toFixed(0)} MB more memory`
  );
}

/** Statements of 500 rows each, as dumps write them. */
function makeSeed(): string {
  const parts: string[] = [];
  let length = 0;
  for (let number = 0; length < 1e7; number++) {
    const rows = Array.from({ length: 500 }, (_, at) => {
      const id = number * 500 + at;
      return `(${id}, 'name of ${id}', 'text that is a bit longer; with a semicolon', NULL, ${id % 2 === 0})`;
    });
    const part = `INSERT INTO things (id, name, description, parent_id, active) VALUES\n${rows.join(",\n")};\n`;
    parts.push(part);
    length += part.length;
  }
  return parts.join("");
}
