/// Where pages are parsed: in place, on threads beside the loop, or, if they are costly, on threads
/// that yield to all others.
///
/// Start reading at [Parsing][dev.spinneret.engine.crawl.parsing.Parsing], which decides. Knows
/// nothing of the crawl: a page is a function that may run on another thread.
package dev.spinneret.engine.crawl.parsing;
