package dev.spinneret.parse.sitemap;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads the entries of an Atom feed (RFC 4287).
final class AtomEntries implements EntryReader {
  private final EntryList entries;
  private String alternate = "";
  private String otherLink = "";
  private @Nullable String updated;

  AtomEntries(EntryList entries) {
    this.entries = entries;
  }

  /// An entry's page is its first link that is `alternate`, which a link without `rel` is, too
  /// (§4.2.7.2); where there is none, its first link.
  @Override
  public void start(String name, String parent, UnaryOperator<@Nullable String> attributes) {
    if (!name.equals("link") || !parent.equals("entry")) {
      return;
    }
    var href = attributes.apply("href");
    if (href == null || href.isBlank()) {
      return;
    }
    var url = entries.resolve(href); // the link may have a base of its own
    href = url == null ? Blanks.strip(href) : url.href();
    var rel = attributes.apply("rel");
    if (rel == null || rel.equals("alternate")) {
      alternate = alternate.isEmpty() ? href : alternate;
    } else {
      otherLink = otherLink.isEmpty() ? href : otherLink;
    }
  }

  @Override
  public void end(String name, String parent, String text) {
    if (name.equals("entry")) {
      finishEntry();
    } else if (parent.equals("entry") && !text.isEmpty()) {
      switch (name) {
        case "updated" -> updated = text;
        case "published" -> updated = updated == null ? text : updated;
        default -> {}
      }
    }
  }

  @Override
  public Sitemap result() {
    return entries.asUrlSet("atom");
  }

  private void finishEntry() {
    var loc = alternate.isEmpty() ? otherLink : alternate;
    if (!loc.isEmpty()) {
      entries.add(loc, updated, null);
    }
    alternate = "";
    otherLink = "";
    updated = null;
  }
}
