#!/bin/sh
# Fails a build if a link of a site is broken, and leaves a JUnit report for the build server.
#   broken-links.sh http://localhost:8080/ links.xml
set -eu
exec "${SPINNERET:-spinneret}" check "$1" --quiet --junit "$2"
