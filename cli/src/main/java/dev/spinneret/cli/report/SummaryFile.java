package dev.spinneret.cli.report;

import dev.spinneret.cli.terminal.OutputException;
import dev.spinneret.cli.terminal.StandardOutput;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The file of `--summary-json`, created before the crawl, so that the summary can be written after
/// it. It names what was crawled: nobody else needs to read it.
public final class SummaryFile {
  private final Path file;

  private SummaryFile(Path file) {
    this.file = file;
  }

  /// Creates the file, or empties one that is there and keeps its mode.
  ///
  /// @return the empty file
  /// @throws IOException if it cannot be written
  public static SummaryFile create(String name) throws IOException {
    var file = Path.of(name);
    if (StandardOutput.isFile(name)) {
      return new SummaryFile(file);
    }
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException | UnsupportedOperationException _) {
      // It is there, or its file system knows no modes.
    }
    Files.write(file, new byte[0]);
    return new SummaryFile(file);
  }

  /// Writes the summary.
  ///
  /// @param report what the crawl did and cost
  /// @throws OutputException if it cannot be written
  public void write(CrawlReport report) {
    try {
      if (StandardOutput.isFile(file.toString())) {
        StandardOutput.print(ReportJson.of(report));
        return;
      }
      Files.write(file, ReportJson.of(report));
    } catch (IOException e) {
      throw new OutputException(file.toString(), e);
    }
  }
}
