package dev.spinneret.engine.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Chunks of URLs, and where they are: in memory up to a number of bytes, the others in a temporary
/// file.
///
/// The file is a [TemporaryFile]. Its slots are used again. Where it cannot be made or written,
/// chunks stay in memory. Of one loop.
public final class SpillFile {
  /// Where a chunk stands in the file.
  ///
  /// @param at the octet at which it begins
  /// @param length how many octets it has
  public record Slot(long at, int length) {}

  private final long maxBytes;
  private final int slotBytes;
  private final Deque<Long> freeSlots = new ArrayDeque<>();
  private @Nullable TemporaryFile file;
  private boolean unusable;
  private long memoryBytes;
  private long fileBytes;
  private long spilledCount;

  /// A store without chunks; the file is made when it is needed.
  ///
  /// @param maxBytes how much may be in memory
  /// @param slotBytes the size of most chunks
  public SpillFile(long maxBytes, int slotBytes) {
    this.maxBytes = maxBytes;
    this.slotBytes = slotBytes;
  }

  /// Records that a chunk is in memory, or no longer is.
  ///
  /// @param bytes its octets; negative when it is no longer there
  public void inMemory(long bytes) {
    memoryBytes += bytes;
  }

  /// Whether a chunk that is not read soon should go to the file.
  ///
  /// @return false also if no file can be created
  public boolean isWanted() {
    return memoryBytes > maxBytes && !unusable;
  }

  /// How much is in memory.
  ///
  /// @return octets
  public long memoryBytes() {
    return memoryBytes;
  }

  /// How many chunks were written.
  ///
  /// @return those that were read back included
  public long spilledCount() {
    return spilledCount;
  }

  /// Writes a chunk.
  ///
  /// @param chunk its octets up to its position
  /// @return null when it cannot be written, and has to stay in memory
  public @Nullable Slot write(ByteBuffer chunk) {
    int length = chunk.position();
    var reused = length <= slotBytes ? freeSlots.poll() : null;
    long at = reused == null ? fileBytes : reused;
    try {
      file().write(chunk.duplicate().flip(), at);
    } catch (IOException _) {
      unusable = true;
      return null;
    }
    if (reused == null) {
      fileBytes += Math.max(length, slotBytes);
    }
    spilledCount++;
    return new Slot(at, length);
  }

  /// Reads a chunk back, and frees its slot.
  ///
  /// @param slot as [#write] gave it
  /// @return its octets up to its position
  public ByteBuffer read(Slot slot) {
    var chunk = peek(slot);
    if (slot.length <= slotBytes) {
      freeSlots.add(slot.at);
    }
    return chunk;
  }

  /// Reads a chunk that stays in the file.
  ///
  /// @param slot as [#write] gave it
  /// @return its octets up to its position
  public ByteBuffer peek(Slot slot) {
    var chunk = ByteBuffer.allocate(slot.length);
    try {
      file().read(chunk, slot.at);
    } catch (IOException e) {
      throw new IllegalStateException("URLs cannot be read back: " + e.getMessage(), e);
    }
    return chunk;
  }

  private TemporaryFile file() throws IOException {
    var open = file;
    if (open == null) {
      open = TemporaryFile.create(null);
      file = open;
    }
    return open;
  }
}
