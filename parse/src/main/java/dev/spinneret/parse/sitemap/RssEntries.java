package dev.spinneret.parse.sitemap;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads the items of RSS 2.0, and of RSS 1.0, which has them beside its channel.
///
/// An item without a link is known by its guid if that is a URL, even where `isPermaLink` says that
/// it need not be one: without it the item would be lost.
final class RssEntries implements EntryReader {
  private final EntryList entries;
  private String link = "";
  private String guid = "";
  private @Nullable String date;

  RssEntries(EntryList entries) {
    this.entries = entries;
  }

  @Override
  public void start(String name, String parent, UnaryOperator<@Nullable String> attributes) {
    // All that matters in RSS is between tags.
  }

  @Override
  public void end(String name, String parent, String text) {
    if (name.equals("item")) {
      finishItem();
    } else if (parent.equals("item") && !text.isEmpty()) {
      switch (name) {
        case "link" -> link = link.isEmpty() ? text : link;
        case "guid" -> guid = TextSitemap.isUrl(text) ? text : "";
        case "pubdate", "date" -> date = text;
        default -> {}
      }
    }
  }

  @Override
  public Sitemap result() {
    return entries.asUrlSet("rss");
  }

  private void finishItem() {
    var loc = link.isEmpty() ? guid : link;
    if (!loc.isEmpty()) {
      entries.add(loc, date, null);
    }
    link = "";
    guid = "";
    date = null;
  }
}
