/// What a crawl leaves behind: records, progress, the summary.
///
/// [OutputThread] carries bytes to a file or to standard output without holding up the loop.
package dev.spinneret.cli.output;
