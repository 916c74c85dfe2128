// All layouts, and which one a folder has. In: files. Out: a layout with its evidence.

import type { SourceFile } from "../text/source-file.js";
import type { Layout } from "./layout.js";
import { directory, isInDirectory } from "./layouts/directory.js";
import { flyway, isFlyway } from "./layouts/flyway.js";
import { isLiquibase, liquibase } from "./layouts/liquibase.js";
import { hasSections, sections } from "./layouts/sections.js";
import { planName, sqitch } from "./layouts/sqitch.js";
import { suffix } from "./layouts/suffix.js";
import { isUpDown, updown } from "./layouts/updown.js";
import { baseName } from "./names.js";

export const layouts: readonly Layout[] = [suffix, updown, flyway, directory, sections, liquibase, sqitch];

export interface Recognised {
  readonly layout: Layout;
  /** "12 of 14 files are named V…__….sql" */
  readonly evidence: string;
}

interface Sign {
  readonly layout: Layout;
  readonly shown: string;
  shows(file: SourceFile): boolean;
}

/** In the order of how much a sign says: a file's own words before its name. */
const signs: readonly Sign[] = [
  { layout: liquibase, shown: "begin with --liquibase formatted sql", shows: isLiquibase },
  { layout: sections, shown: "have an Up and a Down section", shows: hasSections },
  { layout: flyway, shown: "are named V…__….sql", shows: (file) => isFlyway(file.path) },
  {
    layout: directory,
    shown: "are called migration.sql, up.sql or down.sql",
    shows: (file) => isInDirectory(file.path),
  },
  { layout: updown, shown: "are named ….up.sql or ….down.sql", shows: (file) => isUpDown(file.path) },
];

/** The layout that at least half of the files show; else the convention document's. */
export function recogniseLayout(files: readonly SourceFile[]): Recognised {
  const plan = files.find((file) => baseName(file.path) === planName);
  if (plan) return { layout: sqitch, evidence: `there is ${plan.path}` };
  for (const { layout, shown, shows } of signs) {
    const count = files.filter((file) => shows(file)).length;
    if (count > 0 && count * 2 >= files.length)
      return { layout, evidence: `${count} of ${files.length} files ${shown}` };
  }
  return { layout: suffix, evidence: "no file shows another layout" };
}
