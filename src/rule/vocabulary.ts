// What a team calls things: the roles of columns and the classes of tables, by names. In: names, types, a vocabulary.
// Out: a role or a class. It looks at words, never at letters: `tenantId` is `tenant_id`.

import type { Column, Schema, Table } from "../schema/model.js";
import { anyText, fitsWildcards, type Wildcards } from "../text/wildcards.js";
import { foldWords, spellingOf, wordsOf } from "./words.js";

export const roles = [
  "tenant",
  "creator",
  "createdAt",
  "updatedAt",
  "verificationStatus",
  "verifiedAt",
  "active",
  "credential",
  "config",
] as const;
export type Role = (typeof roles)[number];

export const tableClasses = [
  "ignore",
  "reference",
  "credentials",
  "configuration",
  "integration",
  "other",
] as const;
export type TableClass = (typeof tableClasses)[number];

/** Column names per role; `*` at the end stands for more words. */
export type RoleVocabulary = Readonly<Record<Role, readonly string[]>>;
/** Table name patterns per class; `*` stands for any letters. */
export type ClassVocabulary = Readonly<Record<Exclude<TableClass, "other">, readonly string[]>>;

export interface Vocabulary {
  readonly roles: RoleVocabulary;
  readonly classes: ClassVocabulary;
}

export const defaultVocabulary: Vocabulary = {
  roles: {
    tenant: ["tenantId", "projectId", "organizationId", "workspaceId"],
    creator: [
      "createdByAccountId",
      "createdBy",
      "createdById",
      "createdByUserId",
      "configuredBy*",
      "addedBy*",
    ],
    createdAt: ["createdAt", "createdOn"],
    updatedAt: ["updatedAt", "updatedOn"],
    verificationStatus: ["verificationStatus"],
    verifiedAt: ["lastVerifiedAt", "verifiedAt"],
    active: ["isActive", "isEnabled"],
    // These two are known by single words and by type, see credentialByWords and configByWords.
    credential: [],
    config: [],
  },
  classes: {
    ignore: [],
    reference: [
      "tenants",
      "accounts",
      "users",
      "projects",
      "organizations",
      "workspaces",
      "platforms",
      "targets",
      "apps",
      "roles",
    ],
    credentials: ["*_credentials"],
    configuration: ["*_configuration", "*_configurations", "*_config", "*_configs"],
    integration: ["*_integration", "*_integrations", "integration_*"],
  },
};

const credentialWords = new Set([
  "token",
  "tokens",
  "secret",
  "secrets",
  "password",
  "passwords",
  "credential",
  "credentials",
]);
const credentialPairs = new Set(["api key", "private key", "access key"]);
// What may follow and leaves it the credential itself: `password_old`, `token_value`. Anything else is about it: `token_scopes`,
// `secret_sha256`, `credential_library_username`.
const credentialEndings = new Set([
  "value",
  "values",
  "data",
  "text",
  "string",
  "content",
  "contents",
  "body",
  "blob",
  "bytes",
  "json",
  "base64",
  "key",
  "keys",
  "phrase",
  "passphrase",
  "raw",
  "plain",
  "plaintext",
  "encrypted",
  "encoded",
  "cipher",
  "ciphertext",
  "confirmation",
  "current",
  "new",
  "old",
  "previous",
  "next",
  "backup",
  "primary",
  "secondary",
  "legacy",
  "live",
  "test",
  "sandbox",
  "staging",
  "production",
]);
const aboutEndings = new Set(["id", "type", "name", "url", "uri", "at", "hash", "count", "status", "config"]);
const isCredentialEnding = (word: string) => credentialEndings.has(word) || /^v?\d+$/.test(word);
// How often, when, whether: max_tokens INT, password_changed DATETIME.
const notCredentialTypes =
  /^(?:bool|boolean|bit|(?:tiny|small|medium|big)?int(?:eger)?|decimal|numeric|float|real|double|money|date|time|year|interval)/;

function credentialByWords(words: readonly string[], type: string): boolean {
  const [first] = words;
  if (first === "is" || first === "has" || words.includes("hashed")) return false;
  if (notCredentialTypes.test(type)) return false;
  const named = words.findLastIndex(
    (word, at) =>
      credentialWords.has(word) ||
      word === "apikey" ||
      (at > 0 && credentialPairs.has(`${words[at - 1]} ${word}`)),
  );
  if (named >= 0) return words.slice(named + 1).every(isCredentialEnding);
  return first === "encrypted" && words.length > 1 && !aboutEndings.has(words[words.length - 1] ?? "");
}

const configEndings = new Set(["config", "configs", "configuration", "configurations", "settings"]);
const configTypes = new Set(["json", "jsonb", "text", "tinytext", "mediumtext", "longtext"]);

function configByWords(words: readonly string[], type: string): boolean {
  return configEndings.has(words[words.length - 1] ?? "") && configTypes.has(type);
}

/** A matcher for table names of one vocabulary, compiled once a run. */
export class Words {
  private readonly exact = new Map<string, Role>();
  private readonly prefixes: (readonly [string, Role])[] = [];
  private readonly patterns: (readonly [TableClass, Wildcards])[] = [];
  private readonly classesKnown = new Map<string, TableClass>();

  constructor(vocabulary: Vocabulary) {
    for (const role of roles) {
      for (const name of vocabulary.roles[role]) {
        if (name.endsWith("*")) this.prefixes.push([foldWords(name.slice(0, -1)), role]);
        else this.exact.set(foldWords(name), role);
      }
    }
    for (const tableClass of tableClasses) {
      if (tableClass === "other") continue;
      for (const pattern of vocabulary.classes[tableClass])
        this.patterns.push([tableClass, tablePattern(pattern)]);
    }
  }

  roleOf(column: Column): Role | undefined {
    return this.roleOfName(spellingOf(column), column.type.name);
  }

  /** The role of a name whose type may not be known: `config` then cannot be told, and a count of tokens is a credential. */
  roleOfName(name: string, type = ""): Role | undefined {
    const words = wordsOf(name);
    const folded = words.join(" ");
    const exact = this.exact.get(folded);
    if (exact) return exact;
    const prefix = this.prefixes.find(([start]) => folded === start || folded.startsWith(`${start} `));
    if (prefix) return prefix[1];
    if (credentialByWords(words, type)) return "credential";
    if (configByWords(words, type)) return "config";
    return undefined;
  }

  /** The class by the table's name alone. */
  classByName(name: string): TableClass {
    const known = this.classesKnown.get(name);
    if (known) return known;
    const folded = foldTable(name);
    const found = this.patterns.find(([, pattern]) => fitsWildcards(folded, pattern))?.[0] ?? "other";
    this.classesKnown.set(name, found);
    return found;
  }

  /** The class by name; an `other` table with a tenant column and a credential column is an integration. */
  classOf(table: Table): TableClass {
    const byName = this.classByName(spellingOf(table));
    if (byName !== "other") return byName;
    const found = new Set(table.columns.map((column) => this.roleOf(column)));
    return found.has("tenant") && found.has("credential") ? "integration" : "other";
  }

  /** Tables that share their subject: jira_integrations and jira_configurations. */
  partnersOf(table: Table, { tables }: Pick<Schema, "tables">): readonly Table[] {
    const own = this.classOf(table);
    const stem = partnerStem(spellingOf(table));
    const isConfiguration = own === "configuration";
    return [...tables].filter((other) => {
      if (other.name === table.name || partnerStem(spellingOf(other)) !== stem) return false;
      const its = this.classOf(other);
      return isConfiguration ? its === "integration" || its === "credentials" : its === "configuration";
    });
  }
}

/** Table names compare as words joined by underscores. */
function foldTable(name: string): string {
  return wordsOf(name).join("_");
}

/** Whether a table's name fits a pattern, both as words: `*` stands for any letters. */
export function matchesTable(name: string, pattern: string): boolean {
  return fitsWildcards(foldTable(name), tablePattern(pattern));
}

function tablePattern(pattern: string): Wildcards {
  const wildcards: Wildcards[number][] = [];
  for (const [at, part] of pattern.split("*").entries()) {
    const folded = foldTable(part);
    const before = part.startsWith("_") ? "_" : "";
    const after = part.endsWith("_") && folded !== "" ? "_" : "";
    if (at > 0) wildcards.push(anyText);
    wildcards.push(...(before + folded + after).split(""));
  }
  return wildcards;
}

const classWords = new Set([
  "integration",
  "integrations",
  "credentials",
  "configuration",
  "configurations",
  "config",
  "configs",
]);

/** What partners share: the words of a name without its class suffix and a leading tenant or project. */
export function partnerStem(name: string): string {
  const words = [...wordsOf(name)];
  if (words[0] === "tenant" || words[0] === "project") words.shift();
  if (classWords.has(words[words.length - 1] ?? "")) words.pop();
  return words.join(" ");
}
