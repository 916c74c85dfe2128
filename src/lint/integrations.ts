// The document's own comparison matrix: its features × the integrations that the schema holds. In: a LintResult, a vocabulary.
// Out: per integration the facts found, and how its rules judged them. It judges nothing itself.

import type { Convention } from "../rule/conventions.js";
import { type Vocabulary, Words } from "../rule/vocabulary.js";
import type { LintResult, Verdict } from "./finding.js";
import { features, migrationsOf } from "./integration-features.js";
import { type Integration, integrationsOf } from "./integration-groups.js";
import { tableLabel } from "./judge.js";

export interface FeatureCell {
  readonly fact: string;
  /** The worst verdict of the section's rules; missing where none judged it. */
  readonly verdict?: Verdict;
  /** The section's rules that do not hold. */
  readonly broken: readonly string[];
}

export interface FeatureRow {
  readonly feature: string;
  readonly section: Convention;
  readonly recommendation: string;
  /** One an integration, in their order. */
  readonly cells: readonly FeatureCell[];
}

export interface IntegrationMatrix {
  readonly integrations: readonly { readonly name: string; readonly tables: readonly string[] }[];
  readonly features: readonly FeatureRow[];
  /** Configuration tables that belong to no integration. */
  readonly apart: readonly string[];
}

export function makeIntegrationMatrix(result: LintResult, vocabulary: Vocabulary): IntegrationMatrix {
  const words = new Words(vocabulary);
  const { integrations, apart } = integrationsOf(result, words);
  const context = { integrations, words, result };
  return {
    integrations: integrations.map(({ name, tables }) => ({ name, tables: tables.map(tableLabel) })),
    features: features.map((feature) => ({
      feature: feature.name,
      section: feature.section,
      recommendation: feature.recommend(context),
      cells: integrations.map((integration) => ({
        fact: feature.find({ ...context, integration }),
        ...verdictOf(feature.section, integration, result),
      })),
    })),
    apart: apart.map(tableLabel),
  };
}

const worstFirst: readonly Verdict[] = ["fail", "suppressed", "unknown", "pass"];

/** Of the section's rules on the integration's tables; of rules about statements, in the migrations that touch those. */
function verdictOf(
  section: Convention,
  { tables }: Integration,
  result: LintResult,
): Omit<FeatureCell, "fact"> {
  const labels = new Set(tables.map(tableLabel));
  const inForce = result.rules.filter(
    ({ rule: { meta }, severity }) => meta.convention === section && severity !== "off",
  );
  const ids = new Set(inForce.map(({ rule: { meta } }) => meta.id));
  const cells = result.matrix.filter((cell) => ids.has(cell.rule) && labels.has(cell.table));
  const verdicts = new Map<string, Verdict>(cells.map((cell) => [cell.rule, cell.verdict]));
  const failed = cells.filter((cell) => cell.verdict === "fail").map((cell) => cell.rule);
  if (inForce.some(({ rule: { meta } }) => meta.subject === "statement")) {
    const broken = migrationsOf(tables, result, section).flatMap((migration) => migration.broken);
    failed.push(...broken);
    verdicts.set("statements", broken.length > 0 ? "fail" : "pass");
  }
  const verdict = worstFirst.find((candidate) => [...verdicts.values()].includes(candidate));
  const isFailed = failed.length > 0;
  return {
    ...((isFailed || verdict) && { verdict: isFailed ? "fail" : (verdict as Verdict) }),
    broken: [...new Set(failed)],
  };
}
