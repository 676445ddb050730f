#!/bin/sh
# Crawls a site again every night, and lists which pages are new, changed, the same or gone. Run it
# again after a crash or a reboot: it resumes where it was.
#   nightly.sh https://example.org/ /var/lib/crawls/example
set -eu
mkdir -p "$2"
exec "${SPINNERET:-spinneret}" crawl "$1" --quiet --recrawl --state "$2/site.state" \
  --fields change,status,url -o "$2/changes.csv"
