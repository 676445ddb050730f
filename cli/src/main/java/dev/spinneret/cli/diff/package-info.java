/// `diff`: what changed between two crawls.
///
/// `DiffSide` reads the records of one crawl and sorts them by canonical URL, on disk if need be,
/// as `DiffItem`s; `Diff` goes through both in step and passes each `UrlChange` on. Start reading
/// at [DiffCommand][dev.spinneret.cli.diff.DiffCommand].
package dev.spinneret.cli.diff;
