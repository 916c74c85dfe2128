import { expect, test } from "vitest";
import { defaultVocabulary, matchesTable, partnerStem, Words } from "../../src/rule/vocabulary.js";
import { foldWords, spellingOf, wordsOf } from "../../src/rule/words.js";
import { SourceFile } from "../../src/text/source-file.js";
import { columnOf, tableOf } from "./model.js";

const words = new Words(defaultVocabulary);

test.each([
  ["isActive", ["is", "active"]],
  ["is_active", ["is", "active"]],
  ["TENANT_ID", ["tenant", "id"]],
  ["IOSBuild", ["ios", "build"]],
  ["APIKey2", ["api", "key2"]],
  ["größeId", ["größe", "id"]],
  ["", []],
])("%s is cut into words", (name, expected) => {
  expect(wordsOf(name)).toEqual(expected);
});

test.each([
  ["tenantId", "tenant"],
  ["tenant_id", "tenant"],
  ["TENANT_ID", "tenant"],
  ["workspaceId", "tenant"],
  ["tenantIdentifier", undefined],
  ["createdByAccountId", "creator"],
  ["created_by", "creator"],
  ["configuredByAccountId", "creator"],
  ["configuredBy", "creator"],
  ["addedByUser", "creator"],
  ["createdOn", "createdAt"],
  ["updatedAt", "updatedAt"],
  ["verificationStatus", "verificationStatus"],
  ["lastVerifiedAt", "verifiedAt"],
  ["isEnabled", "active"],
  ["active", undefined],
])("%s is in the role %s", (name, role) => {
  expect(words.roleOf(columnOf(name))).toBe(role);
});

test.each([
  "apiToken",
  "tokens",
  "hasuraSecret",
  "issuerToken",
  "password",
  "db_password_old",
  "apiKey",
  "apikey",
  "privateKey",
  "access_key",
  "slackCredentials",
  "encryptedValue",
  "encryptedEmail",
  "token_value",
  "secretData",
  "api_key_2",
  "privateKeyPassphrase",
  "email_change_token_new",
  "tokenPassword",
])("%s is a credential", (name) => {
  expect(words.roleOf(columnOf(name))).toBe("credential");
});

test.each([
  "slackBotUserId",
  "tokenType",
  "tokenUrl",
  "secretName",
  "tokenExpiresAt",
  "passwordHash",
  "tokenCount",
  "credentialStatus",
  "isSecret",
  "hasPassword",
  "tokenized",
  "keyboard",
  "encrypted",
  "encryptedAt",
  "primaryKey",
  "access_token_scopes",
  "hashed_token",
  "fast_hashed_secret_key",
  "token_sha256",
  "secretDescription",
  "credential_library_username",
  "token_endpoint_auth_signing_alg",
  "access_key_ref",
  "tokenSalt",
])("%s is no credential", (name) => {
  expect(words.roleOf(columnOf(name))).toBeUndefined();
});

test("config is a last word and a type", () => {
  expect(words.roleOf(columnOf("platformsConfig", "json"))).toBe("config");
  expect(words.roleOf(columnOf("settings", "longtext"))).toBe("config");
  expect(words.roleOf(columnOf("configuration", "jsonb"))).toBe("config");
  expect(words.roleOf(columnOf("config", "varchar(255)"))).toBeUndefined();
  expect(words.roleOf(columnOf("configName", "json"))).toBeUndefined();
  expect(words.roleOfName("config")).toBeUndefined();
});

test.each([
  ["tenants", "reference"],
  ["jira_integrations", "integration"],
  ["JiraIntegrations", "integration"],
  ["integration_name", "integration"],
  ["integration_credentials", "credentials"],
  ["integration_configurations", "configuration"],
  ["tenant_ci_cd_config", "configuration"],
  ["releases", "other"],
  ["reintegrations", "other"],
])("%s is of the class %s", (name, expected) => {
  expect(words.classOf(tableOf(name))).toBe(expected);
});

test("a table with tenant and credential is promoted", () => {
  const columns = [columnOf("tenantId"), columnOf("apiToken")];
  expect(words.classOf(tableOf("webhooks", columns))).toBe("integration");
  expect(words.classOf(tableOf("webhooks", columns.slice(1)))).toBe("other");
  expect(words.classOf(tableOf("tenants", columns))).toBe("reference");
});

test("an own vocabulary replaces lists, first match wins", () => {
  const own = new Words({
    roles: { ...defaultVocabulary.roles, tenant: ["customer*"], credential: ["passphrase"] },
    classes: { ...defaultVocabulary.classes, ignore: ["legacy_*"], integration: ["*_links"] },
  });
  expect(own.roleOf(columnOf("customerNumber"))).toBe("tenant");
  expect(own.roleOf(columnOf("customers"))).toBeUndefined();
  expect(own.roleOf(columnOf("tenantId"))).toBeUndefined();
  expect(own.roleOf(columnOf("passphrase"))).toBe("credential");
  expect(own.classByName("legacy_links")).toBe("ignore");
  expect(own.classByName("chat_links")).toBe("integration");
  expect(own.classByName("jira_integrations")).toBe("other");
});

test("partners share their stem and differ in class", () => {
  const tables = ["tenant_jira_integrations", "jira_configurations", "mail_configs", "jira_credentials"].map(
    (name) => tableOf(name),
  );
  const partners = (name: string) => words.partnersOf(tableOf(name), { tables }).map((table) => table.name);
  expect(partners("jira_configurations")).toEqual(["tenant_jira_integrations", "jira_credentials"]);
  expect(partners("tenant_jira_integrations")).toEqual(["jira_configurations"]);
  expect(partners("mail_configs")).toEqual([]);
  expect(partnerStem("project_test_management_integrations")).toBe("test management");
});

test("table patterns match words", () => {
  expect(matchesTable("releasePlans", "release_*")).toBe(true);
  expect(matchesTable("releases", "release_*")).toBe(false);
  expect(matchesTable("Tenants", "tenants")).toBe(true);
});

test("a folded name has its spelling where it was decided", () => {
  const file = new SourceFile("a.sql", "CREATE TABLE t (tenantId CHAR(36))");
  const at = (start: number, end: number) => () => ({ file, range: { start, end } });
  expect(spellingOf({ name: "tenantid", at: at(16, 24) })).toBe("tenantId");
  expect(spellingOf({ name: "tenantId", at: at(16, 24) })).toBe("tenantId");
  expect(spellingOf({ name: "otherone", at: at(16, 24) })).toBe("otherone");
  expect(spellingOf({ name: "tenantid", at: at(-1, -1) })).toBe("tenantid");
  expect(foldWords("tenant_id")).toBe("tenant id");
});
