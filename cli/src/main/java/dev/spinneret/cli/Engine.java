package dev.spinneret.cli;

/// What runs the fetches of a crawl.
enum Engine {
  /// Tasks on the event loop.
  LOOP,
  /// Blocking sockets on a fixed pool of threads.
  THREADS,
  /// Blocking sockets on the JDK's virtual threads.
  VTHREADS
}
