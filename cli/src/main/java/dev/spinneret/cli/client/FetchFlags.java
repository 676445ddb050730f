package dev.spinneret.cli.client;

import dev.spinneret.cli.flag.Block;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Masks;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.fetch.options.HttpMode;
import dev.spinneret.fetch.tls.TlsVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How one resource is fetched.
public final class FetchFlags {
  /// The words of `--http`.
  public static final Kind<HttpMode> HTTP_MODES =
      Kind.oneOf(
          List.of("auto", "1.0", "1.1"),
          List.of(HttpMode.AUTO, HttpMode.HTTP_1_0, HttpMode.HTTP_1_1));

  /// The words of `--engine`.
  public static final Kind<Engine> ENGINES =
      Kind.named(List.of(Engine.LOOP, Engine.THREADS, Engine.VTHREADS));

  /// The words of `--io`.
  public static final Kind<PollerKind> POLLERS =
      Kind.named(List.of(PollerKind.AUTO, PollerKind.EPOLL, PollerKind.NIO));

  /// What runs the fetches.
  public static final Flag<Engine> ENGINE =
      Flag.of("--engine=ENGINE", ENGINES, "loop (default), threads or vthreads: runs the fetches.")
          .or("loop");

  static final Flag<Integer> THREADS =
      Flag.of(
          "--threads=N", Kind.integer(1), "Size of the pool of --engine threads (default: 200).");

  /// How the event loop waits for sockets.
  public static final Flag<PollerKind> IO =
      Flag.of(
              "--io=POLLER",
              POLLERS,
              "auto (default), epoll or nio: how the loop waits for sockets.")
          .or("auto");

  static final Flag<HttpMode> HTTP =
      Flag.of(
              "--http=VERSION",
              HTTP_MODES,
              "auto (default): 1.1, and 1.0 if a server does not support it; 1.0 or 1.1: only that"
                  + " version.")
          .or("auto");

  static final Flag<Duration> TIMEOUT =
      Flag.of(
          "--timeout=DURATION", Kind.positive("10s"), "Limit for a whole fetch (default: 30s).");

  static final Flag<Duration> CONNECT_TIMEOUT =
      Flag.of(
          "--connect-timeout=DURATION",
          Kind.positive("10s"),
          "Limit for opening one TCP connection (default: 10s).");

  static final Flag<Long> MAX_BODY =
      Flag.of(
          "--max-body=SIZE",
          Kind.bytes(0, Integer.MAX_VALUE - 64, "less than 2GiB is allowed"),
          "Cuts bodies after this many bytes (default: 16MiB).");

  /// The most to receive in a second.
  public static final Flag<Long> LIMIT_RATE =
      Flag.of(
          "--limit-rate=SIZE",
          Kind.BYTES_PER_SECOND,
          "Receives at most this many bytes per second, all fetches together, such as 500KB.");

  /// The user agent.
  public static final Flag<String> USER_AGENT =
      Flag.of(
          "-A, --user-agent=TEXT",
          Kind.TEXT,
          "The User-Agent; its first word is the name that robots.txt rules are matched with.");

  static final Flag<String> CONTACT =
      Flag.of(
          "--contact=URL",
          Kind.TEXT,
          "A page or mail address where the owners of sites can reach you, for the default"
              + " User-Agent.");

  static final Flag<Boolean> INSECURE =
      Flag.on("-k, --insecure", "Accepts any certificate, for any host.");

  static final Flag<Path> CA =
      Flag.of(
          "--ca=FILE", Kind.PATH, "PEM file of authorities to trust in addition to the system's.");

  static final Flag<Path> CERT =
      Flag.of(
          "--cert=FILE",
          Kind.PATH,
          "PEM file of the client's certificate and its chain; needs --key.");

  static final Flag<Path> KEY =
      Flag.of(
          "--key=FILE",
          Kind.PATH,
          "PEM file of the private key of --cert (PKCS #8, not encrypted).");

  static final Flag<TlsVersion> TLS_MIN =
      Flag.of(
              "--tls-min=VERSION",
              Kind.oneOf(List.of("1.2", "1.3"), List.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3)),
              "The oldest TLS version to accept: 1.2 (default) or 1.3.")
          .or("1.2");

  static final Flag<String> RESOLVE =
      Flag.many(
          "--resolve=HOST:PORT:ADDR",
          Kind.TEXT,
          "Uses ADDR for HOST and PORT instead of DNS; may be repeated.");

  static final Flag<String> PROXY =
      Flag.of(
          "-x, --proxy=URL",
          Kind.secret(Masks::proxy),
          "Uses a proxy: [http|socks4|socks4a|socks5|socks5h]://[USER:PASSWORD@]HOST[:PORT]; with"
              + " socks4a and socks5h the proxy resolves names. Without this flag http_proxy,"
              + " https_proxy, all_proxy and no_proxy apply, as in curl, but never for this"
              + " machine; '' uses no proxy.");

  static final Flag<String> NO_PROXY =
      Flag.of(
          "--no-proxy=HOSTS",
          Kind.TEXT,
          "Domains, addresses and blocks to connect to directly, or '*'; replaces no_proxy.");

  static final Flag<String> BIND =
      Flag.of(
          "--bind=ADDRESS",
          Kind.TEXT,
          "Connects from this local address, and so only to hosts of its family.");

  /// All of them.
  public static final Block BLOCK =
      Block.of(
          "Fetching",
          ENGINE,
          THREADS,
          IO,
          HTTP,
          TIMEOUT,
          CONNECT_TIMEOUT,
          MAX_BODY,
          LIMIT_RATE,
          USER_AGENT,
          CONTACT,
          INSECURE,
          CA,
          CERT,
          KEY,
          TLS_MIN,
          RESOLVE,
          PROXY,
          NO_PROXY,
          BIND);

  private FetchFlags() {}
}
