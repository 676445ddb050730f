package dev.spinneret.cli.crawl;

import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.state.CommittingStore;
import dev.spinneret.engine.crawl.state.Session;
import dev.spinneret.fetch.cookies.CookieFile;
import dev.spinneret.fetch.cookies.CookieJar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The cookies of a crawl in its state, as lines of a cookies.txt file.
final class KeptCookies implements Session {
  private final CookieJar jar;
  private long keptChangeCount;

  private KeptCookies(CookieJar jar) {
    this.jar = jar;
    this.keptChangeCount = -1;
  }

  /// Puts the cookies of an earlier run into the jar, and has the state keep those of this run.
  ///
  /// @param jar null when no cookies are kept
  /// @throws UsageException if the state holds something else
  static void in(CommittingStore state, @Nullable CookieJar jar) {
    if (jar != null) {
      try {
        CookieFile.parse(String.join("\n", state.keep(new KeptCookies(jar)))).forEach(jar::add);
      } catch (IllegalArgumentException e) {
        throw new UsageException("--state: damaged: the cookie in " + e.getMessage());
      }
    }
  }

  @Override
  public @Nullable List<String> changedLines() {
    var changeCount = jar.changeCount();
    if (changeCount == keptChangeCount) {
      return null;
    }
    keptChangeCount = changeCount;
    return CookieFile.lines(jar.cookies());
  }
}
