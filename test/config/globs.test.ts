import picomatch from "picomatch";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../../src/config/errors.js";
import { matchPaths } from "../../src/config/globs.js";

const match = (glob: string, path: string) => matchPaths([glob], "/a", "/a")(path);

describe("globs", () => {
  const globs = [
    ...[
      "*.sql",
      "**/*.sql",
      "migrations/**",
      "migrations/00*.sql",
      "./db/*.sql",
      "!x.sql",
      "a?c.sql",
      "[ab].sql",
    ],
    ...[
      "{a,b}/*.sql",
      "**/{seed,dump}*.sql",
      "x/**/y.sql",
      "+(a|b).sql",
      "!(a|b).sql",
      "*(x).sql",
      "@(a|b)*",
      "a[b].sql",
    ],
    ...["**", "*", ".hidden/**", "db/[0-9][0-9]*_*.sql"],
  ];
  const paths = [
    ...[
      "a.sql",
      "x.sql",
      "abc.sql",
      "b.sql",
      "ab.sql",
      "a[b].sql",
      "xxx.sql",
      "db/a.sql",
      "db/01_a.sql",
      "x/y.sql",
    ],
    ...[
      "x/a/b/y.sql",
      "migrations/001_a.sql",
      "migrations/x/001.sql",
      "a/b.sql",
      "b/seed_x.sql",
      ".hidden/a.sql",
      "a.txt",
    ],
  ];

  it.each(globs)("%s means what picomatch says", (glob) => {
    const theirs = picomatch(glob.replace(/^\.\//, ""), { dot: true, basename: !glob.includes("/") });
    expect(paths.filter((path) => match(glob, path))).toEqual(paths.filter((path) => theirs(path)));
  });

  it("comes to an end, whatever the glob", () => {
    const start = performance.now();
    expect(match(`${"*a".repeat(30)}b`, "a".repeat(250))).toBe(false);
    expect(match("+(+(+(a)))b", "a".repeat(250))).toBe(false);
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it.each(["", "(a)\\1"])("%j is refused with its own text", (glob) => {
    expect(() => match(glob, "a.sql")).toThrow(ConfigError);
  });
});
