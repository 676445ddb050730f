package dev.spinneret.fetch.dns;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Locale;

/// No name server gave an answer: whether the name exists is not known, and another lookup may find
/// out.
public final class NoAnswerException extends IOException {
  private static final long serialVersionUID = 1;

  /// Says that a lookup failed.
  ///
  /// @param detail for people
  public NoAnswerException(String detail) {
    super(detail);
  }

  /// Tells this failure from an unknown name, in what the JDK reports. It throws the same exception
  /// for both, with the C library's text for the error: that of EAI_AGAIN or EAI_FAIL (RFC 3493
  /// §6.1) in glibc, macOS and musl.
  ///
  /// @param unknown from [java.net.InetAddress#getAllByName]
  /// @return true if no answer came
  public static boolean isMeantBy(UnknownHostException unknown) {
    var text = String.valueOf(unknown.getMessage()).toLowerCase(Locale.ROOT);
    return text.endsWith(": temporary failure in name resolution")
        || text.endsWith(": try again")
        || text.contains(": non-recoverable ");
  }
}
