#!/bin/sh
# Crawls a site into a directory with the day's date. Run it again after a crash or a reboot: it goes
# on where it was. A crawl that ends is marked by the file `done`.
#   nightly.sh https://example.org/ /var/lib/crawls
set -eu
day=$2/$(date +%Y-%m-%d)
mkdir -p "$day"
[ ! -e "$day/done" ] || exit 0
"${SPINNERET:-spinneret}" crawl "$1" --quiet --state "$day/state.db" \
  -o "$day/pages.jsonl" -o "$day/pages.csv" --summary-json "$day/summary.json"
touch "$day/done"
