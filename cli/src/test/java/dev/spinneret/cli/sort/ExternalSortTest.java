package dev.spinneret.cli.sort;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.terminal.OutputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalSortTest {
  @TempDir Path directory;

  /// From everything in memory to a run for nearly every item, merged several times.
  @ParameterizedTest
  @ValueSource(longs = {1 << 30, 1 << 20, 20_000, 2_000, 200, 1})
  void itemsComeInTheOrderOfTheirBytes(long memoryBytes) {
    var seed = 5L;
    var random = new Random(seed);
    var items = new ArrayList<byte[]>();
    for (var i = 0; i < 3_000; i++) {
      var length = i % 500 == 0 ? 200_000 : random.nextInt(40);
      var item = new byte[length];
      random.nextBytes(item);
      items.add(item);
    }
    items.add(items.get(1));
    try (var sort = new ExternalSort(directory, memoryBytes, 8)) {
      items.forEach(sort::add);
      items.sort(Arrays::compareUnsigned);
      var sorted = sort.sorted();
      for (var item : items) {
        assertArrayEquals(item, sorted.next(), "seed " + seed);
      }
      assertNull(sorted.next());
      assertEquals(memoryBytes == 1 << 30, sort.peakFileBytes() == 0);
    }
  }

  @Test
  void nothingIsSortedIntoNothing() {
    try (var sort = new ExternalSort(null, 100)) {
      assertNull(sort.sorted().next());
    }
  }

  @Test
  void theTemporaryFileHasNoNameAndOneDescriptor() throws IOException {
    var before = descriptors();
    try (var sort = new ExternalSort(directory, 1, 4)) {
      for (var i = 0; i < 100; i++) {
        sort.add(new byte[] {(byte) i});
      }
      assertNotNull(sort.sorted().next());
      assertTrue(sort.peakFileBytes() > 0);
      try (var files = Files.list(directory)) {
        assertEquals(List.of(), files.toList());
      }
      assertTrue(descriptors() <= before + 1, "descriptors: " + before + ", " + descriptors());
    }
    assertTrue(descriptors() <= before, "descriptors: " + before + ", " + descriptors());
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsNamed() {
    var none = directory.resolve("none");
    try (var sort = new ExternalSort(none, 1)) {
      var thrown = assertThrows(OutputException.class, () -> sort.add(new byte[1]));
      assertEquals("a temporary file in " + none, thrown.target());
    }
  }

  /// Those of this directory's files, deleted or not.
  private long descriptors() throws IOException {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.map(ExternalSortTest::target)
          .filter(target -> target.startsWith(directory.toString()))
          .count();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException _) {
      return "";
    }
  }
}
