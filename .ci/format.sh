#!/bin/sh
# Formats every Java file with google-java-format: `.ci/format.sh` rewrites, `.ci/format.sh --check`
# lists what differs and fails.
set -eu
cd "$(dirname "$0")/.."
files=$(mktemp)
out=$(mktemp)
trap 'rm -f "$files" "$out"' EXIT
find "$PWD" -name '*.java' -not -path '*/target/*' >"$files"
case ${1:-} in
  --check) mode='--dry-run --set-exit-if-changed' ;;
  *) mode='--replace' ;;
esac
if ! mvn -q -B -f .ci/format/pom.xml verify -Dformat.mode="$mode" -Dformat.files="$files" >"$out" 2>&1; then
  cat "$out" >&2
  echo "not formatted: run .ci/format.sh" >&2
  exit 1
fi
