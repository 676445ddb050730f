#!/bin/sh
# Compares the event loop with a thread pool on the sample web and keeps the page with the charts.
# More flags of `bench` may follow.
#   compare-engines.sh engines.html --latency 200ms --pages 5000
set -eu
page=$1
shift
"${SPINNERET:-spinneret}" bench --html "$page" --json "$@" |
  jq -r '.ratios | to_entries[] | "\(.key): \(.value.pages_per_s.median) times the pages/s"'
