// The charsets of MySQL and MariaDB. In: nothing. Out: a table of facts: SHOW CHARACTER SET of MariaDB 10.11 and MySQL 9.7.

import { factsByName } from "../text/facts-by-name.js";

interface Charset {
  /** Its collation where none is said; newer servers have others for Unicode. */
  readonly collation: string;
  /** Of a character, at most. */
  readonly bytes: number;
}

const general = (bytes: number, names: string) =>
  names.split(" ").map((name) => [name, { collation: `${name}_general_ci`, bytes }] as const);
const other = (bytes: number, collations: string) =>
  collations.split(" ").map((collation) => [collation.split("_", 1)[0] ?? "", { collation, bytes }] as const);

export const charsets: Readonly<Record<string, Charset>> = factsByName(
  Object.fromEntries([
    ...general(4, "utf8mb4 utf16 utf16le utf32"),
    ...general(3, "utf8mb3"),
    ...general(2, "ucs2"),
    ...general(
      1,
      "armscii8 ascii cp1250 cp1251 cp1256 cp1257 cp850 cp852 cp866 geostd8 greek hebrew keybcs2",
    ),
    ...general(1, "koi8r koi8u latin2 latin7 macce macroman"),
    ...other(4, "gb18030_chinese_ci"),
    ...other(3, "eucjpms_japanese_ci ujis_japanese_ci"),
    ...other(
      2,
      "big5_chinese_ci cp932_japanese_ci euckr_korean_ci gb2312_chinese_ci gbk_chinese_ci sjis_japanese_ci",
    ),
    ...other(
      1,
      "binary dec8_swedish_ci hp8_english_ci latin1_swedish_ci latin5_turkish_ci swe7_swedish_ci tis620_thai_ci",
    ),
  ]),
);
