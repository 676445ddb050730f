package dev.spinneret.engine.crawl.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Discovery;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.loop.EventLoop;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The indexes of `url` are created when they are first needed.
@Timeout(60)
class StateIndexTest {
  private static final String HOST = "http://127.0.0.1";

  @TempDir Path folder;

  @Test
  void aCrawlThatFitsIntoMemoryNeedsNoIndex() throws SQLException {
    run(state -> state.discovered(url(0), null));
    assertEquals(List.of(), indexes());
  }

  @Test
  void whatWaitsOfAnEarlierRunIsReadByAnIndex() throws SQLException {
    run(state -> state.discovered(url(0), null));
    run(state -> {
      var frontier = state.frontier();
      frontier.restore(HOST, 1);
      assertEquals(HOST + "/0", frontier.lease(1, 0).getFirst().href());
    });
    assertEquals(List.of("url_open"), indexes());
  }

  @Test
  void aVerdictIsRevokedByAnIndex() throws SQLException {
    run(state -> {
      state.discovered(url(0), new Verdict.OutOfScope(0, "host"));
      state.discovered(url(1), new Verdict.OutOfScope(0, "host"));
      state.reopened(url(0));
      state.discovered(url(0).at(2), null);
    });
    assertEquals(List.of("url_reopened"), indexes());
    assertEquals(List.of("1", "2"), list("SELECT id FROM url ORDER BY id"));
    SqliteState.open(folder.resolve("state"), Map.of(), List.of()).close();
  }

  private void run(Consumer<SqliteState> changes) {
    EventLoop.run(() -> {
      try (var state = SqliteState.open(folder.resolve("state"), Map.of(), List.of())) {
        state.begin(EventLoop.current(), CrawlOptions.DEFAULT, () -> {});
        changes.accept(state);
        state.finish();
      }
      return true;
    });
  }

  private static CrawlUrl url(int number) {
    return new CrawlUrl(
        HOST + "/" + number,
        number + 1,
        HOST,
        number,
        0,
        0,
        Discovery.ofSeeds(CrawlUrl.Role.PAGE, true));
  }

  private List<String> indexes() throws SQLException {
    return list("SELECT name FROM sqlite_schema WHERE name GLOB 'url_*'");
  }

  private List<String> list(String query) throws SQLException {
    var rows = new ArrayList<String>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("state"));
        var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }
}
