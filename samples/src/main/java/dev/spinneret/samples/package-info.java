/// Programs that use the engine: a site to crawl, a benchmark, and the ladder of small programs.
package dev.spinneret.samples;
