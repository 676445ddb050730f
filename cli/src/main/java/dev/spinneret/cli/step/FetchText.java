package dev.spinneret.cli.step;

import dev.spinneret.cli.terminal.TerminalText;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.parse.url.WebUrl;
import java.util.Locale;

/// A fetch as lines for a person. What came from the web cannot move the cursor.
final class FetchText {
  private FetchText() {}

  static String of(WebUrl url, FetchResult result) {
    var text = new StringBuilder(TerminalText.of(url.href())).append('\n');
    switch (result) {
      case FetchResult.Fetched(var reply, _) -> append(text, reply);
      case FetchResult.Failed(var cause, var detail, _) ->
          text.append(cause.label()).append(": ").append(TerminalText.of(detail)).append('\n');
    }
    return text.append(times(result.timings())).append('\n').toString();
  }

  /// One line for standard error.
  static String failure(WebUrl url, FetchResult.Failed failed) {
    return TerminalText.of(
        "spinneret fetch: %s: %s: %s"
            .formatted(url.href(), failed.cause().label(), failed.detail()));
  }

  private static void append(StringBuilder text, Reply reply) {
    text.append("status ").append(reply.status());
    var remote = reply.remote();
    if (remote != null) {
      text.append(" from ").append(remote.getHostAddress());
    }
    text.append('\n');
    for (var field : reply.headers().fields()) {
      var line = field.name() + ": " + field.value();
      text.append("  ").append(TerminalText.of(line)).append('\n');
    }
    text.append(reply.body().length).append(" bytes");
    text.append(reply.truncated() ? ", cut\n" : "\n");
  }

  private static String times(FetchTimings timings) {
    return String.format(
        Locale.ROOT,
        "dns %.1f ms, connect %.1f ms, tls %.1f ms, wait %.1f ms, body %.1f ms",
        timings.dnsNanos() / 1e6,
        timings.connectNanos() / 1e6,
        timings.tlsNanos() / 1e6,
        timings.waitNanos() / 1e6,
        timings.bodyNanos() / 1e6);
  }
}
