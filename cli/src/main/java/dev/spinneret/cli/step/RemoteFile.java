package dev.spinneret.cli.step;

import dev.spinneret.cli.client.FetchPlan;
import dev.spinneret.cli.client.IdentityPlan;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.io.Network;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.fetch.Fetchers;
import dev.spinneret.parse.robots.RobotsAvailability;
import dev.spinneret.parse.url.WebUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One resource that was named on the command line, fetched on a loop of its own. Redirects are
/// followed as for robots.txt.
final class RemoteFile {
  private RemoteFile() {}

  /// What came at the end of the redirects.
  ///
  /// @param url where they led
  /// @param result what was there
  record Answer(WebUrl url, FetchResult result) {}

  /// Whether a command's argument means a resource of the web, not a file.
  static boolean isMeant(String name) {
    return name.regionMatches(true, 0, "http://", 0, 7)
        || name.regionMatches(true, 0, "https://", 0, 8);
  }

  /// Fetches it. The last of too many redirects is the answer.
  static Answer get(WebUrl url) {
    return EventLoop.run(() -> {
      var loop = EventLoop.current();
      var identity = IdentityPlan.of(Values.NONE);
      var bare = identity.admit(url);
      var options = FetchPlan.of(Values.NONE, identity);
      FetchPlan.check(options, List.of(bare));
      try (var fetcher = Fetchers.loop(loop, Network.of(loop), options)) {
        return get(bare, fetcher);
      }
    });
  }

  private static Answer get(WebUrl first, Fetcher fetcher) {
    var url = first;
    boolean privateAllowed = true;
    for (int hopCount = 0; ; hopCount++) {
      var result = fetcher.fetch(new FetchRequest(url, privateAllowed));
      var next =
          result instanceof FetchResult.Fetched(var reply, _) ? target(reply, url, hopCount) : null;
      if (next == null) {
        return new Answer(url, result);
      }
      privateAllowed &=
          result instanceof FetchResult.Fetched(var reply, _) && reply.mayNamePrivate();
      url = next;
    }
  }

  private static @Nullable WebUrl target(Reply reply, WebUrl url, int hopCount) {
    boolean follow =
        RobotsAvailability.ofStatus(reply.status(), hopCount) == RobotsAvailability.FOLLOW;
    return follow ? reply.headers().location(url) : null;
  }
}
