package dev.spinneret.parse.url;

/// An absolute URL whose scheme is not crawled, such as `mailto`, `data`, `ftp` or `file`.
///
/// Immutable; equal when [#href()] is equal.
public final class OtherUrl implements ParsedUrl {
  private final UrlParts parts;
  private final String href;

  OtherUrl(UrlParts parts) {
    this.parts = parts;
    this.href = parts.href();
  }

  /// The components, never changed after parsing.
  UrlParts parts() {
    return parts;
  }

  @Override
  public String scheme() {
    return parts.scheme;
  }

  @Override
  public String href() {
    return href;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OtherUrl url && href.equals(url.href);
  }

  @Override
  public int hashCode() {
    return href.hashCode();
  }

  @Override
  public String toString() {
    return href;
  }
}
