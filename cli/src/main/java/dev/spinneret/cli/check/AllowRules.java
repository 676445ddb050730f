package dev.spinneret.cli.check;

import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.scope.ScopeRule;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What `--allow` says: statuses, causes, classes and URLs that are no fault.
final class AllowRules {
  private static final Pattern STATUS = Pattern.compile("[1-9]([0-9]{2}|xx)");
  private static final Pattern WORD = Pattern.compile("[a-z_]+");

  private final Set<String> words = new HashSet<>();
  private final List<ScopeRule> patterns = new ArrayList<>();

  /// Reads the rules.
  ///
  /// @param typed each a status such as `404` or `5xx`, a failure cause, a class of links, or a
  ///   pattern as for `--include`
  /// @throws UsageException if one is none of these
  static AllowRules of(List<String> typed) {
    var rules = new AllowRules();
    for (var text : typed) {
      if (STATUS.matcher(text).matches()) {
        rules.words.add(text);
      } else if (WORD.matcher(text).matches()) {
        rules.word(text);
      } else {
        rules.pattern(text);
      }
    }
    return rules;
  }

  private void word(String text) {
    boolean isKnown =
        Arrays.stream(LinkClass.values()).anyMatch(each -> each.label().equals(text))
            || Arrays.stream(FailureCause.values()).anyMatch(each -> each.label().equals(text));
    if (!isKnown) {
      throw new UsageException(
          ("--allow %s: a status (404, 5xx), a class of links (fragment_missing), a failure cause"
                  + " (dns_not_found) or a URL pattern (https://example.org/*, re:…) is allowed")
              .formatted(text));
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
