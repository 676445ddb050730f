package dev.spinneret.engine.crawl.port;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Why a fetch failed: the closed list that records, retries and exit codes rely on.
public enum FailureCause {
  /// The host name does not exist.
  DNS_NOT_FOUND("dns_not_found"),
  /// The name server failed or gave no usable answer.
  DNS_FAILED("dns_failed"),
  /// No answer from the name server in time.
  DNS_TIMEOUT("dns_timeout"),
  /// The address guard forbids the resolved address.
  ADDRESS_FORBIDDEN("address_forbidden"),
  /// The peer refused the connection.
  CONNECT_REFUSED("connect_refused"),
  /// No connection within the connect deadline.
  CONNECT_TIMEOUT("connect_timeout"),
  /// No route, no permission, or another failure to connect.
  CONNECT_FAILED("connect_failed"),
  /// The proxy refused or failed.
  PROXY_FAILED("proxy_failed"),
  /// The TLS handshake did not end in time.
  TLS_TIMEOUT("tls_timeout"),
  /// The certificate has expired or is not yet valid.
  TLS_EXPIRED("tls_expired"),
  /// The certificate is for another host.
  TLS_WRONG_HOST("tls_wrong_host"),
  /// The certificate is signed by itself.
  TLS_SELF_SIGNED("tls_self_signed"),
  /// No trusted authority signed the certificate.
  TLS_UNTRUSTED("tls_untrusted"),
  /// Any other failure of the TLS protocol.
  TLS_PROTOCOL("tls_protocol"),
  /// No first byte of a reply within its deadline.
  FIRST_BYTE_TIMEOUT("first_byte_timeout"),
  /// The exchange did not end within its deadline.
  TOTAL_TIMEOUT("total_timeout"),
  /// The peer sends more slowly than the minimum rate.
  TOO_SLOW("too_slow"),
  /// The peer reset the connection.
  RESET("reset"),
  /// The connection ended before the reply did.
  CLOSED_EARLY("closed_early"),
  /// The reply is not HTTP, or its framing is contradictory.
  BAD_MESSAGE("bad_message"),
  /// The header section is larger than the limit.
  HEADERS_TOO_LARGE("headers_too_large"),
  /// The content coding is unknown, or its data is corrupt or cut short.
  BAD_ENCODING("bad_encoding"),
  /// The decoded body exceeds the ratio limit.
  DECOMPRESSION_BOMB("decompression_bomb"),
  /// A redirect leads back to a URL of its own chain, and nothing changed in between.
  REDIRECT_LOOP("redirect_loop"),
  /// A chain of redirects is longer than the limit.
  TOO_MANY_REDIRECTS("too_many_redirects"),
  /// A redirect without a target, or with one that is no http or https URL.
  BAD_REDIRECT("bad_redirect"),
  /// A reference that is no valid URL.
  INVALID_URL("invalid_url"),
  /// This machine lacked what a fetch needs: descriptors, memory, ports. Never charged to a host.
  LOCAL_RESOURCES("local_resources"),
  /// An error in this program. Never charged to a host.
  INTERNAL_ERROR("internal_error");

  private static final Map<String, FailureCause> BY_LABEL =
      Arrays.stream(values()).collect(Collectors.toMap(FailureCause::label, Function.identity()));

  private final String label;

  FailureCause(String label) {
    this.label = label;
  }

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
    var cause = BY_LABEL.get(label);
    if (cause == null) {
      throw new IllegalArgumentException("no cause of failure is named '" + label + "'");
    }
    return cause;
  }

  /// Whether the fault lies on this side, so that no host may be judged by it.
  ///
  /// @return true for [#LOCAL_RESOURCES] and [#INTERNAL_ERROR]
  public boolean isOurs() {
    return this == LOCAL_RESOURCES || this == INTERNAL_ERROR;
  }
}
