package dev.spinneret.parse.html;

import dev.spinneret.parse.html.PageFacts.Alternate;
import dev.spinneret.parse.html.scan.ElementView;
import dev.spinneret.parse.html.scan.HtmlAttribute;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects the [PageFacts] that are in attributes, element by element.
final class FactCollector {
  /// A link to another language that is not resolved yet.
  private record FoundAlternate(String language, String href) {}

  private final Set<String> robots = new LinkedHashSet<>(0);
  private final List<FoundAlternate> alternates = new ArrayList<>(0);
  private @Nullable String language;
  private @Nullable String metaLanguage;
  private @Nullable String description;
  private @Nullable String ogTitle;
  private @Nullable String ogType;
  private @Nullable String ogImage;

  /// The root element.
  void root(ElementView element) {
    language = given(element.value(HtmlAttribute.LANG));
    if (language == null) {
      language = given(element.value(HtmlAttribute.XML_LANG));
    }
  }

  /// A `meta` element that has content.
  ///
  /// @param name of the element, stripped
  /// @param httpEquiv what it stands in for
  void meta(ElementView element, String name, String httpEquiv, String content) {
    if (httpEquiv.equalsIgnoreCase("content-language") && metaLanguage == null) {
      metaLanguage = given(content);
    } else if (name.equalsIgnoreCase("description") && description == null) {
      description = given(content);
    } else {
      var property = element.value(HtmlAttribute.PROPERTY);
      property(property == null ? name : property.strip(), content);
    }
  }

  private void property(String property, String content) {
    switch (property) {
      case "og:title" -> ogTitle = ogTitle == null ? given(content) : ogTitle;
      case "og:type" -> ogType = ogType == null ? given(content) : ogType;
      case "og:image" -> ogImage = ogImage == null ? given(content) : ogImage;
      // Not exhaustive: no other property matters.
      default -> {}
    }
  }

  /// What a robots meta element says.
  void robots(String content) {
    for (var directive : content.split(",", -1)) {
      var stripped = given(directive.toLowerCase(Locale.ROOT));
      if (stripped != null) {
        robots.add(stripped);
      }
    }
  }

  /// A `link` in the head that is an alternate.
  void alternate(ElementView element, String href) {
    var hreflang = given(element.value(HtmlAttribute.HREFLANG));
    if (hreflang != null) {
      alternates.add(new FoundAlternate(hreflang, href));
    }
  }

  /// A value with its white space collapsed; null when nothing is left.
  private static @Nullable String given(@Nullable String value) {
    if (value == null) {
      return null;
    }
    var text = new CollapsedText(' ', Integer.MAX_VALUE);
    text.append(value);
    var collapsed = text.toString();
    return collapsed.isEmpty() ? null : collapsed;
  }

  /// All together.
  ///
  /// @param links the page's links, resolved
  PageFacts facts(PageText text, List<Link> links, LinkResolver resolver, WebUrl documentUrl) {
    var internalCount = 0;
    var externalCount = 0;
    var nofollowCount = 0;
    for (var link : links) {
      if (link.kind() == LinkKind.A || link.kind() == LinkKind.AREA) {
        var isInternal = link.url().host().equals(documentUrl.host());
        internalCount += isInternal ? 1 : 0;
        externalCount += isInternal ? 0 : 1;
        nofollowCount += link.nofollow() ? 1 : 0;
      }
    }
    return new PageFacts(
        description,
        text.heading(),
        text.headingCount(),
        List.copyOf(robots),
        language == null ? metaLanguage : language,
        resolved(resolver),
        ogTitle,
        ogType,
        ogImage == null ? null : resolver.resolve(ogImage),
        text.wordCount(),
        internalCount,
        externalCount,
        nofollowCount);
  }

  private List<Alternate> resolved(LinkResolver resolver) {
    var resolved = new ArrayList<Alternate>(alternates.size());
    for (var alternate : alternates) {
      var url = resolver.resolve(alternate.href);
      if (url != null) {
        resolved.add(new Alternate(alternate.language, url));
      }
    }
    return resolved;
  }
}
