package dev.spinneret.samples.ladder;

import dev.spinneret.engine.poll.Libc;
import dev.spinneret.engine.poll.NativeMemory;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// A pair of a device and the line to it, as Linux makes them: what is written to one end is read
/// at the other.
///
/// The line's end is a terminal with a path, and as good as a serial port for whoever opens that.
/// All calls are those of the C library; see pty(7) and termios(3).
///
/// @param device the descriptor of the device's end
/// @param line the path of the line's end
record PseudoTerminal(int device, String line) {
  static final int O_RDWR = 2;
  static final int O_NOCTTY = 0x100;
  static final int O_NONBLOCK = 0x800;
  static final int O_CLOEXEC = 0x80000;

  private static final int TERMIOS_BYTES = 128;
  private static final MemorySegment POSIX_OPENPT = Libc.find("posix_openpt");
  private static final MemorySegment GRANTPT = Libc.find("grantpt");
  private static final MemorySegment UNLOCKPT = Libc.find("unlockpt");
  private static final MemorySegment PTSNAME = Libc.find("ptsname");
  private static final MemorySegment OPEN = Libc.find("open");
  private static final MemorySegment TCGETATTR = Libc.find("tcgetattr");
  private static final MemorySegment TCSETATTR = Libc.find("tcsetattr");
  private static final MemorySegment CFMAKERAW = Libc.find("cfmakeraw");

  /// Opens a pair.
  @SuppressWarnings("restricted") // The name that the C library keeps is read in its memory.
  static PseudoTerminal open(Libc libc) throws IOException {
    int flags = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
    int device = check(libc, libc.call(POSIX_OPENPT, flags, 0, 0));
    check(libc, libc.call(GRANTPT, device, 0, 0));
    check(libc, libc.call(UNLOCKPT, device, 0, 0));
    var name = MemorySegment.ofAddress(libc.call(PTSNAME, device, 0, 0, 0, 0, 0));
    return new PseudoTerminal(device, name.reinterpret(Long.MAX_VALUE).getString(0));
  }

  /// Opens a serial port or terminal in raw mode: octets go through as they are, none is echoed.
  ///
  /// @return its descriptor
  static int openRaw(Libc libc, String path) throws IOException {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    var text = NativeMemory.allocate(name.length + 1);
    text.bytes().put(name);
    int line =
        check(libc, libc.call(OPEN, text.address(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC, 0));
    var settings = NativeMemory.allocate(TERMIOS_BYTES);
    check(libc, libc.call(TCGETATTR, line, settings.address(), 0));
    libc.call(CFMAKERAW, settings.address(), 0, 0);
    check(libc, libc.call(TCSETATTR, line, 0, settings.address()));
    return line;
  }

  private static int check(Libc libc, int result) throws IOException {
    if (result < 0) {
      throw new IOException(libc.message(libc.errno()));
    }
    return result;
  }
}
