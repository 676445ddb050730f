package dev.spinneret.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A site of the user's own that a benchmark may load, instead of the sample web.
final class OwnSite {
  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      description = "A site of your own instead of the sample web; needs --i-own-this-host.")
  @Nullable String url;

  @Option(names = "--i-own-this-host", description = "Says that the load on URL is welcome.")
  boolean owned;

  /// Checks that the load is welcome.
  ///
  /// @throws UsageException when nobody said so, or there is no such site
  void check() {
    if (url != null) {
      Seeds.url(url);
      if (!owned) {
        throw new UsageException(
            "%s: a benchmark is a heavy load; if the host is yours, add --i-own-this-host"
                .formatted(Identity.masked(url)));
      }
    } else if (owned) {
      throw new UsageException("--i-own-this-host needs a URL");
    }
  }
}
