package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.samples.site.Latency;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the launcher does before the program runs: the JVM's flags and messages, the locale, the
/// cache of classes, signals in the first moment, memory.
@Timeout(120)
@EnabledIfSystemProperty(named = "spinneret.jar", matches = ".+")
class LauncherIT {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xmx1m",
        "-Xms100m -Xmx64m",
        "-XX:+UseG1GC -XX:+UseZGC",
        "-Xmx1000t",
        "-XX:None",
        "-None"
      })
  void theJvmNeverWritesToStandardOutput(String options) throws Exception {
    var run = new Program(directory).shell("SPINNERET_OPTS='" + options + "' spinneret --version");
    assertEquals(1, run.code());
    assertEquals("", run.out());
    assertFalse(run.err().isEmpty());
  }

  @Test
  void itStartsInOneGigabyteOfAddresses() throws Exception {
    var run = new Program(directory).shell("ulimit -v 1000000 && spinneret crawl --sample -q");
    assertEquals(0, run.code(), run.err());
    assertEquals(300, run.out().lines().count());
  }

  @Test
  void theCollectorAndHeapOfTheEnvironmentAreUsed() throws Exception {
    for (var options :
        List.of("JAVA_TOOL_OPTIONS=-XX:+UseG1GC", "_JAVA_OPTIONS='-XX:+UseParallelGC -Xmx64m'")) {
      var run = new Program(directory).shell(options + " spinneret --version");
      assertEquals(0, run.code(), run.err());
      assertEquals(1, run.out().lines().count());
    }
  }

  @Test
  void aDirectoryThatIsGoneIsNamedAsTheReason() throws Exception {
    var run = new Program(directory).shell("mkdir gone; cd gone; rmdir ../gone; spinneret --help");
    assertEquals(1, run.code());
    assertEquals("", run.out());
    var last = run.err().lines().toList().getLast();
    assertEquals(
        "spinneret: the working directory does not exist any more: change to another one first",
        last);
  }

  @Test
  void theYoungGenerationHasRoomForWhatIsInFlight() throws Exception {
    long usual = youngBytes("");
    assertEquals(usual, youngBytes("-c 1000"));
    assertTrue(youngBytes("--concurrency=100") < usual);
    assertTrue(youngBytes("-c 2000") > usual);
    assertEquals(24 << 20, youngBytes("-c 360"));
  }

  private long youngBytes(String flags) throws Exception {
    var run =
        new Program(directory)
            .shell(
                "SPINNERET_OPTS=-XX:+PrintCommandLineFlags"
                    + " spinneret crawl http://127.0.0.1:1/ -q --attempts 1 "
                    + flags);
    var printed = Pattern.compile("-XX:MaxNewSize=(\\d+) ").matcher(run.err());
    assertTrue(printed.find(), run::toString);
    assertTrue(run.err().contains("-XX:ArchiveRelocationMode=0 "), run::toString);
    assertTrue(run.err().contains("StackMapGenerator::processBlock"), run::toString);
    assertTrue(run.err().contains("dev.spinneret.*::*,0.25"), run::toString);
    return Long.parseLong(printed.group(1));
  }

  @Test
  void theStacksOfThreadsGoToStandardError() throws Exception {
    assumeTrue(Program.isInstalled("python3"), "python3 is not installed");
    var options = SiteOptions.DEFAULT.withPages(100).withLatency(Latency.parse("20ms"));
    try (var site = SiteThread.start(options)) {
      var run =
          new Program(directory)
              .python(
                  """
                  import signal, subprocess, sys
                  p = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                  p.stdout.readline()
                  p.send_signal(signal.SIGQUIT)
                  while b'Full thread dump' not in p.stderr.readline(): pass
                  out, err = p.communicate()
                  print(p.returncode, all(line[:1] == b'{' for line in out.splitlines()))
                  """,
                  "crawl",
                  site.site().url(),
                  "--per-host",
                  "4",
                  "-q");
      assertEquals("0 True\n", run.out(), run.err());
    }
  }

  /// It says where its report is. That holds the command line, so nobody else may read it.
  @Test
  void aCrashOfTheJvmIsReportedOnStandardError() throws Exception {
    var run = whileCrawling("p.send_signal(signal.SIGSEGV)");
    assertTrue(run.out().startsWith("-6 True\n"), run.toString());
    assertTrue(run.out().contains("# A fatal error has been detected"), run.out());
    var reports = directory.resolve(".cache/spinneret/crashes");
    assertTrue(run.out().contains(reports + "/hs_err_pid"), run.out());
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(reports)));
    try (var files = Files.list(reports)) {
      assertEquals(1, files.count());
    }
  }

  /// The JVM's counters for other programs hold the command line.
  @Test
  void noFileOfCountersHoldsTheCommandLine() throws Exception {
    var run = whileCrawling("print(glob.glob('/tmp/hsperfdata_*/%d' % p.pid)); p.kill()");
    assertTrue(run.out().startsWith("[]\n-9 True\n"), run.toString());
  }

  /// Any may be in use where a script keeps files open.
  @Test
  void streamsOfTheCallerStayItsOwn() throws Exception {
    var run =
        new Program(directory)
            .shell(
                """
                exec 9>nine 8</dev/null; echo http://127.0.0.1:1/ >seeds; exec 7<seeds
                spinneret crawl --seeds /dev/fd/7 -q --attempts 1 | wc -l; spinneret --version >&9
                """);
    assertEquals("1\n", run.out(), run.err());
    assertTrue(Files.readString(directory.resolve("nine")).startsWith("spinneret "));
  }

  /// The launcher gives standard output another number.
  @Test
  void standardOutputIsFoundUnderItsNames() throws Exception {
    for (var name : List.of("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")) {
      var run =
          new Program(directory)
              .shell(
                  """
                  crawl='spinneret crawl http://127.0.0.1:1/ -q --attempts 1'
                  $crawl -o NAME | wc -l; $crawl -o NAME --format csv >> out; $crawl -o NAME >> out
                  $crawl -o a.jsonl --summary-json NAME >> out; wc -l < out
                  spinneret report a.jsonl -o NAME | grep -c '</html>'
                  spinneret check http://127.0.0.1:1/ -q --attempts 1 --junit NAME | grep -c testsuites
                  rm out
                  """
                      .replace("NAME", name));
      assertEquals("1\n4\n1\n1\n", run.out(), name + ": " + run.err());
    }
  }

  /// Starts a crawl, does something when its first record is there, and prints its exit code,
  /// whether all it wrote were records, and its standard error.
  private Program.Run whileCrawling(String action) throws Exception {
    assumeTrue(Program.isInstalled("python3"), "python3 is not installed");
    var options = SiteOptions.DEFAULT.withPages(200).withLatency(Latency.parse("50ms"));
    try (var site = SiteThread.start(options)) {
      return new Program(directory)
          .python(
              """
              import glob, signal, subprocess, sys
              p = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
              p.stdout.readline()
              %s
              out, err = p.communicate()
              print(p.returncode, all(line[:1] == b'{' for line in out.splitlines()))
              print(err.decode())
              """
                  .formatted(action),
              "crawl",
              site.site().url(),
              "--per-host",
              "2",
              "-q");
    }
  }

  @Test
  void theWordsOfTheOptionsAreNotExpanded() throws Exception {
    Files.createFile(directory.resolve("-Xmx64m"));
    var run = new Program(directory).shell("SPINNERET_OPTS='-Xm*' spinneret --version");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("-Xm*"), run.err());
  }

  @Test
  void quotesInTheOptionsAreRefused() throws Exception {
    var run = new Program(directory).shell("SPINNERET_OPTS='-Da=\"b c\"' spinneret --version");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("quotes and backslashes mean nothing there"), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LANG=xx_YY.UTF-8",
        "LC_ALL=xx",
        "LC_CTYPE=POSIX",
        "LC_ALL=de_DE.ISO-8859-1",
        "LC_ALL=C LANG=en_US.UTF-8"
      })
  void lettersSurviveAnyLocale(String variables) throws Exception {
    var run =
        new Program(directory)
            .shell(
                "unset LC_ALL LC_CTYPE LANG; export %s;".formatted(variables)
                    + " spinneret crawl 'http://127.0.0.1:1/ü' -q --attempts 1 -o ö.jsonl;"
                    + " cat ö.jsonl");
    assertTrue(run.out().startsWith("{\"url\":\"http://127.0.0.1:1/%C3%BC\""), run.toString());
  }

  @Test
  void aUserSignalNeverEndsTheProgram() throws Exception {
    assumeTrue(Program.isInstalled("python3"), "python3 is not installed");
    var run =
        new Program(directory)
            .python(
                """
                import signal, subprocess, sys, time
                codes = set()
                for delay in (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4):
                    p = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
                    time.sleep(delay)
                    p.send_signal(signal.SIGUSR1)
                    codes.add(p.wait())
                print(codes)
                """,
                "crawl",
                "--sample",
                "-q");
    assertEquals("{0}\n", run.out(), run.err());
  }

  @Test
  void aDamagedCacheOfClassesIsNotUsed() throws Exception {
    var program = new Program(directory);
    var cache = cache(program);
    var bytes = Files.readAllBytes(cache);
    for (int i = 1; i < bytes.length; i += 1_000) {
      bytes[i] ^= -1;
    }
    Files.write(cache, bytes);
    Files.setLastModifiedTime(cache, FileTime.from(Instant.now().plusSeconds(10)));
    var run = program.run("crawl", "--sample", "-q", "--max-pages", "3");
    assertEquals(ExitCode.LIMIT, run.code(), run.err());
    assertEquals(3, run.out().lines().count());
    assertTrue(run.err().contains("is damaged and not used"), run.err());
    assertEquals("", program.run("--version").err(), "it is gone");
  }

  @Test
  void aCacheOfClassesThatWasOnlyCopiedIsUsed() throws Exception {
    var program = new Program(directory);
    var cache = cache(program);
    Files.setLastModifiedTime(cache, FileTime.from(Instant.now().plusSeconds(10)));
    assertEquals("", program.run("--version").err());
    assertTrue(Files.exists(cache));
    assertNotEquals(0, Files.size(cache.resolveSibling(cache.getFileName() + ".sum")));
  }

  /// Puts a copy in place of the link to the cache.
  private Path cache(Program program) throws IOException {
    try (var files = Files.newDirectoryStream(program.target(), "*.aot*")) {
      Path cache = null;
      for (var file : files) {
        var target = file.toRealPath();
        Files.copy(target, file, StandardCopyOption.REPLACE_EXISTING);
        cache = file.toString().endsWith(".aot") ? file : cache;
      }
      assumeTrue(cache != null, "the build has made no cache of classes");
      return cache;
    }
  }

  /// Only where control groups can be made: on version 1, and as root.
  @ParameterizedTest
  @ValueSource(ints = {64, 128, 200})
  void aSmallControlGroupIsEnough(int megabytes) throws Exception {
    var memory = Path.of("/sys/fs/cgroup/memory");
    assumeTrue(Files.isWritable(memory.resolve("cgroup.procs")), "no control group can be made");
    var group = memory.resolve("spinneret-test-" + ProcessHandle.current().pid() + "-" + megabytes);
    try {
      Files.createDirectory(group);
    } catch (IOException e) {
      assumeTrue(false, "no control group can be made: " + e);
    }
    try {
      Files.writeString(group.resolve("memory.limit_in_bytes"), megabytes + "M");
      var run =
          new Program(directory)
              .shell(
                  "echo $$ > %s/cgroup.procs && spinneret crawl --sample --max-pages 50 -q"
                      .formatted(group));
      assertEquals(ExitCode.LIMIT, run.code(), run.toString());
      assertEquals(50, run.out().lines().filter(line -> line.contains("\"fetched\"")).count());
      assertEquals("", run.err());
    } finally {
      Files.delete(group);
    }
  }
}
