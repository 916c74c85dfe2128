// The sections of the convention document. In: nothing. Out: anchors and titles, in the document's order.
// The texts stand in docs/conventions.md under the same anchors.

export const conventions = {
  "one-integration-per-tenant": "One integration per tenant",
  "primary-keys": "Primary keys",
  "tenant-references": "Tenant and project references",
  "verification-status": "Verification status",
  "soft-delete": "Soft delete",
  "json-configuration": "JSON configuration",
  "audit-columns": "Audit columns",
  indexes: "Indexes",
  "foreign-key-constraints": "Foreign key constraints",
  naming: "Naming",
  "credential-storage": "Credential storage",
  "integration-patterns": "Simple and split integrations",
  "idempotent-migrations": "Idempotent migrations",
  "backward-compatible-migrations": "Backward-compatible migrations",
  rollbacks: "Rollbacks",
  "migration-headers": "Migration headers",
  "migration-files": "Migration files",
  dialects: "Dialects",
} as const;

/** An anchor of docs/conventions.md. */
export type Convention = keyof typeof conventions;
