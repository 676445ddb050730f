package dev.spinneret.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// Standard output as raw bytes: unlike [System#out], a failed write is an [IOException].
///
/// A JVM that crashes, or has too little memory, writes to its standard output. So the launcher
/// puts standard error there, and standard output at the number that a property gives.
public final class StandardOutput {
  /// The property with the number of the descriptor.
  public static final String PROPERTY = "spinneret.out";

  private static final int USUAL = 1;
  private static final int NUMBER = Integer.getInteger(PROPERTY, USUAL);

  private StandardOutput() {}

  /// The number of its descriptor.
  ///
  /// @return 1 unless the launcher chose another
  public static int number() {
    return NUMBER;
  }

  /// The names by which people give standard output as a file.
  private static final Set<String> NAMES = Set.of("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1");

  /// Whether a file is standard output.
  ///
  /// @param name such as `/dev/stdout`; `-` is another matter
  /// @return false for a file that standard output was redirected to
  public static boolean isFile(String name) {
    return NAMES.contains(name) || name.equals("/dev/fd/" + NUMBER);
  }

  /// Where a file is for this process, whose standard output may be at another number.
  ///
  /// @param name of a file
  /// @return the same unless it is standard output
  public static String file(String name) {
    return isFile(name) && NUMBER != USUAL ? "/dev/fd/" + NUMBER : name;
  }

  private static FileDescriptor descriptor() {
    if (NUMBER == USUAL) {
      return FileDescriptor.out;
    }
    try {
      var constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
      constructor.setAccessible(true);
      return constructor.newInstance(NUMBER);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no descriptor " + NUMBER, e);
    }
  }

  /// Opens standard output. Nothing is buffered here.
  ///
  /// @return the stream; closing it leaves standard output open for whoever comes next
  public static OutputStream open() {
    return new Unclosed();
  }

  /// Writes something to standard output.
  public interface Content<T> {
    /// Writes it.
    ///
    /// @param out standard output
    /// @throws IOException if it cannot be written
    T writeTo(OutputStream out) throws IOException;
  }

  /// Has something written to standard output.
  ///
  /// @return what `content` returned
  /// @throws ClosedPipeException if the reader has left
  /// @throws OutputException if it cannot be written
  public static <T> T write(Content<T> content) {
    try (var out = open()) {
      return content.writeTo(out);
    } catch (IOException e) {
      throw OutputException.standardOutput(e);
    }
  }

  /// Writes bytes to standard output.
  ///
  /// @param bytes all of them
  /// @throws ClosedPipeException if the reader has left
  /// @throws OutputException if they cannot be written
  public static void print(byte[] bytes) {
    write(out -> {
      out.write(bytes);
      return true;
    });
  }

  /// Writes text to standard output, in UTF-8.
  ///
  /// @param text with its line feeds
  /// @throws ClosedPipeException if the reader has left
  /// @throws OutputException if it cannot be written
  public static void print(String text) {
    print(text.getBytes(StandardCharsets.UTF_8));
  }

  private static final class Unclosed extends OutputStream {
    private final FileOutputStream out = new FileOutputStream(descriptor());

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
      var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + NUMBER)).toString();
      return target.startsWith("pipe:") || target.startsWith("socket:");
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }
}
