/// The formats of a crawl's records: JSON Lines, CSV and WARC, compressed or not.
///
/// [OutputFormat][dev.spinneret.cli.record.OutputFormat] lists them; each writes to a
/// [RecordOutput][dev.spinneret.cli.record.RecordOutput]. `OutputThread` carries the bytes to a
/// file or to standard output without holding up the loop, and compresses them on the way if the
/// file's [Compression][dev.spinneret.cli.record.Compression] says so.
package dev.spinneret.cli.record;
