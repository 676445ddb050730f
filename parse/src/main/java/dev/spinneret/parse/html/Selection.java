package dev.spinneret.parse.html;

import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/// A CSS selector with a name: finds elements of a page, and takes the text or an attribute of
/// each.
///
/// The selectors are those of [jsoup](https://jsoup.org/apidocs/org/jsoup/select/Selector.html).
/// Immutable and safe on any thread.
public final class Selection {
  /// How many values are taken from a page.
  public static final int MAX_VALUES = 1_000;

  /// How many characters the values of a page may have together.
  public static final int MAX_CHARS = 1 << 20;

  private static final Pattern DEFINITION =
      Pattern.compile("([A-Za-z0-9_-]{1,64})=(.*?)(?:@([A-Za-z_][\\w:.-]*))?", Pattern.DOTALL);

  /// The prefix of an attribute whose value is resolved against the page's base URL.
  private static final String ABSOLUTE = "abs:";

  /// How many elements are tried between two looks at the clock.
  private static final int ELEMENTS_PER_CHECK = 64;

  private static final Element NOTHING = new Element("nothing");

  private final String definition;
  private final String name;
  private final Evaluator evaluator;
  private final @Nullable String attribute;

  private Selection(
      String definition, String name, Evaluator evaluator, @Nullable String attribute) {
    this.definition = definition;
    this.name = name;
    this.evaluator = evaluator;
    this.attribute = attribute;
  }

  /// Reads a definition.
  ///
  /// @param definition `NAME=CSS` for the text of the elements, or `NAME=CSS@ATTRIBUTE`;
  ///   `@abs:ATTRIBUTE` resolves the attribute as a URL
  /// @return the selection
  /// @throws IllegalArgumentException with one line for the person when it is none
  public static Selection parse(String definition) {
    var matcher = DEFINITION.matcher(definition);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not NAME=CSS or NAME=CSS@ATTRIBUTE, with a name of letters, digits, _ and -"
              .formatted(definition));
    }
    var css = matcher.group(2).strip();
    var attribute = matcher.group(3);
    if (css.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' has no selector; write one, such as h2 or a.next@href".formatted(definition));
    }
    try {
      return new Selection(
          definition,
          matcher.group(1),
          Selector.evaluatorOf(css),
          attribute == null ? null : attribute.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IllegalArgumentException(
          "'%s' is no CSS selector: %s".formatted(css, oneLine(e)), e);
    }
  }

  private static String oneLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }

  /// The name of what it finds.
  ///
  /// @return letters, digits, `_` and `-`
  public String name() {
    return name;
  }

  /// Finds the elements.
  ///
  /// @param document a tree that nobody else uses
  /// @param base the document's base URL
  /// @param effort ends the search when the time is over, and is cut when there is too much
  Extract in(Document document, WebUrl base, Effort effort) {
    var values = new ArrayList<String>();
    var charsLeft = MAX_CHARS;
    for (var element : document.select(new Bounded(evaluator, effort))) {
      var value = value(element, base);
      if (value == null) {
        continue;
      }
      charsLeft -= value.length();
      if (values.size() == MAX_VALUES || charsLeft < 0 || effort.isOutOfTime()) {
        effort.cut();
        break;
      }
      values.add(value);
    }
    // The evaluator remembers answers about this thread's last tree, and must not keep it.
    NOTHING.select(evaluator);
    return new Extract(name, values);
  }

  private @Nullable String value(Element element, WebUrl base) {
    if (attribute == null) {
      return element.text();
    }
    var isUrl = attribute.startsWith(ABSOLUTE);
    var key = isUrl ? attribute.substring(ABSOLUTE.length()) : attribute;
    if (!element.hasAttr(key)) {
      return null;
    }
    var url = isUrl ? WebUrl.parse(element.attr(key), base) : null;
    return url == null ? element.attr(key) : url.href();
  }

  /// Equal is what has the same definition.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Selection selection && selection.definition.equals(definition);
  }

  @Override
  public int hashCode() {
    return definition.hashCode();
  }

  /// The definition, as it was read.
  @Override
  public String toString() {
    return definition;
  }

  /// Matches nothing more when the time is over.
  private static final class Bounded extends Evaluator {
    private final Evaluator evaluator;
    private final Effort effort;
    private int untilCheck = ELEMENTS_PER_CHECK;
    private boolean over;

    Bounded(Evaluator evaluator, Effort effort) {
      this.evaluator = evaluator;
      this.effort = effort;
    }

    @Override
    public boolean matches(Element root, Element element) {
      if (--untilCheck == 0) {
        untilCheck = ELEMENTS_PER_CHECK;
        over = effort.isOutOfTime();
      }
      return !over && evaluator.matches(root, element);
    }
  }
}
