package dev.spinneret.cli.sort;

import dev.spinneret.cli.terminal.OutputException;
import dev.spinneret.engine.files.TemporaryFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Sorts items by their bytes, taken as unsigned, in bounded memory (external merge sort: Knuth,
/// The Art of Computer Programming, vol. 3, §5.4.1).
///
/// Items are collected up to a number of bytes; then they are sorted and written to a temporary
/// file as a run. At the end the runs are merged, each read through a buffer of 64 KB. Never more
/// than 128 runs are merged at a time: when there are as many, they become one in a second file,
/// which takes the place of the first. So memory and descriptors have a bound at any number of
/// items, and the temporary files hold at most twice the bytes of the items.
///
/// Used by one thread at a time.
public final class ExternalSort implements Closeable {
  private static final int MAX_RUNS = 128;
  private static final int BUFFER_BYTES = 1 << 16;

  /// What an item costs beyond its bytes: the head of the array, and its place in the list.
  private static final int ITEM_OVERHEAD_BYTES = 32;

  private final @Nullable Path directory;
  private final long memoryBytes;
  private final int maxRuns;
  private List<byte[]> items = new ArrayList<>();
  private long itemBytes;
  private List<Run> runs = new ArrayList<>();
  private @Nullable RunFile file;
  private long peakFileBytes;

  /// Creates a sort of nothing; the temporary file is created when it is needed.
  ///
  /// @param directory of the temporary file; null for the JVM's
  /// @param memoryBytes how much is collected before it is written
  public ExternalSort(@Nullable Path directory, long memoryBytes) {
    this(directory, memoryBytes, MAX_RUNS);
  }

  ExternalSort(@Nullable Path directory, long memoryBytes, int maxRuns) {
    this.directory = directory;
    this.memoryBytes = memoryBytes;
    this.maxRuns = maxRuns;
  }

  /// The memory that a sort should take in this process.
  ///
  /// @param sorts how many collect at the same time
  /// @return bytes
  public static long usualMemoryBytes(int sorts) {
    return Math.clamp(Runtime.getRuntime().maxMemory() / 6 / sorts, 1 << 20, 256 << 20);
  }

  /// Takes an item.
  ///
  /// @param item not changed afterwards
  /// @throws OutputException if the temporary file cannot be written
  public void add(byte[] item) {
    items.add(item);
    itemBytes += item.length + ITEM_OVERHEAD_BYTES;
    if (itemBytes >= memoryBytes) {
      try {
        spill();
      } catch (IOException e) {
        throw failed(e);
      }
    }
  }

  /// The items in their order, each once for each time that it was added. Call once, after the last
  /// [#add].
  ///
  /// @return reads them, until this is closed
  /// @throws OutputException if the temporary file cannot be written or read
  public Sorted sorted() {
    items.sort(Arrays::compareUnsigned);
    try {
      var sources = new ArrayList<Source>();
      for (var run : runs) {
        sources.add(new FileSource(run));
      }
      sources.add(new MemorySource(items));
      return new Sorted(sources);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// How large the temporary files were at most.
  ///
  /// @return bytes; 0 while everything is in memory
  public long peakFileBytes() {
    return peakFileBytes;
  }

  private void spill() throws IOException {
    items.sort(Arrays::compareUnsigned);
    var open = file;
    if (open == null) {
      open = new RunFile(TemporaryFile.create(directory));
      file = open;
    }
    if (runs.size() == maxRuns) {
      open = mergeRuns(open);
    }
    long start = open.end();
    for (var item : items) {
      open.append(item);
    }
    runs.add(open.run(start));
    peakFileBytes = Math.max(peakFileBytes, open.end());
    items = new ArrayList<>(items.size());
    itemBytes = 0;
  }

  private RunFile mergeRuns(RunFile old) throws IOException {
    var merged = new RunFile(TemporaryFile.create(directory));
    file = merged;
    try (old) {
      var sources = new ArrayList<Source>();
      for (var run : runs) {
        sources.add(new FileSource(run));
      }
      var sorted = new Sorted(sources);
      for (var item = sorted.read(); item != null; item = sorted.read()) {
        merged.append(item);
      }
      runs = new ArrayList<>(List.of(merged.run(0)));
      peakFileBytes = Math.max(peakFileBytes, old.end() + merged.end());
    }
    return merged;
  }

  private OutputException failed(IOException thrown) {
    return new OutputException(
        "a temporary file in "
            + (directory == null ? System.getProperty("java.io.tmpdir") : directory),
        thrown);
  }

  /// Deletes the temporary file.
  @Override
  public void close() {
    var open = file;
    if (open != null) {
      try {
        open.close();
      } catch (IOException _) {
        // It has no name and goes with the process.
      }
    }
  }

  /// The items in their order.
  public final class Sorted {
    private final PriorityQueue<Source> sources =
        new PriorityQueue<>((a, b) -> Arrays.compareUnsigned(a.head(), b.head()));

    private Sorted(List<Source> all) throws IOException {
      for (var source : all) {
        if (source.advance()) {
          sources.add(source);
        }
      }
    }

    /// The next item.
    ///
    /// @return null at the end
    /// @throws OutputException if the temporary file cannot be read
    public byte @Nullable [] next() {
      try {
        return read();
      } catch (IOException e) {
        throw failed(e);
      }
    }

    private byte @Nullable [] read() throws IOException {
      var source = sources.poll();
      if (source == null) {
        return null;
      }
      var item = source.head();
      if (source.advance()) {
        sources.add(source);
      }
      return item;
    }
  }

  /// Items in their order.
  private abstract static class Source {
    private byte[] head = {};

    byte[] head() {
      return head;
    }

    /// Goes on to the next item.
    ///
    /// @return false at the end
    boolean advance() throws IOException {
      var item = item();
      head = item == null ? head : item;
      return item != null;
    }

    abstract byte @Nullable [] item() throws IOException;
  }

  private static final class MemorySource extends Source {
    private final List<byte[]> items;
    private int next;

    MemorySource(List<byte[]> items) {
      this.items = items;
    }

    @Override
    byte @Nullable [] item() {
      return next == items.size() ? null : items.get(next++);
    }
  }

  /// Where a run stands in its file.
  private record Run(TemporaryFile file, long start, long end) {}

  private static final class FileSource extends Source {
    private final Run run;
    private final ByteBuffer buffer;
    private long read;

    FileSource(Run run) {
      this.run = run;
      this.read = run.start;
      this.buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, run.end - run.start)).limit(0);
    }

    @Override
    byte @Nullable [] item() throws IOException {
      if (!buffer.hasRemaining() && read == run.end) {
        return null;
      }
      while (buffer.remaining() < Integer.BYTES) {
        fill();
      }
      var item = new byte[buffer.getInt()];
      var there = Math.min(item.length, buffer.remaining());
      buffer.get(item, 0, there);
      if (there < item.length) { // the rest of a long item needs no buffer
        run.file.read(ByteBuffer.wrap(item, there, item.length - there), read);
        read += item.length - there;
      }
      return item;
    }

    private void fill() throws IOException {
      buffer.compact();
      buffer.limit((int) Math.min(buffer.capacity(), buffer.position() + (run.end - read)));
      int wanted = buffer.remaining();
      run.file.read(buffer, read);
      read += wanted;
      buffer.flip();
    }
  }

  /// A temporary file that runs are appended to.
  private static final class RunFile implements Closeable {
    private final TemporaryFile file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long written;

    RunFile(TemporaryFile file) {
      this.file = file;
    }

    long end() {
      return written + buffer.position();
    }

    void append(byte[] item) throws IOException {
      if (buffer.remaining() < Integer.BYTES + item.length) {
        flush();
      }
      buffer.putInt(item.length);
      if (buffer.remaining() < item.length) {
        flush();
        file.write(ByteBuffer.wrap(item), written);
        written += item.length;
      } else {
        buffer.put(item);
      }
    }

    /// Completes a run.
    Run run(long start) throws IOException {
      flush();
      return new Run(file, start, written);
    }

    private void flush() throws IOException {
      buffer.flip();
      int count = buffer.remaining();
      file.write(buffer, written);
      written += count;
      buffer.clear();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
