package dev.spinneret.engine.crawl.options;

import dev.spinneret.parse.html.PageReader;
import java.time.InstantSource;

/// What a crawl works with.
///
/// @param pageReader reads the pages
/// @param randomSeed seeds jitter and fingerprints: with a virtual clock, the same seed gives the
///   same crawl
/// @param wallClock the clock of the records' start times
public record RunOptions(PageReader pageReader, long randomSeed, InstantSource wallClock) {
  /// The scanner with jsoup as its fallback, seed 0, the system's clock.
  public static final RunOptions DEFAULT =
      new RunOptions(PageReader.DEFAULT, 0, InstantSource.system());

  /// The same options with another reader.
  ///
  /// @param newPageReader reads the pages
  /// @return a copy
  public RunOptions withPageReader(PageReader newPageReader) {
    return new RunOptions(newPageReader, randomSeed, wallClock);
  }

  /// The same options with another seed.
  ///
  /// @param newRandomSeed seeds jitter and fingerprints
  /// @return a copy
  public RunOptions withRandomSeed(long newRandomSeed) {
    return new RunOptions(pageReader, newRandomSeed, wallClock);
  }

  /// The same options with another clock.
  ///
  /// @param newWallClock the clock of the records' start times
  /// @return a copy
  public RunOptions withWallClock(InstantSource newWallClock) {
    return new RunOptions(pageReader, randomSeed, newWallClock);
  }
}
