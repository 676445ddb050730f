package dev.spinneret.engine.crawl.port;

import java.util.Arrays;
import java.util.Locale;

/// Why a fetch failed: the closed list that records, retries and exit codes rely on.
public enum FailureCause {
  /// The host name does not exist.
  DNS_NOT_FOUND,
  /// The name server failed or gave no usable answer.
  DNS_FAILED,
  /// No answer from the name server in time.
  DNS_TIMEOUT,
  /// The address guard forbids the resolved address.
  ADDRESS_FORBIDDEN,
  /// The peer refused the connection.
  CONNECT_REFUSED,
  /// No connection within the connect deadline.
  CONNECT_TIMEOUT,
  /// No route, no permission, or another failure to connect.
  CONNECT_FAILED,
  /// The proxy refused or failed.
  PROXY_FAILED,
  /// The TLS handshake did not end in time.
  TLS_TIMEOUT,
  /// The certificate has expired or is not yet valid.
  TLS_EXPIRED,
  /// The certificate is for another host.
  TLS_WRONG_HOST,
  /// The certificate is signed by itself.
  TLS_SELF_SIGNED,
  /// No trusted authority signed the certificate.
  TLS_UNTRUSTED,
  /// Any other failure of the TLS protocol.
  TLS_PROTOCOL,
  /// No first byte of a reply within its deadline.
  FIRST_BYTE_TIMEOUT,
  /// The exchange did not end within its deadline.
  TOTAL_TIMEOUT,
  /// The peer sends more slowly than the minimum rate.
  TOO_SLOW,
  /// The peer reset the connection.
  RESET,
  /// The connection ended before the reply, or the TLS handshake, did.
  CLOSED_EARLY,
  /// The reply is not HTTP, or its framing is contradictory.
  BAD_MESSAGE,
  /// The header section is larger than the limit.
  HEADERS_TOO_LARGE,
  /// The content coding is unknown, or its data is corrupt or cut short.
  BAD_ENCODING,
  /// The decoded body exceeds the ratio limit.
  DECOMPRESSION_BOMB,
  /// A redirect leads back to a URL of its own chain, and nothing changed in between.
  REDIRECT_LOOP,
  /// A chain of redirects is longer than the limit.
  TOO_MANY_REDIRECTS,
  /// A redirect without a target, or with one that is no http or https URL.
  BAD_REDIRECT,
  /// A reference that is no valid URL.
  INVALID_URL,
  /// This machine lacked what a fetch needs: descriptors, memory, ports, threads. Never charged to
  /// a host.
  LOCAL_RESOURCES,
  /// An error in this program. Never charged to a host.
  INTERNAL_ERROR;

  private final String label = name().toLowerCase(Locale.ROOT);

  /// The stable name that outputs, summaries, expressions and the state file use.
  ///
  /// @return lower case, words joined by "_"
  public String label() {
    return label;
  }

  /// The cause with a label.
  ///
  /// @param label as [#label()] returns it
  /// @return the cause
  /// @throws IllegalArgumentException if no cause has the label
  public static FailureCause ofLabel(String label) {
    return Arrays.stream(values())
        .filter(cause -> cause.label.equals(label))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no cause of failure is named '" + label + "'"));
  }

  /// Whether the fault lies on this side, so that no host may be judged by it.
  ///
  /// @return true for [#LOCAL_RESOURCES] and [#INTERNAL_ERROR]
  public boolean isOurs() {
    return this == LOCAL_RESOURCES || this == INTERNAL_ERROR;
  }
}
