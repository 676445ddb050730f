/// `verify`: whether two crawls did equal work.
///
/// A crawl's work is the set of what it got: canonical URL, status, body and links of each page, in
/// no order. `WorkFile` reads it from JSON Lines, `WorkDigest` makes one number of it, and
/// `WorkComparison` says where two differ. A ratio of speeds means nothing without it.
package dev.spinneret.cli.verify;
