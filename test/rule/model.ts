// A column and a table for tests of the vocabulary, with no text behind them.

import { Column, Table } from "../../src/schema/model.js";
import type { DataType } from "../../src/sql/definition.js";
import { nowhere, SourceFile } from "../../src/text/source-file.js";

const place = { file: new SourceFile("test.sql", ""), range: nowhere };

export function typeOf(text: string): DataType {
  const [, name = text, list = ""] = /^([^(]*)(?:\((.*)\))?$/.exec(text) ?? [];
  const values = list.startsWith("'") ? list.split(",").map((value) => value.trim().slice(1, -1)) : [];
  return {
    name: name.trim(),
    arguments: values.length > 0 || list === "" ? [] : list.split(",").map((part) => part.trim()),
    values: values.map((value) => ({ value, range: nowhere })),
    unsigned: false,
    zerofill: false,
    dimensions: 0,
    text,
    range: nowhere,
  };
}

export function columnOf(name: string, type = "varchar(255)", table = "t"): Column {
  return new Column({
    name,
    table,
    type: typeOf(type),
    nullable: true,
    autoIncrement: false,
    visible: true,
    places: { self: place },
    bornAt: place,
  });
}

export function tableOf(name: string, columns: readonly Column[] = []): Table {
  return new Table({
    name,
    columns,
    indexes: [],
    foreignKeys: [],
    checks: [],
    partitioned: false,
    inherits: [],
    knowledge: "whole",
    places: { self: place },
    bornAt: place,
  });
}
