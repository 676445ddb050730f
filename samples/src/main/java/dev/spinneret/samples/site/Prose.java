package dev.spinneret.samples.site;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.IntStream;

/// Text to fill pages with, made once from the seed.
final class Prose {
  private static final int PARAGRAPHS = 64;
  private static final int PLAIN_BYTES = 4096;

  private static final List<String> PHRASES =
      List.of(
          "<em>%s</em>",
          "<strong>%s</strong>",
          "%s &amp; company",
          "caf\u00e9 %s",
          "%s &mdash; or so they say &mdash;",
          "M\u00fcller\u2019s %s",
          "<code>%s</code>",
          "&lt;%s&gt;");

  private final List<byte[]> paragraphs;

  /// Words and spaces without any markup.
  private final byte[] plain;

  Prose(long seed) {
    paragraphs =
        IntStream.range(0, PARAGRAPHS)
            .mapToObj(i -> paragraph(Mix.of(seed, i, 21)).getBytes(UTF_8))
            .toList();
    var text = new StringBuilder(PLAIN_BYTES + 16);
    for (int i = 0; text.length() < PLAIN_BYTES; i++) {
      text.append(new String(Words.at(Mix.of(seed, i, 22)), US_ASCII)).append(' ');
    }
    plain = text.substring(0, PLAIN_BYTES).getBytes(US_ASCII);
  }

  /// A paragraph with its tags, 300 to 900 bytes long.
  byte[] paragraph(int choice) {
    return paragraphs.get(Math.floorMod(choice, PARAGRAPHS));
  }

  /// Writes `count` bytes of text without markup.
  void writePlain(int count, ByteSink out) {
    int left = count;
    while (left > 0) {
      int part = Math.min(left, plain.length);
      out.put(plain, 0, part);
      left -= part;
    }
  }

  private static String paragraph(long mixed) {
    var text = new StringBuilder("<p>");
    int sentences = 4 + Mix.below(mixed, 5);
    for (int sentence = 0; sentence < sentences; sentence++) {
      long state = Mix.of(mixed, sentence, 23);
      int words = 7 + Mix.below(state, 9);
      for (int word = 0; word < words; word++) {
        long choice = Mix.of(state, word, 24);
        var plainWord = new String(Words.at(choice), US_ASCII);
        if (word == 0) {
          text.append(Character.toUpperCase(plainWord.charAt(0))).append(plainWord.substring(1));
        } else if (choice >>> 58 == 0) {
          text.append(PHRASES.get(Mix.below(choice << 7, PHRASES.size())).formatted(plainWord));
        } else {
          text.append(plainWord);
        }
        text.append(word == words - 1 ? ". " : " ");
      }
    }
    return text.append("</p>\n").toString();
  }
}
