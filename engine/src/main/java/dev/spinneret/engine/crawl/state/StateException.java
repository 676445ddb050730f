package dev.spinneret.engine.crawl.state;

import java.nio.file.Path;
import java.sql.SQLException;

/// A state file that cannot be used: the message names the file and what is wrong with it.
public final class StateException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READ_ONLY = 8;
  private static final int IO_ERROR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANNOT_OPEN = 14;
  private static final int NOT_A_DATABASE = 26;

  /// Creates the exception.
  ///
  /// @param file the state file
  /// @param problem what is wrong, in words
  public StateException(Path file, String problem) {
    super("state " + file + ": " + problem);
  }

  /// Describes an error code of SQLite (sqlite.org/rescode.html).
  StateException(Path file, SQLException cause) {
    super("state " + file + ": " + problem(cause), cause);
  }

  private static String problem(SQLException cause) {
    return switch (cause.getErrorCode() & 0xff) {
      case BUSY, LOCKED -> "in use by another crawl";
      case READ_ONLY -> "cannot be written: read-only";
      case CANNOT_OPEN -> "cannot be opened; its folder must exist and be writable";
      case CORRUPT -> "damaged";
      case NOT_A_DATABASE -> "not a state file, or damaged";
      case FULL -> "the disk is full; what was committed before is safe";
      case IO_ERROR ->
          "cannot be read or written; what was committed before is safe: " + told(cause);
      default -> {
        var told = told(cause);
        yield told.contains("No native library") ? SqliteLibrary.hint() : told;
      }
    };
  }

  /// The message of the root cause, such as why SQLite's library cannot be unpacked.
  private static String told(Throwable thrown) {
    var told = String.valueOf(thrown.getMessage());
    var cause = thrown.getCause();
    return cause == null || cause.getMessage() == null ? told : told + ": " + told(cause);
  }
}
