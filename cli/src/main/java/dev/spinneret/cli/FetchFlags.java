package dev.spinneret.cli;

import dev.spinneret.engine.loop.PollerKind;
import dev.spinneret.fetch.HttpMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How one resource is fetched.
final class FetchFlags {
  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "loop",
      description = "loop (default), threads or vthreads: what runs the fetches.")
  Engine engine = Engine.LOOP;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Size of the pool of --engine threads (default: 200).")
  @Nullable Integer threads;

  @Option(
      names = "--io",
      paramLabel = "POLLER",
      defaultValue = "auto",
      description = "auto (default), epoll or nio: what tells the loop that sockets are ready.")
  PollerKind io = PollerKind.AUTO;

  @Option(
      names = "--http",
      paramLabel = "VERSION",
      defaultValue = "auto",
      description = "auto (default), 1.0 or 1.1.")
  HttpMode http = HttpMode.AUTO;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "For a whole fetch (default: 30s).")
  @Nullable Duration timeout;

  @Option(
      names = "--connect-timeout",
      paramLabel = "DURATION",
      description = "For one TCP connection (default: 10s).")
  @Nullable Duration connectTimeout;

  @Option(
      names = "--max-body",
      paramLabel = "SIZE",
      converter = Converters.Bytes.class,
      description = "Cuts bodies after so many bytes (default: 16MiB).")
  @Nullable Long maxBody;

  @Option(
      names = "--user-agent",
      paramLabel = "TEXT",
      description = "The User-Agent; its first word is the name that robots.txt rules look for.")
  @Nullable String userAgent;
}
