package dev.spinneret.parse.html;

import dev.spinneret.parse.url.WebUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a page says about itself, and how much it holds, besides its title and canonical URL, which
/// every [Page] has.
///
/// @param description the content of the first `meta name=description` that has one
/// @param heading the text of the first `h1`, with the `alt` of images in it; null when there is
///   none
/// @param headingCount how many `h1` there are
/// @param robots the directives of all robots meta elements, in lower case; unmodifiable
/// @param language the `lang` of the root element, else its `xml:lang`, else what `meta
///   http-equiv=content-language` says
/// @param alternates the other languages that `link rel=alternate hreflang` in the head names;
///   unmodifiable
/// @param ogTitle the first Open Graph property `og:title`
/// @param ogType the first `og:type`
/// @param ogImage the first `og:image` that is an http(s) URL, or that is relative
/// @param wordCount words of the visible text, separated by white space
/// @param internalCount hyperlinks (`a` and `area`) to the page's own host
/// @param externalCount hyperlinks to other hosts
/// @param nofollowCount those of both that say `rel=nofollow`
public record PageFacts(
    @Nullable String description,
    @Nullable String heading,
    int headingCount,
    List<String> robots,
    @Nullable String language,
    List<Alternate> alternates,
    @Nullable String ogTitle,
    @Nullable String ogType,
    @Nullable WebUrl ogImage,
    int wordCount,
    int internalCount,
    int externalCount,
    int nofollowCount) {
  /// Creates the record.
  public PageFacts {
    robots = List.copyOf(robots);
    alternates = List.copyOf(alternates);
  }

  /// The page in another language.
  ///
  /// @param language as written, such as `de-AT` or `x-default`
  /// @param url where it is
  public record Alternate(String language, WebUrl url) {}
}
