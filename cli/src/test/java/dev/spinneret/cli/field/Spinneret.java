package dev.spinneret.cli.field;

import dev.spinneret.cli.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The program, and what surrounds it: where names lead, whom it trusts, its environment.
///
/// The environment holds no proxies and no authorities but those that the test adds. Each method
/// that adds something returns this.
public final class Spinneret {
  private final Path directory;
  private final List<String> flags = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();

  /// @param directory where it runs and writes, of the test's own
  public Spinneret(Path directory) {
    this.directory = directory;
  }

  /// Has names lead to a site, by `--resolve`.
  public Spinneret names(Site site, String... hosts) {
    for (var host : hosts) {
      flags.addAll(List.of("--resolve", host + ":" + site.port() + ":127.0.0.1"));
    }
    return this;
  }

  /// Has names lead to 127.0.0.1 as the system's resolver would say it; others are unknown.
  public Spinneret hosts(String... hosts) throws IOException {
    var lines = new StringBuilder();
    for (var host : hosts) {
      lines.append("127.0.0.1 ").append(host).append('\n');
    }
    return option("-Djdk.net.hosts.file=" + Files.writeString(directory.resolve("hosts"), lines));
  }

  /// Speaks TLS with the JDK in place of BoringSSL.
  public Spinneret withTlsOfTheJdk() {
    return option("-Dspinneret.tls=jdk");
  }

  /// Has the JVM write a log.
  ///
  /// @param tags what is logged, as in `-Xlog`
  public Spinneret logging(String tags, Path file) {
    return option("-Xlog:" + tags + ":file=" + file);
  }

  /// Gives the JVM an option.
  private Spinneret option(String word) {
    environment.merge("SPINNERET_OPTS", word, (before, more) -> before + " " + more);
    return this;
  }

  /// Trusts an authority, by `--ca`.
  public Spinneret trusting(Authority authority) {
    flags.addAll(List.of("--ca", authority.file().toString()));
    return this;
  }

  /// Sets a variable of the environment.
  public Spinneret environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /// Runs a command to its end.
  ///
  /// @param words the command and what follows it; the flags of this come between the two
  public Outcome run(String... words) throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of(words));
    line.addAll(1, flags);
    var run = new Program(directory).run(environment, line.toArray(String[]::new));
    return Outcome.of(run.code(), run.out(), run.err());
  }
}
