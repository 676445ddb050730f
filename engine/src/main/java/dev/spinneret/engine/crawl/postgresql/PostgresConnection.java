package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.shared.SharedException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A connection to the database of a shared crawl that is opened again when it is lost.
final class PostgresConnection implements AutoCloseable {
  /// How long a server may be away, as during a restart or a failover.
  private static final Duration LONGEST_ABSENCE = Duration.ofMinutes(10);

  /// The driver logs what it also throws, on standard error.
  private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final PostgresAddress address;
  private @Nullable Connection connection;
  private long openedAtNanos;
  private boolean isRepeated;

  /// Connects.
  ///
  /// @param absence how long a server is waited for that cannot be reached, or is starting up
  /// @throws SharedException if the server cannot be reached in that time, or refuses
  PostgresConnection(PostgresAddress address, Duration absence) {
    this.address = address;
    run(_ -> true, absence);
  }

  private Connection open() throws SQLException {
    var opened = driver().connect(address.jdbcUrl(), address.properties());
    if (opened == null) {
      throw new SQLException("the driver does not take " + address.jdbcUrl());
    }
    opened.setAutoCommit(false);
    connection = opened;
    openedAtNanos = System.nanoTime();
    return opened;
  }

  /// Settings hold for one transaction: behind a pooler such as PgBouncer, the next one may run in
  /// another session. A crawler that is suspended within a transaction must not hold its locks for
  /// long.
  private void begin(Connection current) throws SQLException {
    Sql.execute(
        current,
        "SET LOCAL search_path = "
            + address.schema()
            + "; SET LOCAL idle_in_transaction_session_timeout = '5s'; SET LOCAL jit = off");
  }

  /// The driver, by its name: javac warns about the annotations of its packages, which are not
  /// here; and as a service every crawl with a state file would load it.
  private static Driver driver() throws SQLException {
    DRIVER_LOG.setLevel(Level.OFF);
    try {
      var type = Class.forName("org.postgresql.Driver").asSubclass(Driver.class);
      return type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new SQLException("PostgreSQL's driver is not there", e);
    }
  }

  /// Whether the transaction that runs is the repetition of one that may have been committed.
  boolean isRepeated() {
    return isRepeated;
  }

  /// How long the connection has lasted.
  long ageNanos() {
    return System.nanoTime() - openedAtNanos;
  }

  /// One transaction.
  ///
  /// @param <T> the type of its result
  @FunctionalInterface
  interface Transaction<T> {
    T run(Connection connection) throws SQLException;
  }

  /// Runs a transaction and commits it. If the connection is lost, it is opened again and the
  /// transaction repeated: it must find out itself whether it was committed.
  ///
  /// @throws SharedException if the server refuses, or is away for too long
  <T> T run(Transaction<T> transaction) {
    return run(transaction, LONGEST_ABSENCE);
  }

  private <T> T run(Transaction<T> transaction, Duration absence) {
    long deadlineNanos = System.nanoTime() + absence.toNanos();
    long pauseMillis = FIRST_PAUSE_MILLIS;
    isRepeated = false;
    for (; ; ) {
      try {
        var current = connection == null ? open() : connection;
        begin(current);
        var result = transaction.run(current);
        current.commit();
        return result;
      } catch (SQLException e) {
        undo(e);
        if (!isPassing(e) || System.nanoTime() - deadlineNanos >= 0) {
          throw refused(e);
        }
      } catch (RuntimeException e) {
        undo(e);
        throw e;
      }
      isRepeated = true;
      pause(pauseMillis);
      pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
    }
  }

  /// Ends the transaction, and the connection with it unless the server only asks to try again.
  private void undo(Exception because) {
    var current = connection;
    if (current == null) {
      return;
    }
    try {
      if (because instanceof SQLException e && isConflict(e)) {
        current.rollback();
        return;
      }
      current.close();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
    connection = null;
  }

  /// Whether transactions have collided (class 40).
  private static boolean isConflict(SQLException e) {
    var state = String.valueOf(e.getSQLState());
    return state.startsWith("40");
  }

  /// Whether the same may succeed later: the connection is lost (08), the server shuts down or
  /// starts up or ends the session (57P, 25P03), has too many connections (53300), or transactions
  /// have collided (40).
  private static boolean isPassing(SQLException e) {
    var state = String.valueOf(e.getSQLState());
    return state.startsWith("08")
        || state.startsWith("57P")
        || state.equals("25P03")
        || state.equals("53300")
        || isConflict(e);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SharedException("interrupted while the database was away", e);
    }
  }

  /// What the server or the driver says, without the driver's advice for programmers.
  SharedException refused(SQLException e) {
    return new SharedException(address + ": " + e.getMessage(), e);
  }

  SharedException refused(String what) {
    return new SharedException(address + ": " + what);
  }

  @Override
  public void close() {
    var current = connection;
    connection = null;
    if (current != null) {
      try {
        current.close();
      } catch (SQLException _) {
        // It is not needed any more.
      }
    }
  }
}
