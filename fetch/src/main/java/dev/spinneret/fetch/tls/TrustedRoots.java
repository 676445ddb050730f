package dev.spinneret.fetch.tls;

/// The authorities that are trusted, in steps, each of which is read only if those before it do not
/// suffice: those that were given, those of the system, and those of the system that take long to
/// read. Safe on any thread.
final class TrustedRoots {
  /// How many steps there are.
  static final int STEP_COUNT = 3;

  private final RootIndex given;
  private final SystemAuthorities system;

  /// @param given by whoever asked for TLS, read already
  TrustedRoots(RootIndex given, SystemAuthorities system) {
    this.given = given;
    this.system = system;
  }

  /// Those that a step adds.
  ///
  /// @param number from 0 on
  /// @return possibly none
  /// @throws IllegalArgumentException if what the system trusts cannot be read
  RootIndex step(int number) {
    return switch (number) {
      case 0 -> given;
      case 1 -> system.roots();
      default -> system.furtherRoots();
    };
  }
}
