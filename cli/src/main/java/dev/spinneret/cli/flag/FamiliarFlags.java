package dev.spinneret.cli.flag;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Flags that other programs (curl, wget and crawlers) have, and that a person may type by habit:
/// what to write here.
final class FamiliarFlags {
  /// What is the same here, by the name elsewhere.
  private static final Map<String, String> SAME =
      Map.ofEntries(
          Map.entry("--level", "--max-depth"),
          Map.entry("-l", "--max-depth"),
          Map.entry("--rate-limit", "--rate"),
          Map.entry("--wait", "--delay"),
          Map.entry("--tries", "--attempts"),
          Map.entry("--retry", "--retries"),
          Map.entry("-t", "--concurrency"),
          Map.entry("--silent", "--quiet"),
          Map.entry("-s", "--quiet"),
          Map.entry("--output-document", "--output"),
          Map.entry("-O", "--output"),
          Map.entry("--no-check-certificate", "--insecure"),
          Map.entry("--cacert", "--ca"),
          Map.entry("--cookie", "--header 'Cookie: ...'"),
          Map.entry("-b", "--header 'Cookie: ...'"),
          Map.entry("--cookie-jar", "--save-cookies"),
          Map.entry("--max-filesize", "--max-body"),
          Map.entry("--domains", "--scope"),
          Map.entry("--input-file", "--seeds"),
          Map.entry("--no-parent", "--scope prefix"),
          Map.entry("--warc-file", "--output FILE.warc.gz"),
          Map.entry("--include-directories", "--include"),
          Map.entry("--accept-regex", "--include 're:EXPR'"),
          Map.entry("--reject-regex", "--exclude 're:EXPR'"),
          Map.entry("--ignore-url", "--exclude"),
          Map.entry("--skip", "--exclude"),
          Map.entry("--quota", "--max-bytes"),
          Map.entry("-i", "--seeds"));

  private static final String FOLLOWED =
      "links are followed without a flag; --max-depth 0 does not follow them";

  /// What needs no flag here.
  private static final Map<String, String> USUAL =
      Map.of(
          "-L", "redirects are followed without a flag",
          "--location", "redirects are followed without a flag",
          "-r", FOLLOWED,
          "-m", FOLLOWED,
          "--mirror", FOLLOWED,
          "--recursive", FOLLOWED);

  /// What needs no flag where links are checked.
  private static final Map<String, String> CHECKED =
      Map.of(
          "--check-extern", "links to other sites are requested without a flag",
          "--check-anchors", "fragments are checked without a flag",
          "--include-fragments", "fragments are checked without a flag");

  private FamiliarFlags() {}

  /// What to write in place of a flag of another program.
  ///
  /// @param typed with its dashes
  /// @param flags of the command, with their dashes
  /// @return null when the flag is not familiar, or the command has nothing like it
  static @Nullable String hint(String typed, List<String> flags) {
    var same = SAME.get(typed);
    if (same != null && flags.contains(same.split(" ", 2)[0])) {
      return "here it is " + same;
    }
    if (flags.contains("--external") && CHECKED.containsKey(typed)) {
      return CHECKED.get(typed);
    }
    // Only a crawl follows.
    return flags.contains("--max-depth") ? USUAL.get(typed) : null;
  }
}
