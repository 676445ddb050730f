/// The formats of a crawl's records, compressed or not.
///
/// [Field][dev.spinneret.cli.record.Field] is the table of what a record may hold; every format
/// that has fields follows from it.
///
/// [OutputFormat][dev.spinneret.cli.record.OutputFormat] lists them; each writes to a
/// [RecordOutput][dev.spinneret.cli.record.RecordOutput]. `OutputThread` carries the bytes to a
/// file or to standard output without holding up the loop, and compresses them on the way if the
/// file's [Compression][dev.spinneret.cli.record.Compression] says so.
package dev.spinneret.cli.record;
