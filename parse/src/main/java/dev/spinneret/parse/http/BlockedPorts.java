package dev.spinneret.parse.http;

import java.util.BitSet;
import java.util.stream.IntStream;

/// Ports of other protocols, to which browsers send no request for a page (WHATWG Fetch §2.9, port
/// blocking): whoever writes a link to a mail server, say, decides which commands the server reads
/// in the request.
public final class BlockedPorts {
  private static final BitSet PORTS = new BitSet(1 << 14);

  static {
    IntStream.of(
            0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95,
            101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161,
            179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563,
            587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
            6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080)
        .forEach(PORTS::set);
  }

  private BlockedPorts() {}

  /// Whether browsers block a port.
  ///
  /// @param port 0 to 65535
  /// @return true for the ports of the standard's list
  public static boolean holds(int port) {
    return PORTS.get(port);
  }
}
