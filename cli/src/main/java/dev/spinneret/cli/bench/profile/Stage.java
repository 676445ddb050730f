package dev.spinneret.cli.bench.profile;

/// A part of what a page costs, in the order of the table.
enum Stage {
  START_UP("start-up, until the crawl begins", true),
  JIT("JIT compiler", true),
  GC("garbage collector", true),
  JVM("other threads of the JVM", true),
  CLASSES("classes: load and link", false),
  CONNECT("connect, names, TLS", false),
  SOCKETS("write and read", false),
  POLL("poll", false),
  LOOP("loop, tasks, switches", false),
  EXCHANGE("exchange: pool, buffers, body", false),
  GRAMMAR("grammar of messages", false),
  DECODE("decode contents", false),
  PARSE("parse HTML", false),
  URLS("resolve links", false),
  SEEN("scope, traps, seen", false),
  DIGEST("digests", false),
  ROBOTS("robots.txt, sitemaps", false),
  FRONTIER("frontier, politeness, ledger", false),
  STATE("state file", false),
  CRAWL("rest of the crawl", false),
  OUTPUT("records, outputs, statistics", false),
  OTHER("everything else", false),
  END("end: summary, exit", true);

  private final String label;
  private final boolean exact;

  Stage(String label, boolean exact) {
    this.label = label;
    this.exact = exact;
  }

  /// For people.
  String label() {
    return label;
  }

  /// Whether the system counts it; else samples split what the crawl's threads cost.
  boolean exact() {
    return exact;
  }
}
