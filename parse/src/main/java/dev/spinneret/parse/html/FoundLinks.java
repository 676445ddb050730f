package dev.spinneret.parse.html;

import dev.spinneret.parse.html.scan.TagReader;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The links of a page until they are resolved, which happens last, because a base element also
/// applies to the links before it. A reference is text, or a range of the page's octets.
final class FoundLinks {
  private static final int FIRST_CAPACITY = 48;

  /// How many links are resolved between two looks at the clock.
  private static final int LINKS_PER_CHECK = 256;

  private final byte[] body;
  private final @Nullable TagReader values;
  private @Nullable String[] texts = new String[FIRST_CAPACITY];
  private LinkKind[] kinds = new LinkKind[FIRST_CAPACITY];
  private boolean[] nofollow = new boolean[FIRST_CAPACITY];

  /// Where each value begins and ends: two numbers per link.
  private int[] places = new int[2 * FIRST_CAPACITY];

  private final Effort effort;
  private final @Nullable PlaceNotes notes;
  private int count;
  private final List<MalformedLink> malformed = new ArrayList<>(0);

  /// @param body the page's octets; empty when all references are text
  /// @param values decodes references in the octets
  /// @param effort what reading the page may cost
  /// @param notes takes where they stand; null when nobody asks
  FoundLinks(byte[] body, @Nullable TagReader values, Effort effort, @Nullable PlaceNotes notes) {
    this.effort = effort;
    this.notes = notes;
    this.body = body;
    this.values = values;
  }

  /// Adds a reference that is text.
  void add(String text, LinkKind kind, boolean isNofollow) {
    if (effort.addFound()) {
      next(kind, isNofollow);
      texts[count++] = text;
    }
  }

  /// Adds a reference in the octets.
  void add(int from, int to, LinkKind kind, boolean isNofollow) {
    if (!effort.addFound()) {
      return;
    }
    next(kind, isNofollow);
    places[2 * count] = from;
    places[2 * count + 1] = to;
    count++;
  }

  private void next(LinkKind kind, boolean isNofollow) {
    if (count == kinds.length) {
      texts = Arrays.copyOf(texts, 2 * count);
      kinds = Arrays.copyOf(kinds, 2 * count);
      nofollow = Arrays.copyOf(nofollow, 2 * count);
      places = Arrays.copyOf(places, 4 * count);
    }
    if (notes != null) {
      notes.found();
    }
    kinds[count] = kind;
    nofollow[count] = isNofollow;
  }

  /// Resolves them, and records those that are [malformed][#malformed()].
  ///
  /// @return in the order found, without those that are not http(s) URLs; unmodifiable
  List<Link> resolved(LinkResolver resolver) {
    var links = new Link[count];
    var resolvedCount = 0;
    for (var i = 0; i < count; i++) {
      if ((i + 1) % LINKS_PER_CHECK == 0 && effort.isOutOfTime()) {
        break;
      }
      var url = url(i, resolver);
      if (url != null) {
        if (!effort.addLink(url)) {
          break;
        }
        if (notes != null) {
          notes.isLink(i);
        }
        links[resolvedCount++] = new Link(url, kinds[i], nofollow[i]);
      } else if (resolver.isUsedUp()) {
        effort.truncateLinks();
        break;
      } else if (malformed.size() < MalformedLink.MAX_COUNT) {
        noteMalformed(i, resolver);
      }
    }
    return List.of(resolvedCount == count ? links : Arrays.copyOf(links, resolvedCount));
  }

  /// What [#resolved] found to be malformed.
  List<MalformedLink> malformed() {
    return malformed;
  }

  private void noteMalformed(int index, LinkResolver resolver) {
    var text = texts[index];
    var reference = text == null ? values().value(places[2 * index], places[2 * index + 1]) : text;
    if (resolver.isMalformed(reference)) {
      if (notes != null) {
        notes.isMalformed(index);
      }
      malformed.add(new MalformedLink(reference, kinds[index], nofollow[index]));
    }
  }

  private @Nullable WebUrl url(int index, LinkResolver resolver) {
    var text = texts[index];
    if (text != null) {
      return resolver.resolve(text);
    }
    return resolver.resolve(body, places[2 * index], places[2 * index + 1], values());
  }

  private TagReader values() {
    if (values == null) {
      throw new IllegalStateException("links stand in octets that nothing reads");
    }
    return values;
  }
}
