package dev.spinneret.cli.manual;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import picocli.CommandLine.Model.CommandSpec;

/// What a command finds around it: variables and files. No flag says these, so they stand here for
/// the manual pages.
public final class Environment {
  /// The exit codes of a command that names none.
  static final SequencedMap<String, String> EXIT_CODES =
      table(
          "0", "Done.",
          "1", "Software error, or an output could not be written.",
          "2", "Usage error: the command line cannot be carried out as typed.");

  /// The variables that the program and its launcher read.
  public static final SequencedMap<String, String> ENVIRONMENT =
      table(
          "SPINNERET_JAVA",
          "The Java home to use. Without it the launcher looks in JAVA_HOME, on the PATH and in the"
              + " usual places for Java 25 or newer.",
          "SPINNERET_OPTS",
          "Flags for the JVM, separated by spaces, such as -Xmx4g.",
          "SPINNERET_PASSWORD",
          "The password of --user NAME, if the flag has none.",
          "SPINNERET_DEBUG",
          "If set, a software error prints its stack trace.",
          "PGHOST, PGPORT, PGUSER, PGDATABASE, PGPASSWORD, PGPASSFILE, PGSSLMODE, PGSSLROOTCERT,"
              + " PGSSLCERT, PGSSLKEY, PGCONNECT_TIMEOUT",
          "What the URL of crawl --frontier and of the frontier commands leaves out, as for"
              + " PostgreSQL's own programs.",
          "SSL_CERT_FILE, SSL_CERT_DIR",
          "A PEM file, and directories of them, with the authorities that are trusted for https in"
              + " place of the system's.",
          "NO_COLOR",
          "If set, help, messages, progress and summary are printed without colours, unless --color"
              + " always is given.",
          "COLUMNS",
          "The width of the terminal, where the system does not report it (default: 80).",
          "TERM",
          "On a dumb terminal there are no colours, and progress is a line every 30 seconds.",
          "XDG_CACHE_HOME",
          "Where native libraries are unpacked to, in spinneret/native, and reports of crashes go"
              + " to, in spinneret/crashes; ~/.cache without it.",
          "XDG_DATA_HOME, XDG_CONFIG_HOME, BASH_COMPLETION_USER_DIR",
          "Where completion --install writes its files, and crawl and check find"
              + " spinneret/crawl.conf and check.conf.");

  private static final SequencedMap<String, String> BY_FLAG =
      table(
          "--config",
          "Flags, one 'name = value' per line; the names are those of the long flags without the"
              + " dashes. Lines that start with # are comments. A flag without a value takes true"
              + " or false.",
          "--state",
          "An SQLite database that holds a crawl: its URLs, the verdict of each, and how much of"
              + " each output is complete. While a crawl runs, FILE-wal and FILE-shm stand beside"
              + " it.",
          "--seeds",
          "One URL per line; empty lines and lines that start with # are ignored.",
          "--summary-json",
          "The summary as one JSON object. Its schema, and that of the records, is in the program's"
              + " repository: summary.schema.json and record.schema.json.");

  private Environment() {}

  /// The files of a command, by the flag that names them.
  static SequencedMap<String, String> files(CommandSpec spec) {
    var files = new LinkedHashMap<String, String>();
    BY_FLAG.forEach((flag, meaning) -> {
      if (spec.findOption(flag) != null) {
        files.put("FILE of " + flag, meaning);
      }
    });
    return files;
  }

  private static SequencedMap<String, String> table(String... namesAndMeanings) {
    var table = new LinkedHashMap<String, String>();
    for (var i = 0; i < namesAndMeanings.length; i += 2) {
      table.put(namesAndMeanings[i], namesAndMeanings[i + 1]);
    }
    return java.util.Collections.unmodifiableSequencedMap(table);
  }
}
