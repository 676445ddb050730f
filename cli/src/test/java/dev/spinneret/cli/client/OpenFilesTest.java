package dev.spinneret.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// What the text of the limits says.
class OpenFilesTest {
  private static String limits(String soft) {
    return """
    Limit                     Soft Limit           Hard Limit           Units
    Max processes             256890               256890               processes
    Max open files            %-20s 1048576              files
    Max locked memory         8388608              8388608              bytes
    """
        .formatted(soft);
  }

  @Test
  void theSoftLimitCounts() {
    assertEquals(64, OpenFiles.limit(limits("64")));
    assertNull(OpenFiles.limit(limits("unlimited")));
    assertNull(OpenFiles.limit("nothing of the kind\n"));
  }

  @Test
  void thereIsAlwaysRoomForOneConnection() {
    assertTrue(OpenFiles.connections(1, 1) >= 1);
    assertEquals(1, OpenFiles.connections(Integer.MAX_VALUE, Integer.MAX_VALUE));
  }
}
