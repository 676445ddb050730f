package dev.spinneret.cli.record;

import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.parse.html.Page;
import dev.spinneret.parse.html.PageFacts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The values of the fields of a record. Some fields are about the URL, some about the reply, some
/// about the page in it, and some about the facts in that; a record without one of these lacks its
/// fields.
final class FieldValues {
  private FieldValues() {}

  /// Writes a field of an entry.
  ///
  /// @param choice what else the record has
  static void write(Field field, Entry entry, RecordChoice choice, FieldWriter out)
      throws IOException {
    var page = entry.page();
    switch (field) {
      case URL -> out.text(entry.href());
      case ERROR -> out.text(cause(entry.verdict()));
      case DETAIL -> textOrAbsent(detail(entry), out);
      case VERDICT -> out.text(entry.verdict().kind().label());
      case DEPTH -> out.number(entry.depth());
      case REFERRER -> out.text(entry.referrer());
      case STATUS -> {
        if (page == null || page.status() == 0) {
          out.text(null);
        } else {
          out.number(page.status());
        }
      }
      // Not exhaustive: all others are about a request.
      default -> {
        if (page == null) {
          out.absent();
        } else {
          writeRequested(field, page, choice, out);
        }
      }
    }
  }

  private static @Nullable String cause(Verdict verdict) {
    return verdict instanceof Verdict.Failed failed ? failed.cause().label() : null;
  }

  private static @Nullable String detail(Entry entry) {
    var page = entry.page();
    var detail =
        page == null || page.reply() == null ? entry.verdict().detail() : page.errorDetail();
    return detail == null || detail.isEmpty() ? null : detail;
  }

  private static void writeRequested(
      Field field, PageRecord page, RecordChoice choice, FieldWriter out) throws IOException {
    var content = page.content();
    var reply = page.reply();
    switch (field) {
      case TYPE -> out.text(page.type());
      case BYTES -> out.number(page.bytes());
      case TRUNCATED -> mark(page.truncated(), out);
      case LINKS_TRUNCATED -> mark(content.linksTruncated(), out);
      case PARSE_BUDGET -> mark(content.parseBudget(), out);
      case REDIRECT -> {
        var redirect = page.redirect();
        out.text(redirect == null ? null : redirect.href());
      }
      case DUPLICATE_OF -> textOrAbsent(page.original(), out);
      case CHANGE -> {
        var revisit = page.revisit();
        textOrAbsent(revisit == null ? null : revisit.change().label(), out);
      }
      case HEADERS -> {
        if (reply == null) {
          out.absent();
        } else {
          out.beginObject();
          for (var name : choice.headers()) {
            out.member(name);
            out.values(reply.headers().all(name));
          }
          out.endObject();
        }
      }
      case ROBOTS_HEADER -> {
        if (reply == null) {
          out.absent();
        } else {
          out.list(reply.headers().all("X-Robots-Tag"));
        }
      }
      case LINKS -> out.links(content.links());
      case LINK_DETAILS -> out.linkDetails(content.links());
      case DIGEST -> out.text(page.error() == null ? Digests.hex(content.digest()) : null);
      case SHA256 -> {
        var revisit = page.revisit();
        boolean isKept = revisit != null && revisit.kept() != null;
        out.text(reply == null || isKept ? null : Digests.sha256(reply.body()));
      }
      case STARTED -> out.instant(page.fetch().started());
      case ATTEMPTS -> {
        if (page.fetch().attempts() > 1) {
          out.number(page.fetch().attempts());
        } else {
          out.absent();
        }
      }
      case MS -> timings(page, out);
      // Not exhaustive: all others are about the page.
      default -> {
        if (content.page() == null) {
          out.absent();
        } else {
          write(field, content.page(), out);
        }
      }
    }
  }

  /// Writes a field of a page, if it is about a page.
  ///
  /// @param page what was read
  /// @param out takes the field
  static void write(Field field, Page page, FieldWriter out) throws IOException {
    switch (field) {
      case TITLE -> out.text(page.title());
      case CANONICAL -> {
        var canonical = page.canonical();
        out.text(canonical == null ? null : canonical.href());
      }
      case TEXT -> textOrAbsent(page.text(), out);
      case EXTRACT -> {
        if (page.extracts().isEmpty()) {
          out.absent();
          return;
        }
        out.beginObject();
        for (var extract : page.extracts()) {
          out.member(extract.name());
          out.values(extract.values());
        }
        out.endObject();
      }
      // Not exhaustive: all others are facts, or not about the page.
      default -> {
        if (page.facts() == null) {
          out.absent();
        } else {
          write(field, page.facts(), out);
        }
      }
    }
  }

  private static void write(Field field, PageFacts facts, FieldWriter out) throws IOException {
    switch (field) {
      case DESCRIPTION -> out.text(facts.description());
      case H1 -> out.text(facts.heading());
      case H1_COUNT -> out.number(facts.headingCount());
      case ROBOTS_META -> out.list(facts.robots());
      case LANGUAGE -> out.text(facts.language());
      case HREFLANG -> out.alternates(facts.alternates());
      case OG_TITLE -> out.text(facts.ogTitle());
      case OG_TYPE -> out.text(facts.ogType());
      case OG_IMAGE -> {
        var image = facts.ogImage();
        out.text(image == null ? null : image.href());
      }
      case WORD_COUNT -> out.number(facts.wordCount());
      case LINKS_INTERNAL -> out.number(facts.internalCount());
      case LINKS_EXTERNAL -> out.number(facts.externalCount());
      case LINKS_NOFOLLOW -> out.number(facts.nofollowCount());
      // Not exhaustive: the others are written before.
      default -> throw new IllegalStateException(field + " is no fact");
    }
  }

  private static void timings(PageRecord page, FieldWriter out) throws IOException {
    var timings = page.fetch().timings();
    out.beginObject();
    millis("dns", timings.dnsNanos(), out);
    millis("connect", timings.connectNanos(), out);
    millis("tls", timings.tlsNanos(), out);
    millis("wait", timings.waitNanos(), out);
    millis("body", timings.bodyNanos(), out);
    millis("parse", page.content().parseNanos(), out);
    out.endObject();
  }

  private static void millis(String phase, long nanos, FieldWriter out) throws IOException {
    out.member(phase);
    out.millis(nanos);
  }

  private static void mark(boolean isSet, FieldWriter out) throws IOException {
    if (isSet) {
      out.mark();
    } else {
      out.absent();
    }
  }

  private static void textOrAbsent(@Nullable String value, FieldWriter out) throws IOException {
    if (value == null) {
      out.absent();
    } else {
      out.text(value);
    }
  }
}
