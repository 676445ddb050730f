package dev.spinneret.cli.crawl;

import dev.spinneret.cli.record.OutputThread;
import dev.spinneret.cli.record.Packing;
import dev.spinneret.engine.crawl.state.DurableOutput;
import dev.spinneret.engine.files.DiskFile;
import java.io.EOFException;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A file that records go to, and that a state can cut back to what it committed.
final class OutputFile implements DurableOutput {
  private final String name;
  private final RandomAccessFile file;
  private final boolean isNew;
  private long keptBytes;
  private boolean isNameForced;
  private @Nullable OutputThread thread;

  private OutputFile(String name, RandomAccessFile file, boolean isNew) {
    this.name = name;
    this.file = file;
    this.isNew = isNew;
  }

  /// Opens a file for this process alone; what it holds stays until [#cutTo].
  ///
  /// @throws IOException if it cannot be written, or another process writes to it
  static OutputFile open(String name) throws IOException {
    var isNew = create(Path.of(name));
    var opened = new OutputFile(name, new RandomAccessFile(name, "rw"), isNew);
    if (opened.isRegular() && !DiskFile.lock(opened.file)) {
      opened.file.close(); // not abandoned: the file is the other's
      throw new IOException("another crawl writes to it");
    }
    return opened;
  }

  /// @return false when it is there already
  private static boolean create(Path path) throws IOException {
    try {
      Files.createFile(path);
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    }
  }

  /// Starts the thread that writes. Call once, after [#cutTo].
  OutputThread start(Packing packing, Runnable onFailure) throws IOException {
    var started = new OutputThread(name, new FileOutputStream(file.getFD()), packing, onFailure);
    thread = started;
    return started;
  }

  /// The file as a stream, for what is written when the crawl is over. Call once, after [#cutTo],
  /// in place of [#start].
  OutputStream stream() throws IOException {
    return new FileOutputStream(file.getFD());
  }

  /// Whether records of an earlier run are kept.
  boolean isResumed() {
    return keptBytes > 0;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Mark mark() throws IOException {
    var started = Objects.requireNonNull(thread);
    var mark = started.mark();
    return () -> {
      var bytes = keptBytes + started.await(mark);
      force();
      return bytes;
    };
  }

  private void force() throws IOException {
    if (isRegular()) {
      file.getFD().sync();
      if (isNew && !isNameForced) {
        DiskFile.forceName(Path.of(name));
        isNameForced = true;
      }
    }
  }

  @Override
  public void cutTo(long bytes) throws IOException {
    if (!isRegular()) {
      return;
    }
    if (file.length() < bytes) {
      throw new EOFException(isNew ? "is missing" : "has only " + file.length());
    }
    if (file.length() > bytes) {
      file.setLength(bytes);
    }
    file.seek(bytes);
    keptBytes = bytes;
  }

  /// Whether it is a file on a disk: a device or a pipe can neither be cut nor forced.
  boolean isRegular() {
    return new File(name).isFile();
  }

  /// Closes a file that was never started; one that was not there before goes again.
  void abandon() {
    try {
      file.close();
      if (isNew) {
        Files.deleteIfExists(Path.of(name));
      }
    } catch (IOException _) {
      // Nothing was written.
    }
  }
}
