package dev.spinneret.fetch.tls.certificate;

import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/// Why a server's certificates were refused.
public final class RefusedChain extends CertificateException {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  /// The usual reasons.
  public enum Reason {
    /// A certificate has expired or is not yet valid.
    EXPIRED,
    /// The certificate is for another host.
    WRONG_HOST,
    /// The certificate is signed by itself and not trusted.
    SELF_SIGNED,
    /// No trusted authority vouches for it.
    UNTRUSTED
  }

  RefusedChain(Reason reason, @Nullable Throwable cause) {
    super(cause == null ? reason.name() : String.valueOf(cause.getMessage()), cause);
    this.reason = reason;
  }

  /// The reason.
  ///
  /// @return one of a closed list
  public Reason reason() {
    return reason;
  }

  /// Finds the refusal among the causes of a handshake's failure.
  ///
  /// @param failure as the engine threw it
  /// @return null when the failure has another cause
  public static @Nullable RefusedChain in(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof RefusedChain refused) {
        return refused;
      }
    }
    return null;
  }
}
