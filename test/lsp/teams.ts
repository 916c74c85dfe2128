// A project for what editors ask: three migrations that rename what they made, with a finding in two of them.

import { join } from "node:path";
import { makeFolder } from "../folder.js";
import { Client } from "./client.js";

const rules = { "key-name": "error", "foreign-key-actions": "error", "header-comment": "warning" };
export const rc = { extends: [], dialect: "mysql", migrations: [{ dir: "migrations" }], rules };
export const files = {
  ".integlintrc": rc,
  "migrations/001_teams.sql": `-- What: teams
-- Why: a test
-- Tables: teams
CREATE TABLE teams (
  id INT NOT NULL PRIMARY KEY,
  label VARCHAR(20) NOT NULL
);
`,
  "migrations/001_teams_rollback.sql": "DROP TABLE teams;\n",
  "migrations/002_members.sql": `-- What: members
-- Why: a test
-- Tables: members, teams
CREATE TABLE members (
  id INT NOT NULL PRIMARY KEY,
  teamId INT NOT NULL,
  CONSTRAINT fk_members_team FOREIGN KEY (teamId) REFERENCES teams (id) ON DELETE CASCADE
);
ALTER TABLE teams RENAME COLUMN label TO title;
INSERT INTO teams (id, title) VALUES (1, 'a');
`,
  "migrations/002_members_rollback.sql":
    "DROP TABLE members;\nALTER TABLE teams RENAME COLUMN title TO label;\n",
  "migrations/003_groups.sql": `-- What: groups
-- Why: a test
-- Tables: groups
RENAME TABLE teams TO squads;
SET @sql = IF((SELECT COUNT(*) FROM information_schema.TABLES) >= 0, 'ALTER TABLE squads MODIFY title VARCHAR(40) NOT NULL', 'SELECT 1');
PREPARE stmt FROM @sql;
EXECUTE stmt;
ALTER TABLE squads ADD INDEX by_title (title);
`,
  "migrations/003_groups_rollback.sql": "RENAME TABLE squads TO teams;\n",
};
type Path = keyof typeof files;
export const last = "migrations/003_groups.sql";

export async function startOn(command: string, path: Path) {
  const folder = makeFolder(files);
  const client = await Client.start({ command, folders: [folder] });
  const file = join(folder, path);
  const found = await client.open(file, files[path] as string);
  return { client, folder, file, found };
}
