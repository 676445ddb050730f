package dev.spinneret.cli.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The content of a compressed file. A file that was cut off ends where its data ends; that the
/// compression fails there is no failure to read it, and [#isCut] says so.
final class Unpacked extends FilterInputStream {
  /// Undoes a compression.
  interface Coding {
    /// Opens the content.
    ///
    /// @param in the compressed file
    /// @return its content, which closes `in`
    /// @throws IOException if it is not compressed in this way
    InputStream open(InputStream in) throws IOException;
  }

  private final Source source;
  private boolean isCut;

  private Unpacked(Source source, InputStream content) {
    super(content);
    this.source = source;
  }

  static Unpacked of(InputStream in, Coding coding) throws IOException {
    var source = new Source(in);
    return new Unpacked(source, coding.open(source));
  }

  /// Whether the end that was read is not the end of the content.
  boolean isCut() {
    return isCut;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    if (isCut) {
      return -1;
    }
    try {
      return in.read(to, from, length);
    } catch (IOException e) {
      if (!source.isAtEnd) {
        throw e;
      }
      isCut = true;
      return -1;
    }
  }

  /// Knows whether its end was read.
  private static final class Source extends FilterInputStream {
    private boolean isAtEnd;

    Source(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int octet = in.read();
      isAtEnd |= octet < 0;
      return octet;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      int count = in.read(to, from, length);
      isAtEnd |= count < 0;
      return count;
    }
  }
}
