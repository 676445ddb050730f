package dev.spinneret.parse.html.scan;

import dev.spinneret.parse.html.scan.HtmlTag.Is;
import java.util.Arrays;

/// The stack of open elements (WHATWG HTML §13.2.4.2), as far as it is known without a tree.
///
/// Special elements, which alone decide what later tags do, are exact. Formatting elements that
/// tree construction reconstructs are missing: at most [#unreconstructed()] of them. While it is 0,
/// the stack is exact.
///
/// An `a` with an href must not be reconstructed or cloned, because that would make a second link.
/// Whatever could do so, or a depth close to jsoup's limit, makes [#hasGivenUp()] true.
final class OpenElements {
  /// jsoup prunes at 512.
  private static final int MAX_DEPTH = 480;

  private static final int LINKED = -1;

  private final byte[] body;
  private HtmlTag[] tags = new HtmlTag[48];

  /// What else is known of each: where the name is in the body, to distinguish elements of unknown
  /// names; [#LINKED] for an `a` with an href; [#unreconstructed] before it for what sets a marker.
  private int[] notes = new int[48];

  private int size;

  /// The innermost `a` with an href; -1 when none is open.
  private int anchor = -1;

  /// The sum of [#unreconstructed] before the markers.
  private int outerUnreconstructed;

  /// How many `p` are open.
  private int paragraphCount;

  private int unreconstructed;
  private boolean givenUp;

  OpenElements(byte[] body) {
    this.body = body;
  }

  /// How many formatting elements the real stack can have more than this one, since the last
  /// marker.
  int unreconstructed() {
    return unreconstructed;
  }

  /// Whether it is no longer known what the tree is.
  boolean hasGivenUp() {
    return givenUp;
  }

  void giveUp() {
    givenUp = true;
  }

  int size() {
    return size;
  }

  HtmlTag tag(int index) {
    return tags[index];
  }

  boolean topIs(HtmlTag tag) {
    return tags[size - 1] == tag;
  }

  void push(HtmlTag tag, int nameAt) {
    if (size + unreconstructed + outerUnreconstructed >= MAX_DEPTH) {
      givenUp = true;
      return;
    }
    if (size == tags.length) {
      tags = Arrays.copyOf(tags, size * 2);
      notes = Arrays.copyOf(notes, size * 2);
    }
    if (tag == HtmlTag.P) {
      paragraphCount++;
    }
    tags[size] = tag;
    notes[size++] = nameAt;
  }

  /// Pushes an `a` with an href.
  void pushAnchor() {
    push(HtmlTag.A, LINKED);
    anchor = size - 1;
  }

  /// Pushes an element that sets a marker: what was open before it is not put back within it.
  void pushMarked(HtmlTag tag) {
    push(tag, unreconstructed);
    outerUnreconstructed += unreconstructed;
    unreconstructed = 0;
  }

  /// Whether an element has the name of a tag.
  boolean matches(int index, HtmlTag tag, int nameAt) {
    return tags[index] == tag
        && (tag != HtmlTag.CUSTOM || TagNames.areSame(body, notes[index], nameAt));
  }

  /// The innermost element of a name that is in scope (§13.2.4.2).
  ///
  /// @return -1 when there is none
  int inScope(HtmlTag tag) {
    return innermost(tag, Is.SCOPE);
  }

  /// The innermost `p` or `button` in button scope.
  int inButtonScope(HtmlTag tag) {
    return tag == HtmlTag.P && paragraphCount == 0
        ? -1
        : innermost(tag, Is.SCOPE | Is.BUTTON_SCOPE);
  }

  /// The innermost `li` in list item scope.
  int itemInScope() {
    return innermost(HtmlTag.LI, Is.SCOPE | Is.ITEM_SCOPE);
  }

  /// The innermost heading in scope.
  int headingInScope() {
    for (var i = size - 1; i >= 0; i--) {
      if (tags[i].is(Is.HEADING)) {
        return i;
      }
      if (tags[i].is(Is.SCOPE)) {
        return -1;
      }
    }
    return -1;
  }

  /// The innermost element of a name in table scope.
  int inTableScope(HtmlTag tag) {
    return innermost(tag, Is.TABLE_SCOPE);
  }

  /// The innermost element of a name that none of some groups stands over.
  private int innermost(HtmlTag tag, int boundary) {
    for (var i = size - 1; i >= 0; i--) {
      if (tags[i] == tag) {
        return i;
      }
      if (tags[i].is(boundary)) {
        return -1;
      }
    }
    return -1;
  }

  /// Pops the top, which is no formatting element.
  void pop() {
    if (tags[--size] == HtmlTag.P) {
      paragraphCount--;
    }
  }

  /// Pops an element and all above it, which the list of active formatting elements does not know.
  void drop(int index) {
    while (size > index) {
      pop();
    }
  }

  /// Pops the innermost element of a name with all above it, unless it stands before `first`.
  ///
  /// @return whether there was one
  boolean dropTo(int first, HtmlTag tag, int nameAt) {
    for (var i = size - 1; i >= first; i--) {
      if (matches(i, tag, nameAt)) {
        drop(i);
        return true;
      }
    }
    return false;
  }

  boolean hasAnchor() {
    return anchor >= 0;
  }

  boolean hasNestedAnchor() {
    return lastAnchor(anchor - 1) >= 0;
  }

  /// Pops an element and all above it; formatting elements among them may come back.
  void popTo(int index) {
    if (anchor >= index) {
      givenUp = true;
    }
    for (var i = size - 1; i >= index; i--) {
      if (tags[i] == HtmlTag.P) {
        paragraphCount--;
      } else if (tags[i].is(Is.FORMATTING)) {
        unreconstructed++;
      }
    }
    size = index;
  }

  /// Pops an element that has set a marker, and all above it: nothing of it comes back.
  void popMarked(int index) {
    for (var i = size - 1; i >= index; i--) {
      if (tags[i] == HtmlTag.P) {
        paragraphCount--;
      } else if (i > index && tags[i].is(Is.MARKER)) {
        // Its marker would stay and hide what stands before it.
        givenUp = true;
      }
    }
    size = index;
    unreconstructed = notes[index];
    outerUnreconstructed -= unreconstructed;
    if (anchor >= index) {
      anchor = lastAnchor(index - 1);
    }
  }

  /// The last `a` with an href up to an index; -1 when there is none.
  private int lastAnchor(int from) {
    for (var i = from; i >= 0; i--) {
      if (tags[i] == HtmlTag.A && notes[i] == LINKED) {
        return i;
      }
    }
    return -1;
  }

  /// Removes one element from where it stands.
  void remove(int index) {
    if (tags[index] == HtmlTag.P) {
      paragraphCount--;
    }
    System.arraycopy(tags, index + 1, tags, index, size - index - 1);
    System.arraycopy(notes, index + 1, notes, index, size - index - 1);
    size--;
    if (anchor > index) {
      anchor--;
    }
  }

  /// Generates implied end tags (§13.2.6.3).
  ///
  /// @param except stays open; [HtmlTag#CUSTOM] for none
  void impliedEnds(HtmlTag except) {
    while (tags[size - 1].is(Is.IMPLIED_END) && tags[size - 1] != except) {
      if (unreconstructed > 0) {
        // One that came back may stand above it, and then it stays open.
        givenUp = true;
        return;
      }
      pop();
    }
  }

  /// An end tag of an element that is not special: "any other end tag" of §13.2.6.4.7.
  void closeOrdinary(HtmlTag tag, int nameAt) {
    if (matches(size - 1, tag, nameAt)) {
      size--;
      return;
    }
    for (var i = size - 1; i >= 0 && !tags[i].is(Is.SPECIAL); i--) {
      if (matches(i, tag, nameAt)) {
        if (unreconstructed == 0) {
          popTo(i);
        } else if (anchor >= 0) {
          givenUp = true;
        }
        return;
      }
    }
  }

  /// An end tag of a formatting element other than `a`: the adoption agency algorithm.
  void closeFormatting(HtmlTag tag) {
    if (tags[size - 1] == tag) {
      size--;
      if (unreconstructed > 0) {
        // It may have closed one that came back, and this one stays.
        unreconstructed++;
      }
      return;
    }
    if (unreconstructed > 0) {
      if (anchor >= 0) {
        givenUp = true;
      }
      return;
    }
    adopt(tag);
  }

  /// Closes a formatting element that is not the top, while the stack is exact.
  private void adopt(HtmlTag tag) {
    var block = -1;
    for (var i = size - 1; i >= 0; i--) {
      if (tags[i] == tag) {
        if (block < 0) {
          popTo(i);
          unreconstructed--;
        } else {
          // Cloned into the block, with the formatting elements between the two.
          givenUp |= anchor > i;
          unreconstructed += block - i;
        }
        return;
      }
      if (tags[i].is(Is.SCOPE)) {
        return;
      }
      if (tags[i].is(Is.SPECIAL)) {
        block = i;
      }
    }
  }

  /// An end tag `a`.
  void closeAnchor() {
    if (anchor < 0) {
      closeFormatting(HtmlTag.A);
      return;
    }
    for (var i = size - 1; i > anchor; i--) {
      if (tags[i].is(Is.MARKER)) {
        // Those before a marker are out of sight.
        closeFormatting(HtmlTag.A);
        return;
      }
      if (tags[i].is(Is.SPECIAL)) {
        // Cloned into the block.
        givenUp = true;
        return;
      }
    }
    var index = anchor;
    anchor = -1;
    popTo(index);
    unreconstructed--;
    anchor = lastAnchor(index - 1);
  }

  /// A start tag `a` closes the one that is open.
  void startAnchor() {
    if (anchor >= 0) {
      for (var i = size - 1; i > anchor; i--) {
        if (tags[i] == HtmlTag.A) {
          // Both are removed.
          givenUp = true;
          return;
        }
        if (tags[i].is(Is.MARKER)) {
          givenUp |= unreconstructed > 0;
          return;
        }
        if (tags[i].is(Is.SPECIAL)) {
          givenUp = true;
          return;
        }
      }
      closeAnchor();
    } else {
      closeFormatting(HtmlTag.A);
    }
  }
}
