package dev.spinneret.cli.record;

import dev.spinneret.parse.html.Link;
import dev.spinneret.parse.html.PageFacts.Alternate;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes the value of one field of a record after the other, in the terms of a format.
///
/// For each field, exactly one method is called, or [#beginObject], for each member [#member] and
/// its value, and [#endObject]. Text may be anything that a page or a server says.
interface FieldWriter {
  /// The record does not have the field.
  void absent() throws IOException;

  /// A text, or null.
  void text(@Nullable String value) throws IOException;

  void number(long value) throws IOException;

  /// True; a field that is false is absent.
  void mark() throws IOException;

  void instant(Instant value) throws IOException;

  /// A duration in milliseconds, to the microsecond.
  void millis(long nanos) throws IOException;

  /// Texts of which there may be any number.
  void list(List<String> values) throws IOException;

  /// What usually is one text: null for none.
  void values(List<String> values) throws IOException;

  void links(List<Link> links) throws IOException;

  void linkDetails(List<Link> links) throws IOException;

  void alternates(List<Alternate> alternates) throws IOException;

  /// Members follow, each a column of its own where there are columns.
  void beginObject() throws IOException;

  void member(String name) throws IOException;

  void endObject() throws IOException;
}
