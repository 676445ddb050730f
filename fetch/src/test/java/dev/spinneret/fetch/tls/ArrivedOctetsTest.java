package dev.spinneret.fetch.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ArrivedOctetsTest {
  private final ArrivedOctets arrived = new ArrivedOctets();

  @Test
  void whatIsLeftOverIsCopiedAndComesBeforeWhatFollows() {
    var lent = ByteBuffer.wrap(new byte[] {1, 2, 3});
    arrived.lend(lent);
    assertSame(lent, arrived.octets(), "read where it lies");
    assertEquals(1, arrived.octets().get());
    arrived.keep();
    lent.put(2, (byte) 9);
    arrived.lend(ByteBuffer.wrap(new byte[] {4}));
    assertEquals(ByteBuffer.wrap(new byte[] {2, 3, 4}), arrived.octets());
    arrived.octets().position(3);
    arrived.keep();
    assertFalse(arrived.areThere());
  }
}
