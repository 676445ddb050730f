#!/bin/sh
# Reads URLs from standard input, one a line, asks for each once and prints status, type and URL.
#   sort urls.txt | status-of.sh
set -eu
"${SPINNERET:-spinneret}" crawl - --max-depth 0 --quiet |
  jq -r '[.status // .error, .type // "-", .url] | @tsv'
