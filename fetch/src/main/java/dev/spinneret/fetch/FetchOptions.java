package dev.spinneret.fetch;

import dev.spinneret.fetch.cookies.CookieJar;
import dev.spinneret.fetch.dns.PinnedHost;
import dev.spinneret.fetch.proxy.Proxies;
import dev.spinneret.fetch.tls.TlsOptions;
import dev.spinneret.parse.http.Headers;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a fetcher does with every request. Immutable; made with [#builder].
///
/// @param userAgent the User-Agent field
/// @param httpMode which HTTP version requests are sent in
/// @param keepAlive whether connections are kept for the next request to the same origin
/// @param connectTimeout for one TCP connection
/// @param firstByteTimeout from the request's last byte to the reply's first
/// @param totalTimeout for the whole fetch, retries included
/// @param minBytesPerSecond the least rate of a reply, averaged over `minRateWindow`; 0 for none
/// @param minRateWindow how long a reply may stay below that rate
/// @param maxBodyBytes decoded bytes after which a body is cut and the reply marked as truncated
/// @param keepRaw whether replies also keep what came over the connection, byte for byte
/// @param maxRatio how many times more than it received a decoder may produce, beyond 4 MiB
/// @param maxHeaderBytes bytes of the heads of one reply, interim replies and trailers included
/// @param maxHeaderCount fields of one head
/// @param connectionsPerOrigin connections that are open to one origin at the same time
/// @param maxIdleConnections connections kept open without a request, over all origins
/// @param maxIdleBytes memory that these hold together: one with TLS holds some 10 KB
/// @param maxConnections connections that are open at the same time, idle ones included: idle ones
///   go for others; how many are in use is for the caller to bound
/// @param idleTimeout how long one is kept
/// @param tls how https connections are made
/// @param pins addresses that are used instead of what the DNS says
/// @param bind the local address of all connections; null lets the system choose
/// @param headers fields that every request carries; an empty one takes a usual field away
/// @param credentials fields for some origins; its own origins may grow
/// @param cookies keeps cookies from one request to the next; null for none at all
/// @param proxies which proxy a URL goes through
/// @param bandwidth how much may be received in a second; null for no limit
public record FetchOptions(
    String userAgent,
    HttpMode httpMode,
    boolean keepAlive,
    Duration connectTimeout,
    Duration firstByteTimeout,
    Duration totalTimeout,
    long minBytesPerSecond,
    Duration minRateWindow,
    int maxBodyBytes,
    boolean keepRaw,
    int maxRatio,
    int maxHeaderBytes,
    int maxHeaderCount,
    int connectionsPerOrigin,
    int maxIdleConnections,
    long maxIdleBytes,
    int maxConnections,
    Duration idleTimeout,
    TlsOptions tls,
    List<PinnedHost> pins,
    @Nullable InetAddress bind,
    List<Headers.Field> headers,
    Credentials credentials,
    @Nullable CookieJar cookies,
    Proxies proxies,
    @Nullable Bandwidth bandwidth) {

  /// Copies the lists.
  public FetchOptions {
    pins = List.copyOf(pins);
    headers = List.copyOf(headers);
  }

  /// Options with sensible values.
  ///
  /// @return a builder that the caller changes
  public static Builder builder() {
    return new Builder();
  }

  /// Collects options; each setter refuses values that are not allowed.
  public static final class Builder {
    private String userAgent = "Spinneret/0.1";
    private HttpMode httpMode = HttpMode.AUTO;
    private boolean keepAlive = true;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration firstByteTimeout = Duration.ofSeconds(20);
    private Duration totalTimeout = Duration.ofSeconds(30);
    private long minBytesPerSecond = 64;
    private Duration minRateWindow = Duration.ofSeconds(10);
    private int maxBodyBytes = 16 << 20;
    private boolean keepRaw;
    private int maxRatio = 250;
    private int maxHeaderBytes = 256 * 1024;
    private int maxHeaderCount = 2_000;
    private int connectionsPerOrigin = 16_384;
    private int maxIdleConnections = 2_048;
    private long maxIdleBytes = 8 << 20;
    private int maxConnections = Integer.MAX_VALUE;
    private Duration idleTimeout = Duration.ofSeconds(15);
    private TlsOptions tls = TlsOptions.DEFAULT;
    private List<PinnedHost> pins = List.of();
    private @Nullable InetAddress bind;
    private List<Headers.Field> headers = List.of();
    private Credentials credentials = Credentials.none();
    private @Nullable CookieJar cookies;
    private Proxies proxies = Proxies.NONE;
    private @Nullable Bandwidth bandwidth;

    private Builder() {}

    /// Sets the User-Agent field.
    ///
    /// @param value without CR, LF and NUL
    /// @return this
    public Builder userAgent(String value) {
      userAgent = value;
      return this;
    }

    /// Sets which HTTP version requests are sent in.
    ///
    /// @param value auto unless set
    /// @return this
    public Builder httpMode(HttpMode value) {
      httpMode = value;
      return this;
    }

    /// Sets how https connections are made.
    ///
    /// @param value verified, TLS 1.2 or newer unless set
    /// @return this
    public Builder tls(TlsOptions value) {
      tls = value;
      return this;
    }

    /// Sets addresses that are used instead of those from DNS. They may be private.
    ///
    /// @param value none unless set; the last for a host and port counts
    /// @return this
    public Builder pins(List<PinnedHost> value) {
      pins = List.copyOf(value);
      return this;
    }

    /// Sets the local address of all connections.
    ///
    /// @param value an address of this machine; null, as unless set, lets the system choose
    /// @return this
    public Builder bind(@Nullable InetAddress value) {
      bind = value;
      return this;
    }

    /// Sets fields that every request carries, to any host. They replace default fields of the same
    /// name; one with an empty value removes the default.
    ///
    /// @param value none unless set
    /// @return this
    /// @throws IllegalArgumentException if a field cannot be sent, belongs to the connection, or
    ///   must not reach every server
    public Builder headers(List<Headers.Field> value) {
      headers = RequestFields.checked(value);
      return this;
    }

    /// Sets the credentials, which only some origins receive.
    ///
    /// @param value nothing unless set
    /// @return this
    public Builder credentials(Credentials value) {
      credentials = value;
      return this;
    }

    /// Sets the jar that stores and supplies cookies.
    ///
    /// @param value null, as unless set, for no cookies
    /// @return this
    public Builder cookies(@Nullable CookieJar value) {
      cookies = value;
      return this;
    }

    /// Sets which proxy a URL goes through.
    ///
    /// @param value none unless set
    /// @return this
    public Builder proxies(Proxies value) {
      proxies = value;
      return this;
    }

    /// Sets how much may be received in a second.
    ///
    /// @param value null, as unless set, for no limit; one fetcher's alone
    /// @return this
    public Builder bandwidth(@Nullable Bandwidth value) {
      bandwidth = value;
      return this;
    }

    /// Sets whether connections are kept.
    ///
    /// @param value true unless set
    /// @return this
    public Builder keepAlive(boolean value) {
      keepAlive = value;
      return this;
    }

    /// Sets the time for one TCP connection.
    ///
    /// @param value above 0; 10 s unless set
    /// @return this
    public Builder connectTimeout(Duration value) {
      connectTimeout = positive("connectTimeout", value);
      return this;
    }

    /// Sets the time from the request's last byte to the reply's first.
    ///
    /// @param value above 0; 20 s unless set
    /// @return this
    public Builder firstByteTimeout(Duration value) {
      firstByteTimeout = positive("firstByteTimeout", value);
      return this;
    }

    /// Sets the time for the whole fetch.
    ///
    /// @param value above 0; 30 s unless set
    /// @return this
    public Builder totalTimeout(Duration value) {
      totalTimeout = positive("totalTimeout", value);
      return this;
    }

    /// Sets the least rate of a reply.
    ///
    /// @param bytesPerSecond 0 for none; 64 unless set
    /// @param window how long a reply may stay below it; above 0; 10 s unless set
    /// @return this
    public Builder minRate(long bytesPerSecond, Duration window) {
      minBytesPerSecond = atLeast("minBytesPerSecond", 0, bytesPerSecond);
      minRateWindow = positive("minRateWindow", window);
      return this;
    }

    /// Sets how many decoded bytes of a body are kept.
    ///
    /// @param value at least 0; 16 MiB unless set
    /// @return this
    public Builder maxBodyBytes(int value) {
      maxBodyBytes = (int) atLeast("maxBodyBytes", 0, value);
      return this;
    }

    /// Lowers [FetchOptions#maxBodyBytes()] where there is no memory for so much.
    ///
    /// @param value the most that there is memory for
    /// @return this
    public Builder atMostBodyBytes(int value) {
      maxBodyBytes = Math.min(maxBodyBytes, value);
      return this;
    }

    /// Sets whether replies also keep the bytes as received, for archives; this takes as much
    /// memory again as the body.
    ///
    /// @param value false unless set
    /// @return this
    public Builder keepRaw(boolean value) {
      keepRaw = value;
      return this;
    }

    /// Sets how many times more than it received a decoder may produce, beyond 4 MiB.
    ///
    /// @param value at least 1; 250 unless set
    /// @return this
    public Builder maxRatio(int value) {
      maxRatio = (int) atLeast("maxRatio", 1, value);
      return this;
    }

    /// Sets how large the heads of one reply may be.
    ///
    /// @param value at least 64; 256 KiB unless set, as in Chrome
    /// @return this
    public Builder maxHeaderBytes(int value) {
      maxHeaderBytes = (int) atLeast("maxHeaderBytes", 64, value);
      return this;
    }

    /// Sets how many fields a head may have.
    ///
    /// @param value at least 1; 2,000 unless set, as in nodejs
    /// @return this
    public Builder maxHeaderCount(int value) {
      maxHeaderCount = (int) atLeast("maxHeaderCount", 1, value);
      return this;
    }

    /// Sets how many connections are open to one origin at the same time.
    ///
    /// @param value at least 1; 16,384 unless set, since the crawl sets its own bounds
    /// @return this
    public Builder connectionsPerOrigin(int value) {
      connectionsPerOrigin = (int) atLeast("connectionsPerOrigin", 1, value);
      return this;
    }

    /// Sets how many connections are kept open without a request.
    ///
    /// @param value at least 0; 2,048 unless set
    /// @return this
    public Builder maxIdleConnections(int value) {
      maxIdleConnections = (int) atLeast("maxIdleConnections", 0, value);
      return this;
    }

    /// Sets how much memory connections hold that are kept open without a request.
    ///
    /// @param value at least 0; 8 MiB unless set
    /// @return this
    public Builder maxIdleBytes(long value) {
      maxIdleBytes = atLeast("maxIdleBytes", 0, value);
      return this;
    }

    /// Sets how many connections are open at the same time, idle ones included.
    ///
    /// @param value at least 1; unbounded unless set
    /// @return this
    public Builder maxConnections(int value) {
      maxConnections = (int) atLeast("maxConnections", 1, value);
      return this;
    }

    /// Sets how long a connection is kept without a request.
    ///
    /// @param value above 0; 15 s unless set
    /// @return this
    public Builder idleTimeout(Duration value) {
      idleTimeout = positive("idleTimeout", value);
      return this;
    }

    /// Makes the options.
    ///
    /// @return what was set
    public FetchOptions build() {
      return new FetchOptions(
          userAgent,
          httpMode,
          keepAlive,
          connectTimeout,
          firstByteTimeout,
          totalTimeout,
          minBytesPerSecond,
          minRateWindow,
          maxBodyBytes,
          keepRaw,
          maxRatio,
          maxHeaderBytes,
          maxHeaderCount,
          connectionsPerOrigin,
          maxIdleConnections,
          maxIdleBytes,
          maxConnections,
          idleTimeout,
          tls,
          pins,
          bind,
          headers,
          credentials,
          cookies,
          proxies,
          bandwidth);
    }

    private static Duration positive(String name, Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(name + " is " + value + "; above 0 is allowed");
      }
      return value;
    }

    private static long atLeast(String name, long least, long value) {
      if (value < least) {
        throw new IllegalArgumentException(
            name + " is " + value + "; at least " + least + " is allowed");
      }
      return value;
    }
  }
}
