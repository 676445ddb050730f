package dev.spinneret.cli.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
  @Test
  void slipsAreFewAgainstTheLengthOfTheWord() {
    var words = List.of("--links", "--sample", "--state");
    assertEquals(Optional.of("--links"), Nearest.to("--link", words));
    assertEquals(Optional.of("--state"), Nearest.to("--sttae", words));
    assertEquals(Optional.empty(), Nearest.to("--frobnicate", words));
    assertEquals(Optional.empty(), Nearest.to("--rate", words), "the dashes do not count");
    assertEquals(Optional.empty(), Nearest.to("", words));
  }
}
