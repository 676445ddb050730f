package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Discovery;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Reads URLs of this run as they were on their way through the crawl.
final class UrlRow {
  /// What [#read] expects first in a row.
  static final String COLUMNS =
      "u.id, u.fp, h.name, u.href, u.depth, u.hops, u.private, u.role, u.referrer, r.href,"
          + " coalesce(u.attempts, 0), u.chain";

  /// The tables of the columns: `u` is the URL.
  static final String TABLES =
      "url u JOIN host h ON h.id = u.host LEFT JOIN url r ON r.id = u.referrer";

  private UrlRow() {}

  /// Reads a row.
  ///
  /// @param last of another row; if it is equal it is shared, as by neighbours that one page named
  /// @throws StateException if the file is damaged
  static CrawlUrl read(ResultSet row, Path file, @Nullable Discovery last) throws SQLException {
    var host = row.getString(3);
    var url = StateCheck.url(file, row.getString(4), host);
    var found = discovery(row, file);
    return new CrawlUrl(
        url.withoutFragment(),
        row.getLong(2),
        host,
        row.getLong(1),
        row.getInt(6),
        row.getInt(11),
        last != null && last.equals(found) ? last : found);
  }

  private static Discovery discovery(ResultSet row, Path file) throws SQLException {
    long referrer = row.getLong(9);
    boolean isSeed = row.wasNull();
    return new Discovery(
        row.getInt(5),
        CrawlUrl.Role.valueOf(row.getString(8)),
        row.getBoolean(7),
        row.getString(10),
        isSeed ? -1 : referrer,
        null,
        chain(row.getString(12), file));
  }

  private static CrawlUrl.@Nullable Redirect chain(@Nullable String text, Path file) {
    try {
      return ChainText.parse(text);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new StateException(file, "damaged: " + e.getMessage());
    }
  }
}
