/// Programs that use the engine: a web to crawl, and the same fetch told five times.
package dev.spinneret.samples;
