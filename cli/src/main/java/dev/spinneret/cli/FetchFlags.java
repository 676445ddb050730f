package dev.spinneret.cli;

import dev.spinneret.engine.loop.PollerKind;
import dev.spinneret.fetch.HttpMode;
import dev.spinneret.fetch.tls.TlsVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How one resource is fetched.
final class FetchFlags implements PlainFlags {
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
      description = "auto (default): 1.1, and 1.0 where a server cannot; 1.0 or 1.1: nothing else.")
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

  @Option(names = "--insecure", description = "Accepts any certificate, for any host.")
  boolean insecure;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "PEM file of authorities to trust beside the system's.")
  @Nullable Path ca;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description = "PEM file of the client's certificate and its chain; needs --key.")
  @Nullable Path cert;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "PEM file of the private key of --cert (PKCS #8, not encrypted).")
  @Nullable Path key;

  @Option(
      names = "--tls-min",
      paramLabel = "VERSION",
      defaultValue = "1.2",
      description = "The oldest TLS that is spoken: 1.2 (default) or 1.3.")
  TlsVersion tlsMin = TlsVersion.TLS_1_2;

  @Option(
      names = "--resolve",
      paramLabel = "HOST:PORT:ADDR",
      description = "Uses ADDR for HOST at PORT instead of the DNS; may be repeated.")
  List<String> resolve = new ArrayList<>();

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      description = {
        "Goes through a proxy: [http|socks4|socks4a|socks5|socks5h]://[USER:PASSWORD@]HOST[:PORT];"
            + " with socks4a and socks5h it finds the hosts. Without it http_proxy, https_proxy,"
            + " all_proxy and no_proxy count, as in curl, though never for this machine; '' goes"
            + " directly.",
      })
  @Nullable String proxy;

  @Option(
      names = "--no-proxy",
      paramLabel = "HOSTS",
      description = "Domains, addresses and blocks to reach directly, or '*'; instead of no_proxy.")
  @Nullable String noProxy;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "Connects from this address of the machine, and so to hosts of its family.")
  @Nullable String bind;

  @Override
  public boolean take(PlainLine line) {
    switch (line.flag()) {
      case "--engine" -> engine = Converters.oneOf(line.value(), Engine.class);
      case "--threads" -> threads = Converters.integer(line.value());
      case "--io" -> io = Converters.oneOf(line.value(), PollerKind.class);
      case "--http" -> http = Converters.httpMode(line.value());
      case "--timeout" -> timeout = Quantities.duration(line.value());
      case "--connect-timeout" -> connectTimeout = Quantities.duration(line.value());
      case "--max-body" -> maxBody = Quantities.bytes(line.value());
      case "--user-agent" -> userAgent = line.value();
      case "--insecure" -> insecure = line.on();
      case "--ca" -> ca = Path.of(line.value());
      case "--cert" -> cert = Path.of(line.value());
      case "--key" -> key = Path.of(line.value());
      case "--tls-min" -> tlsMin = Converters.tlsVersion(line.value());
      case "--resolve" -> resolve.add(line.value());
      case "--proxy" -> proxy = line.value();
      case "--no-proxy" -> noProxy = line.value();
      case "--bind" -> bind = line.value();
      default -> {
        return false;
      }
    }
    return true;
  }
}
