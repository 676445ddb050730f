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
  private @Nullable String[] references = new String[FIRST_CAPACITY];
  private LinkKind[] kinds = new LinkKind[FIRST_CAPACITY];
  private boolean[] nofollow = new boolean[FIRST_CAPACITY];

  /// Where each value begins and ends: two numbers per link.
  private int[] places = new int[2 * FIRST_CAPACITY];

  /// The relations and the text of each link: two for each; empty when they are not wanted.
  private @Nullable String[] details;

  private final Effort effort;
  private final @Nullable PlaceNotes notes;
  private int count;

  /// Whether there was no room for the reference that was added last, nor is for any after it.
  private boolean full;

  private final List<MalformedLink> malformed = new ArrayList<>(0);

  /// @param body the page's octets; empty when all references are text
  /// @param values decodes references in the octets
  /// @param isDetailed whether relations and texts are kept
  /// @param effort what reading the page may cost
  /// @param notes takes where they stand; null when nobody asks
  FoundLinks(
      byte[] body,
      @Nullable TagReader values,
      boolean isDetailed,
      Effort effort,
      @Nullable PlaceNotes notes) {
    this.notes = notes;
    this.details = isDetailed ? new String[2 * FIRST_CAPACITY] : new String[0];
    this.effort = effort;
    this.body = body;
    this.values = values;
  }

  /// Adds a reference that is text.
  void add(String text, LinkKind kind, boolean isNofollow) {
    full = !effort.addFound();
    if (!full) {
      next(kind, isNofollow);
      references[count++] = text;
    }
  }

  /// Adds the reference of an `a` in the octets.
  void addAnchor(int from, int to, boolean isNofollow) {
    full = !effort.addFound();
    if (full) {
      return;
    }
    next(LinkKind.A, isNofollow);
    places[2 * count] = from;
    places[2 * count + 1] = to;
    count++;
  }

  private void next(LinkKind kind, boolean isNofollow) {
    if (count == kinds.length) {
      references = Arrays.copyOf(references, 2 * count);
      kinds = Arrays.copyOf(kinds, 2 * count);
      nofollow = Arrays.copyOf(nofollow, 2 * count);
      places = Arrays.copyOf(places, 4 * count);
      details = Arrays.copyOf(details, 2 * details.length);
    }
    if (notes != null) {
      notes.found();
    }
    kinds[count] = kind;
    nofollow[count] = isNofollow;
  }

  /// Notes that the reference that was added last is that of an element of SVG.
  void isOfSvg() {
    if (notes != null && !full) {
      notes.isOfSvg();
    }
  }

  /// The place of the reference that was added last, for [#text].
  ///
  /// @return -1 when there was no room for it
  int last() {
    return full ? -1 : count - 1;
  }

  /// Adds what the element of the reference that was added last says of its relations.
  void relations(@Nullable String rel) {
    if (details.length > 0 && last() >= 0 && rel != null && !rel.isBlank()) {
      details[2 * count - 2] = rel;
    }
  }

  /// Adds the text of a link.
  ///
  /// @param index as [#last] gave it
  void text(int index, String text) {
    if (details.length > 0 && index >= 0) {
      details[2 * index + 1] = text;
    }
  }

  /// The text of the link that was found first.
  ///
  /// @return null if there is none
  @Nullable String firstText() {
    return details.length > 0 && count > 0 ? details[1] : null;
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
        var link = link(i, url);
        if (!effort.addLink(link)) {
          break;
        }
        if (notes != null) {
          notes.isLink(i);
        }
        links[resolvedCount++] = link;
      } else if (resolver.isUsedUp()) {
        effort.truncateLinks();
        break;
      } else if (malformed.size() < MalformedLink.MAX_COUNT) {
        noteMalformed(i, resolver);
      }
    }
    return List.of(resolvedCount == count ? links : Arrays.copyOf(links, resolvedCount));
  }

  private Link link(int index, WebUrl url) {
    return details.length == 0
        ? new Link(url, kinds[index], nofollow[index])
        : new Link(url, kinds[index], nofollow[index], details[2 * index], details[2 * index + 1]);
  }

  /// What [#resolved] found to be malformed.
  List<MalformedLink> malformed() {
    return malformed;
  }

  private void noteMalformed(int index, LinkResolver resolver) {
    var text = references[index];
    var reference = text == null ? values().value(places[2 * index], places[2 * index + 1]) : text;
    if (resolver.isMalformed(reference)) {
      if (notes != null) {
        notes.isMalformed(index);
      }
      malformed.add(new MalformedLink(reference, kinds[index], nofollow[index]));
    }
  }

  private @Nullable WebUrl url(int index, LinkResolver resolver) {
    var text = references[index];
    if (text != null) {
      return resolver.resolve(text, kinds[index]);
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
