package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.fetch.dns.DnsCache;
import dev.spinneret.fetch.dns.LookupQueuedException;
import dev.spinneret.fetch.dns.NoAnswerException;
import dev.spinneret.parse.http.HostAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/// Uses the system's resolver, through a cache. Address literals are answered at once.
final class SystemResolver implements Resolver {
  /// How many names are cached.
  private static final int MAX_NAMES = 16_384;

  private static final List<InetAddress> LOOPBACK =
      List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

  static {
    // Answers are cached here. The JDK reads this before its first lookup. It would also keep
    // failures of name servers, and its cache takes memory for each name and 20 ms to begin.
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    Security.setProperty("networkaddress.cache.ttl", "0");
  }

  private final LongSupplier clock;
  private final DnsCache cache;
  private final boolean ownsCache;

  /// @param clock the dialer's, in nanoseconds
  SystemResolver(LongSupplier clock) {
    this(clock, SystemResolver::ask);
  }

  /// @param lookup replaces the system's resolver
  SystemResolver(LongSupplier clock, DnsCache.Lookup lookup) {
    this(clock, new DnsCache(lookup, System::nanoTime, MAX_NAMES), true);
  }

  private SystemResolver(LongSupplier clock, DnsCache cache, boolean ownsCache) {
    this.clock = clock;
    this.cache = cache;
    this.ownsCache = ownsCache;
  }

  /// Creates a cache that several resolvers share: a name is looked up once for all of them.
  static DnsCache cache() {
    return new DnsCache(SystemResolver::ask, System::nanoTime, MAX_NAMES);
  }

  /// Creates a resolver over a shared cache, which it does not close.
  ///
  /// @param clock the dialer's, in nanoseconds
  static SystemResolver sharing(DnsCache cache, LongSupplier clock) {
    return new SystemResolver(clock, cache, false);
  }

  /// `localhost` and the names below it are this machine (RFC 6761 §6.3), whether the system knows
  /// them or not; the system is not asked for the latter. Both families belong to it, as in curl
  /// and browsers: many servers listen on one of them only, and a system may know just the other.
  private static List<InetAddress> ask(String host) throws UnknownHostException, NoAnswerException {
    if (host.endsWith(".invalid")) {
      throw new UnknownHostException(host); // RFC 6761 §6.4: no name server is asked
    }
    if (!HostAddress.isLoopback(host)) {
      try {
        return List.of(InetAddress.getAllByName(host));
      } catch (UnknownHostException e) {
        if (NoAnswerException.isMeantBy(e)) {
          throw new NoAnswerException("no name server gave an answer for " + host);
        }
        throw e;
      }
    }
    if (host.equals("localhost")) {
      try {
        var all = new LinkedHashSet<>(Arrays.asList(InetAddress.getAllByName(host)));
        all.addAll(LOOPBACK);
        return List.copyOf(all);
      } catch (UnknownHostException _) {
        return LOOPBACK;
      }
    }
    return LOOPBACK;
  }

  @Override
  public List<InetAddress> resolve(String host, long deadlineAtNanos) throws PeerException {
    try {
      return HostAddress.isAddress(host)
          ? List.of(InetAddress.getAllByName(host))
          : cache.resolve(host, deadlineAtNanos - clock.getAsLong());
    } catch (UnknownHostException _) {
      throw new PeerException(FailureCause.DNS_NOT_FOUND, "host " + host + " is not known");
    } catch (NoAnswerException e) {
      throw new PeerException(FailureCause.DNS_FAILED, String.valueOf(e.getMessage()));
    } catch (LookupQueuedException e) {
      throw new PeerException(
          FailureCause.LOCAL_RESOURCES, host + " was not looked up: " + e.getMessage());
    } catch (TimeoutException _) {
      throw new PeerException(FailureCause.DNS_TIMEOUT, "no answer for " + host + " in time");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new PeerException(FailureCause.DNS_FAILED, "interrupted while resolving " + host);
    }
  }

  @Override
  public void close() {
    if (ownsCache) {
      cache.close();
    }
  }
}
