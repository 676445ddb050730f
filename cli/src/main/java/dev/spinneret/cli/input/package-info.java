/// Records of crawls read back from files: those of `crawl`, and of any tool that writes a `url` in
/// each.
///
/// [RecordFile][dev.spinneret.cli.input.RecordFile] finds out by the first bytes of a file what it
/// holds (JSON, CSV, TSV or the state of a crawl), and gives its
/// [InputRecord][dev.spinneret.cli.input.InputRecord]s one by one, so that the size of a file does
/// not matter.
package dev.spinneret.cli.input;
