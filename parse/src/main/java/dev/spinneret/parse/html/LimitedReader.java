package dev.spinneret.parse.html;

import java.io.Reader;

/// A text that ends early when reading it costs too much: jsoup then finishes the tree that it has.
final class LimitedReader extends Reader {
  private final String text;
  private final int end;
  private final Effort effort;
  private int at;

  LimitedReader(String text, Effort effort) {
    this.text = text;
    this.end = Math.min(text.length(), effort.treeChars());
    this.effort = effort;
  }

  @Override
  public int read(char[] into, int from, int count) {
    if (at == end) {
      if (end < text.length()) {
        effort.cut();
      }
      return -1;
    }
    if (effort.isOutOfTime()) {
      return -1;
    }
    int read = Math.min(count, end - at);
    text.getChars(at, at + read, into, from);
    at += read;
    return read;
  }

  @Override
  public void close() {}
}
