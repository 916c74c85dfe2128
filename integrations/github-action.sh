#!/usr/bin/env bash
# What action.yml runs: annotations on the standard output, the job's summary, SARIF and HTML where files are named.
# Exits as integlint does: 0 clean, 1 findings, 2 the run failed. INTEGLINT_COMMAND replaces the published package.
set -uo pipefail

# Words between blanks and line breaks: nothing is expanded, no word can become two commands.
words() { read -r -d '' -a "$1" <<<"$2" || true; }

command=() paths=() arguments=()
version=${INTEGLINT_VERSION:-}
if [ -z "$version" ]; then
  # The action at a tag runs the package of that tag.
  version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$(dirname "${BASH_SOURCE[0]}")/../package.json")
fi
words command "${INTEGLINT_COMMAND:-npx --yes integlint@${version:-latest}}"
words paths "${INTEGLINT_PATHS:-}"
words arguments "${INTEGLINT_ARGS:-}"
if ! command -v "${command[0]}" >/dev/null; then
  echo "::error title=integlint::${command[0]} is not here: run actions/setup-node before."
  exit 2
fi

reports=(--format github)
summary=
if [ "${INTEGLINT_SUMMARY:-true}" != false ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  summary=$(mktemp)
  trap 'rm -f "$summary"' EXIT
  reports+=(--format "markdown=$summary")
fi

outputs=()
report() {
  [ -n "$2" ] || return 0
  reports+=(--format "$1=$2")
  case $2 in
    /*) outputs+=("$1-file=$2") ;;
    *) outputs+=("$1-file=$PWD/$2") ;;
  esac
}
report sarif "${INTEGLINT_SARIF:-}"
report html "${INTEGLINT_HTML:-}"

status=0
"${command[@]}" "${reports[@]}" ${arguments[@]+"${arguments[@]}"} ${paths[@]+"${paths[@]}"} || status=$?
if [ -n "$summary" ] && [ -s "$summary" ]; then cat "$summary" >>"$GITHUB_STEP_SUMMARY"; fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  printf '%s\n' ${outputs[@]+"${outputs[@]}"} "exit-code=$status" >>"$GITHUB_OUTPUT"
fi
exit "$status"
