package dev.spinneret.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Standard output as raw bytes: unlike [System#out], a failed write is an [IOException].
public final class StandardOutput {
  private StandardOutput() {}

  /// Opens standard output. Nothing is buffered here.
  ///
  /// @return the stream; closing it leaves standard output open for whoever comes next
  public static OutputStream open() {
    return new Unclosed();
  }

  private static final class Unclosed extends OutputStream {
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }
  }

  /// Whether a failed write means that the reader has left, as in `spinneret crawl … | head -1`.
  ///
  /// That is no error: the reader has all it wanted. The system's message may be in the user's
  /// language, so where it says nothing the kind of standard output decides.
  ///
  /// @param failure what a write to standard output threw
  /// @return false for a full disk and whatever else can go wrong with a file
  public static boolean isClosedPipe(IOException failure) {
    var message = String.valueOf(failure.getMessage());
    if (message.contains("Broken pipe") || message.contains("Connection reset")) {
      return true;
    }
    if (message.contains("No space left on device") || message.contains("quota exceeded")) {
      return false;
    }
    try {
      var target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return target.startsWith("pipe:") || target.startsWith("socket:");
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }
}
