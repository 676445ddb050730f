package dev.spinneret.fetch.dns;

import java.util.concurrent.TimeoutException;

/// A lookup has not even begun in time: this machine had no thread for it, which says nothing about
/// the name.
public final class LookupQueuedException extends TimeoutException {
  private static final long serialVersionUID = 1;

  LookupQueuedException(String detail) {
    super(detail);
  }
}
