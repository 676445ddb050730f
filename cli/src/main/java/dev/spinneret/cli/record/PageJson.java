package dev.spinneret.cli.record;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.parse.html.Page;
import dev.spinneret.parse.html.PageReader;
import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Fields of single pages, as members of a JSON object.
public final class PageJson {
  private final Set<Field> fields;
  private final PageReader reader;

  /// Creates a writer.
  ///
  /// @param fields about pages, in the order in which they are written
  /// @param reader reads what they need
  public PageJson(Set<Field> fields, PageReader reader) {
    this.fields = fields;
    this.reader = reader;
  }

  /// Reads a page.
  ///
  /// @param body after content codings, in whatever encoding; not changed
  /// @param contentType the Content-Type header's value; null when there is none
  /// @param url the page's own URL
  public Page read(byte[] body, @Nullable String contentType, WebUrl url) {
    var type = contentType == null ? null : ContentType.extract(List.of(contentType));
    return reader.read(body, type, url).page();
  }

  /// Writes the fields of a page.
  ///
  /// @param page as [#read] returned it
  /// @param json an open object
  /// @throws IOException if it cannot be written
  public void write(Page page, JsonGenerator json) throws IOException {
    var out = new JsonFields(json);
    for (var field : fields) {
      FieldValues.write(field, page, out.begin(field));
    }
  }

  /// Writes the fields of a reply, if it is a page.
  ///
  /// @param url what was requested
  /// @param json an open object
  /// @throws IOException if it cannot be written
  public void write(Reply reply, WebUrl url, JsonGenerator json) throws IOException {
    if (fields.isEmpty()) {
      return;
    }
    var type = ContentType.extract(reply.headers().all("Content-Type"));
    if (type == null || reader.reads(type, reply.body())) {
      write(reader.read(reply.body(), type, url).page(), json);
    }
  }
}
