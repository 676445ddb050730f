package dev.spinneret.cli.check;

import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.scope.ScopeRule;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What `--allow` says: statuses, causes, classes and URLs that are no fault.
final class AllowRules {
  private static final Pattern STATUS = Pattern.compile("[1-9]([0-9]{2}|xx)");
  private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
  private static final String WORD = "(" + STATUS + "|[a-z_]+)";

  /// Statuses and words, one or more.
  private static final Pattern WORDS =
      Pattern.compile("(?i)" + WORD + "(" + SEPARATOR + WORD + ")*");

  private final Set<String> words = new HashSet<>();
  private final List<ScopeRule> patterns = new ArrayList<>();

  /// Reads the rules.
  ///
  /// @param typed each a pattern as for `--include`, or some of these, separated by commas:
  ///   statuses such as `404` or `5xx`, failure causes, classes of links
  /// @throws UsageException if one is none of these
  static AllowRules of(List<String> typed) {
    var rules = new AllowRules();
    for (var text : typed) {
      if (WORDS.matcher(text).matches()) {
        SEPARATOR.splitAsStream(text).forEach(rules::word);
      } else {
        rules.pattern(text);
      }
    }
    return rules;
  }

  private void word(String typed) {
    var text = typed.toLowerCase(Locale.ROOT);
    boolean isKnown =
        STATUS.matcher(text).matches()
            || Arrays.stream(LinkClass.values()).anyMatch(each -> each.label().equals(text))
            || Arrays.stream(FailureCause.values()).anyMatch(each -> each.label().equals(text));
    if (!isKnown) {
      throw new UsageException(
          ("--allow %s: a status (404, 5xx), a class of links (fragment_missing), a failure cause"
                  + " (dns_not_found) or a URL pattern (https://example.org/*, re:…) is allowed")
              .formatted(typed));
    }
    words.add(text);
  }

  private void pattern(String text) {
    try {
      patterns.add(ScopeRule.include(text));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--allow: " + e.getMessage());
    }
  }

  /// Whether a rule allows a link.
  ///
  /// @param cause null when the status says it
  boolean allow(LinkClass linkClass, int status, @Nullable String cause, String url) {
    if (words.contains(linkClass.label())
        || (cause != null && words.contains(cause))
        || words.contains(String.valueOf(status))
        || words.contains(status / 100 + "xx")) {
      return true;
    }
    var parsed = patterns.isEmpty() ? null : WebUrl.parse(url, null);
    return parsed != null && patterns.stream().anyMatch(rule -> rule.matches(parsed));
  }
}
