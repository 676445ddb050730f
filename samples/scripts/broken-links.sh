#!/bin/sh
# Fails a build when a page of a site is broken, and says which page links to it.
#   broken-links.sh http://localhost:8080/
set -eu
records=$(mktemp)
trap 'rm -f "$records"' EXIT
code=0
"${SPINNERET:-spinneret}" crawl "$1" --quiet --fail-if 'broken > 0' >"$records" || code=$?
jq -r 'select(.error != null or .status >= 400)
  | "\(.status // .error) \(.url) named by \(.referrer // "nobody: a seed")"' "$records"
exit "$code"
