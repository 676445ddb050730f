package dev.spinneret.samples.ladder;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;

/// As much HTTP/1.0 as the ladder needs: what to send for a page, and where its body begins.
final class Message {
  private Message() {}

  static ByteBuffer request(String path) {
    return US_ASCII.encode("GET " + path + " HTTP/1.0\r\n\r\n");
  }

  /// The size of the body of a whole answer.
  static int bodyBytes(byte[] answer) throws IOException {
    for (int i = 3; i < answer.length; i++) {
      if (answer[i] == '\n' && answer[i - 1] == '\r' && answer[i - 2] == '\n') {
        return answer.length - i - 1;
      }
    }
    throw new IOException("the answer of " + answer.length + " bytes has no body");
  }
}
