// How the types of MySQL and MariaDB are written: how many numbers stand behind the word, which words follow. In: nothing. Out: a table of
// facts. MySQL 8.4 manual 13.1 to 13.5; MariaDB documentation "Data Types"; each tried on MySQL 9.7 and MariaDB 10.11.

export interface TypeForm {
  /** How many numbers in parentheses it takes at most; none where that is 0. */
  readonly most: number;
  /** How many it takes at least once there is a parenthesis. */
  readonly least?: number;
  /** UNSIGNED, SIGNED, ZEROFILL. */
  readonly numeric?: true;
  /** CHARACTER SET, ASCII, UNICODE, BYTE, BINARY; a national type takes BINARY alone, its charset is given. */
  readonly text?: true | "binary";
}

const each = (words: string, form: TypeForm): [string, TypeForm][] =>
  words.split(" ").map((word) => [word, form]);

/** By the word that is written. What is not here takes what its server decides: MariaDB's UUID and its geometries have numbers. */
export const mysqlTypeForms: ReadonlyMap<string, TypeForm> = new Map<string, TypeForm>([
  ...each("INT INTEGER TINYINT SMALLINT MEDIUMINT BIGINT INT1 INT2 INT3 INT4 INT8 MIDDLEINT YEAR", {
    most: 1,
    numeric: true,
  }),
  ...each("DECIMAL DEC NUMERIC FIXED FLOAT FLOAT4", { most: 2, numeric: true }),
  ...each("DOUBLE REAL FLOAT8", { most: 2, least: 2, numeric: true }),
  ...each("BOOL BOOLEAN SERIAL DATE JSON TINYBLOB MEDIUMBLOB LONGBLOB", { most: 0 }),
  ...each("BIT BINARY VARBINARY BLOB TIME TIMESTAMP DATETIME", { most: 1 }),
  ...each("CHAR CHARACTER VARCHAR VARCHARACTER TEXT", { most: 1, text: true }),
  ...each("NCHAR NVARCHAR", { most: 1, text: "binary" }),
  ...each("TINYTEXT MEDIUMTEXT LONGTEXT LONG ENUM SET", { most: 0, text: true }),
]);
