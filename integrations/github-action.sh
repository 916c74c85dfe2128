#!/usr/bin/env bash
# What action.yml runs: annotations on the standard output, the job's summary, and SARIF where a file is named.
# Exits as integlint does: 0 clean, 1 findings, 2 the run failed. INTEGLINT_COMMAND replaces the published package.
set -uo pipefail

read -r -a command <<<"${INTEGLINT_COMMAND:-npx --yes integlint@${INTEGLINT_VERSION:-latest}}"
read -r -a paths <<<"${INTEGLINT_PATHS:-}"
read -r -a arguments <<<"${INTEGLINT_ARGS:-}"

summary=$(mktemp)
trap 'rm -f "$summary"' EXIT
reports=(--format github --format "markdown=$summary")
[ -n "${INTEGLINT_SARIF:-}" ] && reports+=(--format "sarif=$INTEGLINT_SARIF")

status=0
"${command[@]}" "${reports[@]}" ${arguments[@]+"${arguments[@]}"} ${paths[@]+"${paths[@]}"} || status=$?
if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -s "$summary" ]; then
  cat "$summary" >>"$GITHUB_STEP_SUMMARY"
fi
exit "$status"
