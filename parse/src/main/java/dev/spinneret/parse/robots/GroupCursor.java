package dev.spinneret.parse.robots;

/// Which crawlers the next line of robots.txt is for.
///
/// User-agent lines that follow one another make one group; the first user-agent line after a line
/// that [#endsStart] the run begins another one.
final class GroupCursor {
  private boolean us;
  private boolean everyone;
  private boolean startEnded = true;

  void userAgent(ProductToken.Match match) {
    if (startEnded) {
      us = false;
      everyone = false;
      startEnded = false;
    }
    us |= match == ProductToken.Match.US;
    everyone |= match == ProductToken.Match.EVERYONE;
  }

  void endsStart() {
    startEnded = true;
  }

  ProductToken.Match reader() {
    if (us) {
      return ProductToken.Match.US;
    }
    return everyone ? ProductToken.Match.EVERYONE : ProductToken.Match.OTHERS;
  }
}
