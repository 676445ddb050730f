#!/bin/sh
# Archives a site as WARC 1.1 with all that its pages need to be shown, and an index beside it.
#   archive.sh https://example.org/ example
set -eu
"${SPINNERET:-spinneret}" crawl "$1" --page-requisites -o "$2.warc.gz" \
  -o "$2.csv" --fields url,status,type,bytes,digest
