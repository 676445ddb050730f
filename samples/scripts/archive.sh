#!/bin/sh
# Archives a site as WARC 1.1, with the records beside it, and prints how much there is.
#   archive.sh https://example.org/ example
set -eu
"${SPINNERET:-spinneret}" crawl "$1" --quiet -o "$2.warc.gz" -o "$2.jsonl" --summary-json "$2.json"
jq -r '"\(.pages) pages, \(.bytes) bytes"' "$2.json"
