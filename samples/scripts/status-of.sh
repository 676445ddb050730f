#!/bin/sh
# Reads URLs from standard input, one a line, requests each once and prints a table of what came.
#   sort urls.txt | status-of.sh
set -eu
exec "${SPINNERET:-spinneret}" crawl - --max-depth 0 --quiet --format tsv \
  --fields status,error,type,url
