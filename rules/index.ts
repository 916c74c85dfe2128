// The built-in rules, by id. In: one file a rule. Out: a list. It judges nothing.

import type { Rule } from "../src/rule/index.js";
import { auditCreator } from "./audit-creator.js";
import { auditTimestamps } from "./audit-timestamps.js";
import { backwardCompatible } from "./backward-compatible.js";
import { columnTypeConsistency } from "./column-type-consistency.js";
import { configurationUniqueKey } from "./configuration-unique-key.js";
import { credentialInJson } from "./credential-in-json.js";
import { credentialStorage } from "./credential-storage.js";
import { dialectSupport } from "./dialect-support.js";
import { enumDataOrder } from "./enum-data-order.js";
import { filterIndex } from "./filter-index.js";
import { foreignKeyActions } from "./foreign-key-actions.js";
import { foreignKeyIndex } from "./foreign-key-index.js";
import { foreignKeyPolicy } from "./foreign-key-policy.js";
import { foreignKeyRequired } from "./foreign-key-required.js";
import { foreignKeyTarget } from "./foreign-key-target.js";
import { foreignKeyType } from "./foreign-key-type.js";
import { forwardOrder } from "./forward-order.js";
import { headerComment } from "./header-comment.js";
import { headerTables } from "./header-tables.js";
import { idempotent } from "./idempotent.js";
import { integrationPattern } from "./integration-pattern.js";
import { jsonComment } from "./json-comment.js";
import { jsonType } from "./json-type.js";
import { keyName } from "./key-name.js";
import { migrationImmutable } from "./migration-immutable.js";
import { migrationName } from "./migration-name.js";
import { namingCase } from "./naming-case.js";
import { noDatabaseName } from "./no-database-name.js";
import { noPlaintextCredential } from "./no-plaintext-credential.js";
import { primaryKey } from "./primary-key.js";
import { primaryKeyType } from "./primary-key-type.js";
import { redundantIndex } from "./redundant-index.js";
import { rollbackComplete } from "./rollback-complete.js";
import { rollbackIdempotent } from "./rollback-idempotent.js";
import { rollbackOrder } from "./rollback-order.js";
import { rollbackPair } from "./rollback-pair.js";
import { shadowedCreate } from "./shadowed-create.js";
import { softDeleteConsistency } from "./soft-delete-consistency.js";
import { softDeleteFlag } from "./soft-delete-flag.js";
import { syntax } from "./syntax.js";
import { tenantColumnType } from "./tenant-column-type.js";
import { tenantUniqueKey } from "./tenant-unique-key.js";
import { uniqueKeySoftDelete } from "./unique-key-soft-delete.js";
import { unresolvedChange } from "./unresolved-change.js";
import { verificationStatus } from "./verification-status.js";
import { verificationStatusConsistency } from "./verification-status-consistency.js";
import { verificationStatusEnum } from "./verification-status-enum.js";
import { verificationTimestamp } from "./verification-timestamp.js";

export const rules: readonly Rule[] = [
  auditCreator,
  auditTimestamps,
  backwardCompatible,
  columnTypeConsistency,
  configurationUniqueKey,
  credentialInJson,
  credentialStorage,
  dialectSupport,
  enumDataOrder,
  filterIndex,
  foreignKeyActions,
  foreignKeyIndex,
  foreignKeyPolicy,
  foreignKeyRequired,
  foreignKeyTarget,
  foreignKeyType,
  forwardOrder,
  headerComment,
  headerTables,
  idempotent,
  integrationPattern,
  jsonComment,
  jsonType,
  keyName,
  migrationImmutable,
  migrationName,
  namingCase,
  noDatabaseName,
  noPlaintextCredential,
  primaryKey,
  primaryKeyType,
  redundantIndex,
  rollbackComplete,
  rollbackIdempotent,
  rollbackOrder,
  rollbackPair,
  shadowedCreate,
  softDeleteConsistency,
  softDeleteFlag,
  syntax,
  tenantColumnType,
  tenantUniqueKey,
  uniqueKeySoftDelete,
  unresolvedChange,
  verificationStatus,
  verificationStatusConsistency,
  verificationStatusEnum,
  verificationTimestamp,
];
