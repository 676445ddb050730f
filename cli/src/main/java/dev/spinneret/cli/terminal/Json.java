package dev.spinneret.cli.terminal;

import com.fasterxml.jackson.core.JsonFactory;

/// The one factory of JSON readers and writers; making one costs milliseconds at start-up.
public final class Json {
  /// Thread-safe.
  public static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}
}
