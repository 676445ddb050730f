package dev.spinneret.cli;

import dev.spinneret.fetch.auth.AuthScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What servers get to know about us.
final class IdentityFlags implements PlainFlags {
  @Option(
      names = "--header",
      paramLabel = "'NAME: VALUE'",
      description = {
        "Sends a header field to every server; @FILE reads one a line; may be repeated. In place of"
            + " a usual one of that name; 'Accept:' only leaves it out. Fields whose name says that"
            + " they are secret (Authorization, Cookie, X-Api-Key, ...-Token) go to the origins of"
            + " the URLs that were typed, and nowhere else.",
      })
  List<String> headers = new ArrayList<>();

  @Option(
      names = "--header-everywhere",
      description = "Sends every --header to every server, also one that looks secret.")
  boolean headerEverywhere;

  @Option(
      names = "--user",
      paramLabel = "NAME[:PASSWORD]",
      description = {
        "Answers servers that ask for a user name and password, at the origins of the URLs that"
            + " were typed. @FILE reads NAME:PASSWORD from a file; a NAME alone takes the password"
            + " from SPINNERET_PASSWORD: others may see what is typed.",
      })
  @Nullable String user;

  @Option(
      names = "--auth",
      paramLabel = "SCHEME",
      defaultValue = "any",
      description = {
        "How --user, or a name and password in a URL, is used. any (default): Digest or Basic, as"
            + " the server asks; basic: from the first request on; digest: the password is never"
            + " sent.",
      })
  AuthScheme auth = AuthScheme.ANY;

  @Option(
      names = "--bearer",
      paramLabel = "TOKEN",
      description = "A bearer token for the same origins; @FILE reads it from a file.")
  @Nullable String bearer;

  @Option(names = "--no-cookies", description = "Keeps no cookies, and sends none.")
  boolean noCookies;

  @Option(
      names = "--load-cookies",
      paramLabel = "FILE",
      description = "Begins with the cookies of a cookies.txt file, as of curl or wget.")
  @Nullable Path loadCookies;

  @Option(
      names = "--save-cookies",
      paramLabel = "FILE",
      description = "Writes all cookies to such a file at the end.")
  @Nullable Path saveCookies;

  @Override
  public boolean take(PlainLine line) {
    switch (line.flag()) {
      case "--header" -> headers.add(line.value());
      case "--header-everywhere" -> headerEverywhere = line.on();
      case "--user" -> user = line.value();
      case "--auth" -> auth = Converters.oneOf(line.value(), AuthScheme.class);
      case "--bearer" -> bearer = line.value();
      case "--no-cookies" -> noCookies = line.on();
      case "--load-cookies" -> loadCookies = Path.of(line.value());
      case "--save-cookies" -> saveCookies = Path.of(line.value());
      default -> {
        return false;
      }
    }
    return true;
  }
}
