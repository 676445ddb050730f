package dev.spinneret.engine.crawl.scope;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.spinneret.parse.url.WebUrl;
import java.util.function.Predicate;

/// A pattern that keeps URLs out of scope, or the only ones in.
///
/// A pattern that starts with `re:` is an RE2 regular expression, found anywhere in the URL, be it
/// as the page wrote it, with its percent-encoding normalised, or with what is not ASCII decoded.
/// Any other is a [glob][UrlGlob], which must match as a whole. A pattern that no URL can match is
/// refused. Matching takes time linear in the URL's length, whatever the pattern.
public final class ScopeRule {
  private static final String REGEX_MARK = "re:";

  private final String text;
  private final boolean include;
  private final Predicate<WebUrl> pattern;

  private ScopeRule(String text, boolean include) {
    this.text = text;
    this.include = include;
    this.pattern =
        text.startsWith(REGEX_MARK)
            ? regex(text.substring(REGEX_MARK.length()))
            : new UrlGlob(text)::matches;
  }

  private Predicate<WebUrl> regex(String typed) {
    if (typed.isEmpty()) {
      throw new IllegalArgumentException("pattern " + text + ": it has no regular expression");
    }
    Pattern compiled;
    try {
      compiled = Pattern.compile(typed, Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "pattern " + text + ": " + e.getDescription() + " (RE2 syntax is allowed)", e);
    }
    return url -> finds(compiled, url);
  }

  private static boolean finds(Pattern pattern, WebUrl url) {
    var written = url.withoutFragment();
    if (pattern.matcher(written).find()) {
      return true;
    }
    return written.indexOf('%') >= 0
        && (pattern.matcher(url.origin() + url.canonicalTarget()).find()
            || pattern.matcher(url.origin() + url.readableTarget()).find());
  }

  /// A rule whose URLs stay in; what no include rule matches is out, seeds apart.
  ///
  /// @param pattern a glob, or `re:` and an RE2 regular expression
  /// @return the rule
  public static ScopeRule include(String pattern) {
    return new ScopeRule(pattern, true);
  }

  /// A rule whose URLs are excluded, including seeds.
  ///
  /// @param pattern a glob, or `re:` and an RE2 regular expression
  /// @return the rule
  public static ScopeRule exclude(String pattern) {
    return new ScopeRule(pattern, false);
  }

  /// Whether this rule keeps its URLs in.
  ///
  /// @return false for an exclude rule
  public boolean isInclude() {
    return include;
  }

  /// The rule as a person would write it.
  ///
  /// @return such as `exclude *.pdf`
  public String text() {
    return (include ? "include " : "exclude ") + text;
  }

  /// Whether a URL matches.
  ///
  /// @param url the URL
  /// @return true if the pattern matches it
  public boolean matches(WebUrl url) {
    return pattern.test(url);
  }
}
