package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Sink;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// An output of one line a record, with a buffer that a crash loses.
final class LineFile implements Sink, DurableOutput, AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final StringBuilder buffer = new StringBuilder();

  LineFile(Path path) {
    this.path = path;
    try {
      channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void accept(PageRecord page) {
    buffer.append(page.url().href()).append(' ').append(page.status()).append(' ');
    buffer
        .append(page.verdict().kind().label())
        .append(' ')
        .append(page.content().links().size())
        .append('\n');
    // Half a record may reach the file at any time.
    if (buffer.length() > 1_000) {
      write(buffer.length() - 7);
    }
  }

  @Override
  public String name() {
    return path.getFileName().toString();
  }

  @Override
  public Mark mark() throws IOException {
    write(buffer.length());
    var bytes = channel.size();
    return () -> {
      channel.force(false);
      return bytes;
    };
  }

  @Override
  public void cutTo(long bytes) throws IOException {
    if (channel.size() < bytes) {
      throw new EOFException("only " + channel.size() + " bytes long");
    }
    channel.truncate(bytes);
    channel.position(bytes);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(int length) {
    try {
      channel.write(ByteBuffer.wrap(buffer.substring(0, length).getBytes(StandardCharsets.UTF_8)));
      buffer.delete(0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
