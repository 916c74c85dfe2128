// A first configuration for migrations that are there. In: what was recognised. Out: the text of .integlintrc.

import type { Config } from "../config/config.js";

export interface FirstConfig extends Pick<Config, "dialect" | "dialectVersion"> {
  readonly migrations: readonly { readonly dir: string; readonly layout: string }[];
}

export function renderFirstConfig({ dialect, dialectVersion, migrations }: FirstConfig): string {
  const folders = migrations.map(({ dir, layout }) => `    ${JSON.stringify({ dir, layout })}`);
  return `{
  "$schema": "./node_modules/integlint/schema/config.schema.json",
  "extends": ["integlint:recommended"],
  "dialect": "${dialect}",
  "dialectVersion": "${dialectVersion}",
  "migrations": [
${folders.join(",\n")}
  ]
}
`;
}
