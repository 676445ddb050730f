package dev.spinneret.cli.crawl;

import dev.spinneret.cli.flag.Block;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.engine.crawl.frontier.Shard;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import java.time.Duration;
import java.util.List;

/// Which URLs belong to a crawl, and when it is enough.
final class ScopeFlags {
  static final Flag<ScopeMode> SCOPE =
      Flag.of(
              "--scope=MODE",
              Kind.named(
                  List.of(
                      ScopeMode.HOST,
                      ScopeMode.DOMAIN,
                      ScopeMode.ORIGIN,
                      ScopeMode.PREFIX,
                      ScopeMode.ANY)),
              "Where links may lead: to the host of a seed, on any port (host, the default); to its"
                  + " domain and all hosts below (domain); to its scheme, host and port (origin);"
                  + " to what is in its directory (prefix); anywhere (any).")
          .or("host");

  static final Flag<String> INCLUDE =
      Flag.many(
          "--include=PATTERN",
          Kind.TEXT,
          "Follows only links that match; may be repeated. A pattern is a glob for the path, such"
              + " as '/docs/*' or '*.{pdf,zip}': * is any run of characters, ? is one, [?] a"
              + " question mark, {a,b} one of two. A glob that begins with / or contains ?, = or &"
              + " may also match path and query; one that begins like '*://h.example/' matches the"
              + " URL. 're:EXPR' is an RE2 expression that is searched for anywhere in the URL.");

  static final Flag<String> EXCLUDE =
      Flag.many(
          "--exclude=PATTERN",
          Kind.TEXT,
          "Excludes URLs that match, including seeds; may be repeated.");

  static final Flag<Boolean> PAGE_REQUISITES =
      Flag.on(
          "-p, --page-requisites",
          "Requests also what pages need to be shown: images, scripts, media, icons, style sheets"
              + " and what they name; on other hosts, too, and one link beyond --max-depth."
              + " --max-pages does not count them.");

  static final Flag<Integer> MAX_DEPTH =
      Flag.of(
          "-d, --depth, --max-depth=N",
          Kind.integer(0),
          "Follows links to at most N links from a seed.");

  static final Flag<Long> MAX_PAGES =
      Flag.of(
          "--max-pages=N",
          Kind.whole(1),
          "Ends after N pages with content; redirects and errors do not count.");

  static final Flag<Long> MAX_BYTES =
      Flag.of(
          "--max-bytes=SIZE",
          Kind.bytes(1, Long.MAX_VALUE, "at least 1 is allowed"),
          "Ends after this many bytes of bodies.");

  static final Flag<Duration> MAX_TIME =
      Flag.of("--max-time=DURATION", Kind.positive("10s"), "Ends after this time.");

  static final Flag<Long> MAX_HOST_PAGES =
      Flag.of(
          "--max-host-pages=N",
          Kind.whole(1),
          "Fetches at most N pages with content from each host.");

  static final Flag<Boolean> TRAPS =
      Flag.of(
              "--traps=SWITCH",
              Kind.oneOf(List.of("on", "off"), List.of(true, false)),
              "on (default) or off: excludes what looks like a crawler trap: URLs of more than"
                  + " 8,000 characters, paths that repeat, and endless pages of one kind without"
                  + " anything new.")
          .or("on");

  static final Flag<Shard> SHARD =
      Flag.of(
          "--shard=I/N",
          Kind.of(Shard::parse),
          "Requests only hosts of part I of N; URLs of other parts get records with the verdict"
              + " other_shard, to be handed over.");

  static final Block BLOCK =
      Block.of(
          "Scope and limits",
          SCOPE,
          INCLUDE,
          EXCLUDE,
          MAX_DEPTH,
          MAX_PAGES,
          MAX_BYTES,
          MAX_TIME,
          MAX_HOST_PAGES,
          TRAPS,
          SHARD);

  /// Those of a crawl that keeps what it requests.
  static final Block WITH_REQUISITES = BLOCK.with(PAGE_REQUISITES);

  private ScopeFlags() {}
}
