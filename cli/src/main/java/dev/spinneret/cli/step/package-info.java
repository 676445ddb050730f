/// Commands for one step of a crawl each: `fetch`, `links`, `url`, `robots`, `sitemap`, `explain`,
/// and `serve` for a sample web to try them on.
///
/// With `--batch` some answer a program line by line: a `BatchRequest` each, through `Batch`.
package dev.spinneret.cli.step;
