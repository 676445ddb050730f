package dev.spinneret.engine.crawl.scope;

/// How far from its seeds a crawl may go.
public enum ScopeMode {
  /// The host names of the seeds, on any port and with either scheme.
  HOST,
  /// The registrable domains of the seeds and all hosts below them, by the public suffix list.
  DOMAIN,
  /// The origins of the seeds: scheme, host and port.
  ORIGIN,
  /// URLs that start like a seed, up to the last slash of its path.
  PREFIX,
  /// Any host at all.
  ANY
}
