package dev.spinneret.engine.crawl;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// A pattern that keeps URLs out of scope, or the only ones in.
///
/// A pattern that starts with `re:` is an RE2 regular expression, found anywhere in the URL. Any
/// other is a glob: `*` stands for any run of characters, `?` for one, and the whole must match. A
/// glob with `://` is compared with the URL, one that starts with `/` with path and query, any
/// other with the path alone, so that `*.pdf` means what it looks like. Matching takes time linear
/// in the URL's length, whatever the pattern.
public final class ScopeRule {
  private static final String REGEX_MARK = "re:";

  private enum Part {
    HREF,
    TARGET,
    PATH
  }

  private final String text;
  private final boolean include;
  private final Part part;
  private final boolean whole;
  private final Pattern pattern;

  private ScopeRule(String text, boolean include) {
    this.text = text;
    this.include = include;
    this.whole = !text.startsWith(REGEX_MARK);
    this.part =
        !whole || text.contains("://") ? Part.HREF : text.startsWith("/") ? Part.TARGET : Part.PATH;
    try {
      this.pattern =
          Pattern.compile(
              whole ? regexOfGlob(text) : text.substring(REGEX_MARK.length()), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "pattern " + text + ": " + e.getDescription() + " (RE2 syntax is allowed)", e);
    }
  }

  /// A rule whose URLs stay in; what no include rule matches is out, seeds apart.
  ///
  /// @param pattern a glob, or `re:` and an RE2 regular expression
  /// @return the rule
  public static ScopeRule include(String pattern) {
    return new ScopeRule(pattern, true);
  }

  /// A rule whose URLs are out, seeds too.
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
  /// @return true when the pattern holds it
  boolean matches(dev.spinneret.parse.url.WebUrl url) {
    var subject =
        switch (part) {
          case HREF -> url.withoutFragment();
          case TARGET -> url.requestTarget();
          case PATH -> url.path();
        };
    return whole ? pattern.matches(subject) : pattern.matcher(subject).find();
  }

  private static String regexOfGlob(String glob) {
    var regex = new StringBuilder(glob.length() + 8);
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }
}
