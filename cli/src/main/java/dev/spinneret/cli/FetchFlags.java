package dev.spinneret.cli;

import dev.spinneret.cli.flag.Block;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Masks;
import dev.spinneret.engine.loop.PollerKind;
import dev.spinneret.fetch.HttpMode;
import dev.spinneret.fetch.tls.TlsVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How one resource is fetched.
final class FetchFlags {
  /// The words of `--http`.
  static final Kind<HttpMode> HTTP_MODES =
      Kind.oneOf(
          List.of("auto", "1.0", "1.1"),
          List.of(HttpMode.AUTO, HttpMode.HTTP_1_0, HttpMode.HTTP_1_1));

  /// The words of `--engine`.
  static final Kind<Engine> ENGINES =
      Kind.named(List.of(Engine.LOOP, Engine.THREADS, Engine.VTHREADS));

  /// The words of `--io`.
  static final Kind<PollerKind> POLLERS =
      Kind.named(List.of(PollerKind.AUTO, PollerKind.EPOLL, PollerKind.NIO));

  static final Flag<Engine> ENGINE =
      Flag.of(
              "--engine=ENGINE",
              ENGINES,
              "loop (default), threads or vthreads: what runs the fetches.")
          .or("loop");

  static final Flag<Integer> THREADS =
      Flag.of(
          "--threads=N", Kind.integer(1), "Size of the pool of --engine threads (default: 200).");

  static final Flag<PollerKind> IO =
      Flag.of(
              "--io=POLLER",
              POLLERS,
              "auto (default), epoll or nio: what tells the loop that sockets are ready.")
          .or("auto");

  static final Flag<HttpMode> HTTP =
      Flag.of(
              "--http=VERSION",
              HTTP_MODES,
              "auto (default): 1.1, and 1.0 where a server cannot; 1.0 or 1.1: nothing else.")
          .or("auto");

  static final Flag<Duration> TIMEOUT =
      Flag.of("--timeout=DURATION", Kind.positive("10s"), "For a whole fetch (default: 30s).");

  static final Flag<Duration> CONNECT_TIMEOUT =
      Flag.of(
          "--connect-timeout=DURATION",
          Kind.positive("10s"),
          "For one TCP connection (default: 10s).");

  static final Flag<Long> MAX_BODY =
      Flag.of(
          "--max-body=SIZE",
          Kind.bytes(0, Integer.MAX_VALUE - 64, "less than 2GiB is allowed"),
          "Cuts bodies after so many bytes (default: 16MiB).");

  static final Flag<String> USER_AGENT =
      Flag.of(
          "--user-agent=TEXT",
          Kind.TEXT,
          "The User-Agent; its first word is the name that robots.txt rules look for.");

  static final Flag<Boolean> INSECURE =
      Flag.on("--insecure", "Accepts any certificate, for any host.");

  static final Flag<Path> CA =
      Flag.of("--ca=FILE", Kind.PATH, "PEM file of authorities to trust beside the system's.");

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
              "The oldest TLS that is spoken: 1.2 (default) or 1.3.")
          .or("1.2");

  static final Flag<String> RESOLVE =
      Flag.many(
          "--resolve=HOST:PORT:ADDR",
          Kind.TEXT,
          "Uses ADDR for HOST at PORT instead of the DNS; may be repeated.");

  static final Flag<String> PROXY =
      Flag.of(
          "--proxy=URL",
          Kind.secret(Masks::proxy),
          "Goes through a proxy:"
              + " [http|socks4|socks4a|socks5|socks5h]://[USER:PASSWORD@]HOST[:PORT]; with socks4a"
              + " and socks5h it finds the hosts. Without it http_proxy, https_proxy, all_proxy and"
              + " no_proxy count, as in curl, though never for this machine; '' goes directly.");

  static final Flag<String> NO_PROXY =
      Flag.of(
          "--no-proxy=HOSTS",
          Kind.TEXT,
          "Domains, addresses and blocks to reach directly, or '*'; instead of no_proxy.");

  static final Flag<String> BIND =
      Flag.of(
          "--bind=ADDRESS",
          Kind.TEXT,
          "Connects from this address of the machine, and so to hosts of its family.");

  static final Block BLOCK =
      Block.of(
          "Fetching",
          ENGINE,
          THREADS,
          IO,
          HTTP,
          TIMEOUT,
          CONNECT_TIMEOUT,
          MAX_BODY,
          USER_AGENT,
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
