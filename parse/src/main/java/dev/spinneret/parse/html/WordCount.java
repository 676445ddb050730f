package dev.spinneret.parse.html;

import dev.spinneret.parse.octets.Words;

/// Counts the words of text that comes in pieces: runs of characters that are no [white
/// space][CollapsedText#isSpace].
///
/// Text in octets is counted where it is, as far as that gives what counting the decoded text
/// would.
final class WordCount {
  private static final long AMPERSANDS = Words.of((byte) '&');
  private static final long NULS = Words.of((byte) 0);
  private static final String NBSP = "nbsp;";

  /// How names of character references begin that are white space, and some that are not.
  private static final String[] SPACES = {
    "nbsp",
    "NonBreak",
    "Tab",
    "NewLine",
    "ensp",
    "emsp",
    "numsp",
    "puncsp",
    "thinsp",
    "Thi",
    "hairsp",
    "VeryThin",
    "MediumS"
  };

  private int count;
  private boolean inWord;

  int count() {
    return count;
  }

  /// The next text is of another word.
  void end() {
    inWord = false;
  }

  /// Counts decoded text.
  void add(String text) {
    for (var i = 0; i < text.length(); i++) {
      next(!CollapsedText.isSpace(text.charAt(i)));
    }
  }

  private void next(boolean isGraphic) {
    count += isGraphic && !inWord ? 1 : 0;
    inWord = isGraphic;
  }

  /// Counts text between two tags.
  ///
  /// @param octets the page
  /// @param isUtf8 whether it is in UTF-8, not in another encoding that keeps ASCII
  /// @return false when the text has to be decoded: nothing was counted
  boolean add(byte[] octets, int from, int to, boolean isUtf8) {
    var countBefore = count;
    var inWordBefore = inWord;
    var last = to - Words.OCTETS;
    var i = from;
    while (i < to) {
      if (i <= last) {
        var word = Words.at(octets, i);
        if (!Words.isBeyondAscii(word)
            && Words.matches(word, AMPERSANDS) == 0
            && Words.matches(word, NULS) == 0) {
          var graphic = Words.aboveBlank(word);
          count += Words.count(Words.starts(graphic, inWord));
          inWord = graphic < 0;
          i += Words.OCTETS;
          continue;
        }
      }
      // Up to the end of the word, so that one odd octet is not read again with the next word.
      var stop = Math.min(to, i + Words.OCTETS);
      while (i < stop) {
        var length = one(octets, i, to, isUtf8);
        if (length == 0) {
          count = countBefore;
          inWord = inWordBefore;
          return false;
        }
        i += length;
      }
    }
    return true;
  }

  /// Counts a character, a reference, or an octet of a longer character.
  ///
  /// @return how many octets it has; 0 when it is not known what it is
  private int one(byte[] octets, int at, int to, boolean isUtf8) {
    var c = octets[at];
    if (c == '&') {
      return reference(octets, at, to);
    }
    if (c > 0) {
      next(c > ' ');
      return 1;
    }
    if (c == 0 || !isUtf8) {
      return 0;
    }
    var space = spaceLength(octets, at, to);
    next(space == 0);
    return Math.max(1, space);
  }

  /// How many octets a space beyond ASCII has in UTF-8; 0 where none is.
  private static int spaceLength(byte[] octets, int at, int to) {
    var first = octets[at] & 0xFF;
    var second = at + 1 < to ? octets[at + 1] & 0xFF : 0;
    if (first == 0xC2) {
      return second == 0xA0 ? 2 : 0;
    }
    if (first < 0xE1 || first > 0xE3 || at + 2 >= to) {
      return 0;
    }
    var third = octets[at + 2] & 0xFF;
    var c = (first & 0x0F) << 12 | (second & 0x3F) << 6 | (third & 0x3F);
    var isCharacter = (second & 0xC0) == 0x80 && (third & 0xC0) == 0x80;
    return isCharacter && CollapsedText.isSpace((char) c) ? 3 : 0;
  }

  /// Counts a character reference, or the ampersand that begins none.
  private int reference(byte[] octets, int at, int to) {
    if (at + 1 < to && octets[at + 1] == '#') {
      return numeric(octets, at, to);
    }
    if (startsWith(octets, at + 1, to, NBSP)) {
      next(false);
      return 1 + NBSP.length();
    }
    for (var space : SPACES) {
      if (startsWith(octets, at + 1, to, space)) {
        return 0;
      }
    }
    next(true); // and its name is as graphic as what it stands for
    return 1;
  }

  private int numeric(byte[] octets, int at, int to) {
    var c = 0;
    var i = at + 2;
    while (i < to && octets[i] >= '0' && octets[i] <= '9' && c <= Character.MAX_VALUE) {
      c = 10 * c + octets[i++] - '0';
    }
    if (c < 0xA0 || c > Character.MAX_VALUE || CollapsedText.isSpace((char) c)) {
      return 0; // also a hexadecimal one, and those that stand for another character
    }
    next(true);
    return i - at;
  }

  private static boolean startsWith(byte[] octets, int at, int to, String text) {
    if (at + text.length() > to) {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      if (octets[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
