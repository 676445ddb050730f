/// The formats of a crawl's records: JSON Lines, CSV and WARC.
///
/// [OutputFormat][dev.spinneret.cli.record.OutputFormat] lists them; each writes to a
/// [RecordOutput][dev.spinneret.cli.record.RecordOutput]. `OutputThread` carries the bytes to a
/// file or to standard output without holding up the loop.
package dev.spinneret.cli.record;
