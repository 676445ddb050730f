package dev.spinneret.fetch.tls.certificate;

import java.util.Arrays;

/// Certificates as a server sends them, its own first; equal if all octets are.
final class EncodedChain {
  private final byte[][] certificates;
  private final int hash;

  /// @param certificates nobody changes them any more
  EncodedChain(byte[]... certificates) {
    this.certificates = certificates;
    this.hash = Arrays.deepHashCode(certificates);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedChain chain
        && chain.hash == hash
        && Arrays.deepEquals(certificates, chain.certificates);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
