// Texts to start from. In: folders. Out: the SQL in them, and a few lines of our own on what fixtures have seldom.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { decode } from "../../src/text/decode.js";

const own = [
  "",
  "SET @q = IF(@n = 0, 'ALTER TABLE `a` ADD COLUMN `b` INT DEFAULT ''x''', 'SELECT 1');\nPREPARE s FROM @q;\nEXECUTE s;",
  "PREPARE s FROM 'CREATE TABLE a (id INT NOT NULL, b ENUM(\\'x\\', \"y\"), KEY k (b)); DROP TABLE c'; EXECUTE s;",
  "DELIMITER $$\nCREATE PROCEDURE p()\nBEGIN\n  IF NOT EXISTS (SELECT 1 FROM information_schema.columns) THEN\n    ALTER TABLE a ADD b INT;\n  END IF;\n  CASE x WHEN 1 THEN DROP TABLE a; ELSE BEGIN END; END CASE;\nEND$$\nDELIMITER ;\nCALL p();",
  "DO $$ BEGIN IF NOT EXISTS (SELECT 1) THEN ALTER TABLE a ADD COLUMN b int; END IF; EXCEPTION WHEN duplicate_object THEN NULL; END $$;",
  "CREATE FUNCTION f() RETURNS trigger AS $f$ BEGIN EXECUTE format('ALTER TABLE %I ADD b int', 'a'); RETURN NEW; END; $f$ LANGUAGE plpgsql;",
  "DO $a$ BEGIN EXECUTE 'ALTER TABLE a ADD b text DEFAULT ''x'''; EXECUTE $b$DROP TABLE a$b$; END $a$;",
  "COPY t (a, b) FROM stdin;\n1\t2\n\\.\nCREATE TABLE u (id bigserial PRIMARY KEY, t timestamptz DEFAULT now());",
  "INSERT INTO t (a, b) VALUES (1, 'x;y'), (2, 'it''s'), (3, NULL) ON DUPLICATE KEY UPDATE a = VALUES(a);",
  "/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.b = 1; END */;",
];

/** The SQL files below the folders, as text. */
export function loadSeeds(folders: readonly string[]): readonly string[] {
  return [...own, ...folders.flatMap((folder) => readFolder(folder))];
}

function readFolder(folder: string): readonly string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((entry) => {
      const path = join(folder, entry);
      if (statSync(path).isDirectory()) return readFolder(path);
      return /\.(sql|inc)$/.test(entry) ? [decode(readFileSync(path)).text] : [];
    });
}
