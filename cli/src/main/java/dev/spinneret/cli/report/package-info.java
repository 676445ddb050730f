/// What a crawl reports at its end: counts, times, the slowest hosts, and what limited its speed.
///
/// [CrawlReport][dev.spinneret.cli.report.CrawlReport] has each number by its name, for
/// `--fail-if`; `ReportText` and `ReportJson` write them all.
package dev.spinneret.cli.report;
