package dev.spinneret.parse.html;

import dev.spinneret.parse.url.WebUrl;
import org.jspecify.annotations.Nullable;

/// A link to an http(s) URL.
///
/// @param url resolved against the document's base URL, fragment included
/// @param kind where it was found
/// @param nofollow whether the element itself says `rel=nofollow`
/// @param rel the element's relations as written; null when it has none, or when
///   [Wanted#linkDetails()] is false
/// @param text the text in an `a`, with the `alt` of images in it, or the `alt` of an `area`, white
///   space collapsed and cut to [PageText#MAX_CHARS]; null for other kinds, or when
///   [Wanted#linkDetails()] is false
public record Link(
    WebUrl url, LinkKind kind, boolean nofollow, @Nullable String rel, @Nullable String text) {

  /// A link of which no details are known.
  ///
  /// @param url resolved against the document's base URL, fragment included
  /// @param kind where it was found
  /// @param nofollow whether the element itself says `rel=nofollow`
  public Link(WebUrl url, LinkKind kind, boolean nofollow) {
    this(url, kind, nofollow, null, null);
  }

  /// The same link to another URL.
  ///
  /// @param other the URL
  /// @return a copy
  public Link to(WebUrl other) {
    return new Link(other, kind, nofollow, rel, text);
  }

  /// Whether a page needs what it links to in order to be shown: an image, a script, a style sheet
  /// and what that names, a medium, an embedded object, an icon or a manifest. A page in a frame is
  /// a page of its own, and no part of this one.
  ///
  /// @return false for a `link` element if [Wanted#linkDetails()] is false, since only its relation
  ///   tells them apart
  public boolean isRequisite() {
    return kind.isRequisite()
        || (kind == LinkKind.LINK && rel != null && Relations.isRequisite(rel));
  }
}
