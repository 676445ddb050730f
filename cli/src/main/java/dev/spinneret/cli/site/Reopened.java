package dev.spinneret.cli.site;

import dev.spinneret.cli.input.RecordFile;
import java.util.function.Function;

/// Records that are opened anew each time.
///
/// @param opener opens them at their start, given whether links are wanted
record Reopened(String name, Function<Boolean, RecordFile> opener) implements RecordSource {
  @Override
  public RecordFile open(boolean withLinks) {
    return opener.apply(withLinks);
  }
}
