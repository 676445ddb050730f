package dev.spinneret.cli.step;

import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.Interrupts;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.Terminal;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.samples.site.Certificates;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteStats;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// `serve`: the sample web, until it is stopped.
public final class ServeCommand {
  /// What an authority signs with.
  public static final Kind<Certificates.Issuer> ISSUERS =
      Kind.named(List.of(Certificates.Issuer.EC, Certificates.Issuer.RSA));

  private static final Flag<Integer> PORT =
      Flag.of("--port=P", Kind.INTEGER, "The port to listen on (default: a free one).").or("0");

  private static final Flag<Path> TLS =
      Flag.of(
          "--tls=FILE",
          Kind.PATH,
          "Serves https, each host with a certificate of its own; the certificate of the authority"
              + " that signs them is written to FILE, for --ca.");

  private static final Flag<Certificates.Issuer> TLS_ISSUER =
      Flag.of(
              "--tls-issuer=KEY",
              ISSUERS,
              "The key of the authority of --tls: ec (default; P-384) or rsa (2,048 bits).")
          .or("ec");

  public static final Table TABLE =
      Table.of(
              "serve",
              "Serves the sample site on loopback until Ctrl-C or SIGTERM, then prints what it"
                  + " served.",
              "",
              "All pages are generated from the seed: the same flags produce the same site.")
          .withFlags(PORT, TLS, TLS_ISSUER)
          .withBlocks(SiteFlags.BLOCK)
          .withFooter(
              "",
              "Example:",
              "  spinneret serve --port 8080 --pages 5000 --latency 'lognormal(200ms,0.5)'");

  private ServeCommand() {}

  public static int run(Values typed) {
    int port = typed.get(PORT);
    var options = SiteFlags.options(typed, port);
    var stopped = new CountDownLatch(1);
    try (var tls = tls(typed);
        var running = start(options, tls)) {
      Interrupts.on(stopped::countDown, stopped::countDown);
      System.err.println("listening on " + running.site().url());
      stopped.await();
      print(running.site().stats());
      return ExitCode.DONE;
    } catch (IOException e) {
      throw new UsageException("--port %d: cannot listen: %s".formatted(port, Failures.reason(e)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
  }

  private static @Nullable SiteTls tls(Values typed) {
    var authority = typed.find(TLS);
    return authority == null ? null : SiteTls.create(typed.get(TLS_ISSUER), authority);
  }

  private static SiteThread start(SiteOptions options, @Nullable SiteTls tls) throws IOException {
    return tls == null ? SiteThread.start(options) : SiteThread.startSecured(options, tls::of);
  }

  private static void print(SiteStats stats) {
    StandardOutput.write(out -> {
      out.write(
          Terminal.jsonLine(json -> {
            json.writeNumberField("requests", stats.requests());
            json.writeNumberField("distinct", stats.distinct());
            json.writeNumberField("connections", stats.connections());
            json.writeNumberField("max_in_flight", stats.maxInFlight());
            json.writeNumberField("errors_served", stats.errorsServed());
            json.writeNumberField("forbidden_served", stats.forbiddenServed());
          }));
      return true;
    });
  }
}
