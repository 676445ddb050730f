package dev.spinneret.engine.crawl.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Discovery;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.loop.EventLoop;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a store is told while it is held is committed together.
@Timeout(60)
class HeldCommitTest {
  /// More than a commit takes.
  private static final int MANY = 50_000;

  private static final String HOST = "http://127.0.0.1";

  @TempDir Path folder;

  @Test
  void nothingIsCommittedWhileTheStoreIsHeld() throws SQLException {
    assertEquals(0, committed(true));
  }

  @Test
  void muchIsCommittedWhenItIsNot() throws SQLException {
    assertEquals(MANY, committed(false));
  }

  /// How many of the URLs that were discovered are in the file when the process dies.
  private long committed(boolean held) throws SQLException {
    var file = folder.resolve("state");
    EventLoop.run(() -> {
      try (var state = SqliteState.open(file, Map.of("a", "b"), List.of())) {
        state.begin(EventLoop.current(), CrawlOptions.DEFAULT, () -> {});
        if (held) {
          state.hold();
        }
        for (int i = 0; i < MANY; i++) {
          var href = HOST + "/" + i;
          state.discovered(
              new CrawlUrl(href, i + 1, HOST, i, 0, 0, Discovery.ofSeeds(CrawlUrl.Role.PAGE, true)),
              null);
        }
        state.isBehind();
      }
      return true;
    });
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM url")) {
      return rows.getLong(1);
    }
  }
}
