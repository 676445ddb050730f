package dev.spinneret.engine.crawl.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a state keeps beside the crawl.
class SessionTest {
  private static final Map<String, String> SETTINGS = Map.of("seeds", "a");
  @TempDir Path folder;

  @Test
  void aSessionIsCommittedWithTheCrawlAndGivenBack() {
    var file = folder.resolve("session");
    var runs = List.of(List.of("one", "two"), List.of("two", "three"), List.of("three"));
    var before = List.<String>of();
    for (var lines : runs) {
      try (var state = SqliteState.open(file, SETTINGS, List.of())) {
        assertEquals(before, state.keep(() -> lines));
        EventLoop.run(() -> {
          state.begin(EventLoop.current(), CrawlOptions.DEFAULT, () -> {});
          state.finish();
          return null;
        });
        before = lines;
      }
    }
  }

  @Test
  void aStateIsForItsOwnerAlone() throws IOException {
    var file = folder.resolve("closed");
    SqliteState.open(file, SETTINGS, List.of()).close();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }
}
