package dev.spinneret.cli.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects the fields of one record, whatever form the file has them in. Of a value in another
/// form than the field's, such as a text in place of a number, what can be read is taken.
final class RecordBuilder {
  private static final int MILLIS_OF_SECOND = 1_000_000;

  private int fields;
  private @Nullable String url;
  private @Nullable String error;
  private @Nullable String verdict;
  private @Nullable String referrer;
  private @Nullable String type;
  private @Nullable String redirect;
  private @Nullable String change;
  private @Nullable String digest;
  private @Nullable String sha256;
  private @Nullable String title;
  private @Nullable String description;
  private @Nullable String canonical;
  private @Nullable List<String> links;
  private int status;
  private int depth = -1;
  private int h1Count = -1;
  private long bytes = -1;
  private long startedMillis = -1;
  private double latencyMillis = -1;

  /// The file has a field, and it is empty or holds nothing that can be read.
  void nothing(RecordField field) {
    fields |= field.bit();
  }

  /// Takes a text.
  void text(RecordField field, String text) {
    fields |= field.bit();
    switch (field) {
      case URL -> url = text;
      case ERROR -> error = text.isEmpty() ? null : text;
      case VERDICT -> verdict = text;
      case REFERRER -> referrer = text;
      case TYPE -> type = text;
      case REDIRECT -> redirect = text.isEmpty() ? null : text;
      case CHANGE -> change = text.isEmpty() ? null : text;
      case DIGEST -> digest = text;
      case SHA256 -> sha256 = text;
      case TITLE -> title = text;
      case DESCRIPTION -> description = text;
      case CANONICAL -> canonical = text;
      case STARTED -> startedMillis = instant(text);
      case STATUS, DEPTH, BYTES, H1_COUNT -> {
        var number = whole(text);
        if (number >= 0) {
          number(field, number);
        }
      }
      case LINKS, MS -> {}
    }
  }

  /// Takes a number.
  void number(RecordField field, long number) {
    fields |= field.bit();
    var small = Math.clamp(number, 0, Integer.MAX_VALUE);
    switch (field) {
      case STATUS -> status = small;
      case DEPTH -> depth = small;
      case BYTES -> bytes = Math.max(0, number);
      case H1_COUNT -> h1Count = small;
      case STARTED -> startedMillis = number < 0 ? -1 : number;
      case URL,
          ERROR,
          VERDICT,
          REFERRER,
          TYPE,
          REDIRECT,
          CHANGE,
          DIGEST,
          SHA256,
          LINKS,
          MS,
          TITLE,
          DESCRIPTION,
          CANONICAL ->
          text(field, Long.toString(number));
    }
  }

  /// Takes the links of the page; null if there is no list of them.
  void links(@Nullable List<String> list) {
    fields |= list == null ? 0 : RecordField.LINKS.bit();
    links = list;
  }

  /// Takes the time of a phase that belongs to the latency, milliseconds.
  void phase(double millis) {
    fields |= RecordField.MS.bit();
    latencyMillis = Math.max(latencyMillis, 0) + Math.max(millis, 0);
  }

  /// Whether a phase is part of the latency: parsing is not.
  static boolean isLatency(String phase) {
    return switch (phase) {
      case "dns", "connect", "tls", "wait", "body" -> true;
      default -> false;
    };
  }

  /// The record.
  ///
  /// @param offset of the record in its file, or -1
  /// @return null if it has no URL
  @Nullable InputRecord build(long offset) {
    var named = url;
    return named == null
        ? null
        : new InputRecord(
            named,
            new InputRecord.Outcome(status, error, verdict, redirect, change),
            depth,
            referrer,
            new InputRecord.Body(type, bytes, digest, sha256),
            new InputRecord.Times(startedMillis, latencyMillis),
            new InputRecord.Facts(title, description, h1Count, canonical),
            links,
            offset,
            fields);
  }

  private static long whole(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  private static long instant(String text) {
    try {
      var instant = Instant.parse(text);
      return instant.getEpochSecond() * 1_000 + instant.getNano() / MILLIS_OF_SECOND;
    } catch (DateTimeException _) {
      return -1;
    }
  }
}
