/// Which URLs and pages were seen before: 64-bit hashes, and a compact set of them.
package dev.spinneret.engine.crawl.seen;
