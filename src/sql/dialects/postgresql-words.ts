// The words that PostgreSQL reserves, in part or whole. In: nothing. Out: sets of words in upper case, and a question to them.
// PostgreSQL 18 manual, appendix C; the same from 12 to 18 but for SYSTEM_USER (16), which is left out.

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Neither table, column, type nor function may be called so without quotes. */
export const reservedWords = words(
  "ALL ANALYSE ANALYZE AND ANY ARRAY AS ASC ASYMMETRIC BOTH CASE CAST CHECK COLLATE COLUMN CONSTRAINT CREATE " +
    "CURRENT_CATALOG CURRENT_DATE CURRENT_ROLE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DEFAULT DEFERRABLE DESC " +
    "DISTINCT DO ELSE END EXCEPT FALSE FETCH FOR FOREIGN FROM GRANT GROUP HAVING IN INITIALLY INTERSECT INTO LATERAL " +
    "LEADING LIMIT LOCALTIME LOCALTIMESTAMP NOT NULL OFFSET ON ONLY OR ORDER PLACING PRIMARY REFERENCES RETURNING " +
    "SELECT SESSION_USER SOME SYMMETRIC TABLE THEN TO TRAILING TRUE UNION UNIQUE USER USING VARIADIC WHEN " +
    "WHERE WINDOW WITH",
);

/** Reserved, but functions and types may be called so. */
export const functionWords = words(
  "AUTHORIZATION BINARY COLLATION CONCURRENTLY CROSS CURRENT_SCHEMA FREEZE FULL ILIKE INNER IS ISNULL JOIN LEFT LIKE " +
    "NATURAL NOTNULL OUTER OVERLAPS RIGHT SIMILAR TABLESAMPLE VERBOSE",
);

/** Not reserved, but no type of the user's own may be called so. */
export const columnWords = words(
  "BETWEEN COALESCE EXISTS EXTRACT GREATEST GROUPING INOUT LEAST NONE NORMALIZE NULLIF OUT OVERLAY POSITION ROW SETOF " +
    "SUBSTRING TREAT TRIM VALUES XMLATTRIBUTES XMLCONCAT XMLELEMENT XMLEXISTS XMLFOREST XMLNAMESPACES XMLPARSE XMLPI " +
    "XMLROOT XMLSERIALIZE XMLTABLE",
);

const noNames: ReadonlySet<string> = new Set([...reservedWords, ...functionWords]);

/** Whether an unquoted word, in upper case, cannot name a table, column, index or constraint. */
export function isReserved(word: string): boolean {
  return noNames.has(word);
}
