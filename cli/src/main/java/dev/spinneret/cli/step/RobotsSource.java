package dev.spinneret.cli.step;

import dev.spinneret.cli.crawl.Seeds;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.parse.robots.RobotsAvailability;
import dev.spinneret.parse.robots.RobotsDecision;
import dev.spinneret.parse.robots.RobotsRules;
import dev.spinneret.parse.url.WebUrl;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A robots.txt that was named on the command line: a file, or what a server answered for it.
final class RobotsSource {
  private final byte[] body;

  /// What the answer was, where that alone decides; null where there is a robots.txt.
  private final @Nullable String answer;

  private final RobotsAvailability availability;

  private RobotsSource(byte[] body, RobotsAvailability availability, @Nullable String answer) {
    this.body = body;
    this.availability = availability;
    this.answer = answer;
  }

  /// Reads or fetches it.
  ///
  /// @param name a file, `-`, or a URL; a URL without path stands for its `/robots.txt`
  static RobotsSource of(String name) {
    if (!RemoteFile.isMeant(name)) {
      return ofBody(InputBytes.of(name));
    }
    var url = Seeds.url(name);
    var file = url.requestTarget().equals("/") ? WebUrl.parse("/robots.txt", url) : url;
    return of(RemoteFile.get(file == null ? url : file).result());
  }

  static RobotsSource ofBody(byte[] body) {
    return new RobotsSource(body, RobotsAvailability.PARSE, null);
  }

  /// What an answer at the end of all redirects means.
  static RobotsSource of(FetchResult result) {
    return switch (result) {
      case FetchResult.Failed(_, var detail, _) ->
          new RobotsSource(new byte[0], RobotsAvailability.DENY_ALL, "no robots.txt: " + detail);
      case FetchResult.Fetched(var reply, _) -> {
        var availability = RobotsAvailability.ofStatus(reply.status(), RobotsAvailability.MAX_HOPS);
        yield availability == RobotsAvailability.PARSE
            ? ofBody(reply.body())
            : new RobotsSource(
                new byte[0], availability, "no robots.txt: status " + reply.status());
      }
    };
  }

  /// The rules for a crawler.
  RobotsRules rules(String agent) {
    return switch (availability) {
      case PARSE -> RobotsRules.parse(body, agent);
      case FOLLOW, ALLOW_ALL -> RobotsRules.allowAll();
      case DENY_ALL -> RobotsRules.denyAll();
    };
  }

  /// Why a decision is what it is, such as `line 2: Disallow: /x`; empty where no rule decided.
  String reason(RobotsDecision decision) {
    if (answer != null) {
      return answer;
    }
    var lines = new String(body, StandardCharsets.UTF_8).split("\r\n|\r|\n", -1);
    int line = decision.line();
    return line == 0 || line > lines.length
        ? ""
        : "line %d: %s".formatted(line, lines[line - 1].strip());
  }
}
