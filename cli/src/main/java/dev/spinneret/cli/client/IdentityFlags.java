package dev.spinneret.cli.client;

import dev.spinneret.cli.flag.Block;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Masks;
import dev.spinneret.fetch.auth.AuthScheme;
import java.nio.file.Path;
import java.util.List;

/// What servers get to know about us.
public final class IdentityFlags {
  static final Flag<String> HEADER =
      Flag.many(
          "-H, --header='NAME: VALUE'",
          Kind.secret(Masks::header),
          "Sends a header field to every server; @FILE reads one per line; may be repeated. It"
              + " replaces a default field of that name; 'Accept:' without a value removes it."
              + " Fields with secret names (Authorization, Cookie, X-Api-Key, ...-Token) are sent"
              + " only to the origins of the URLs that were typed.");

  static final Flag<Boolean> HEADER_EVERYWHERE =
      Flag.on(
          "--header-everywhere",
          "Sends every --header to every server, even one that looks secret.");

  static final Flag<String> USER =
      Flag.of(
          "-u, --user=NAME[:PASSWORD]",
          Kind.secret(Masks::password),
          "User name and password for servers that request them, at the origins of the URLs that"
              + " were typed. @FILE reads NAME:PASSWORD from a file; a NAME alone takes the"
              + " password from SPINNERET_PASSWORD. Other users of this machine can see the command"
              + " line.");

  static final Flag<AuthScheme> AUTH =
      Flag.of(
              "--auth=SCHEME",
              Kind.named(List.of(AuthScheme.ANY, AuthScheme.BASIC, AuthScheme.DIGEST)),
              "How --user, or a name and password in a URL, is used. any (default): Digest or"
                  + " Basic, as the server requests; basic: sent with the first request; digest:"
                  + " the password itself is never sent.")
          .or("any");

  static final Flag<String> BEARER =
      Flag.of(
          "--bearer=TOKEN",
          Kind.secret(Masks::token),
          "A bearer token for the same origins; @FILE reads it from a file.");

  static final Flag<Boolean> NO_COOKIES =
      Flag.on("--no-cookies", "Neither stores nor sends cookies.");

  static final Flag<Path> LOAD_COOKIES =
      Flag.of(
          "--load-cookies=FILE",
          Kind.PATH,
          "Loads cookies from a cookies.txt file, as curl and wget write it.");

  /// Where the cookies are written at the end.
  public static final Flag<Path> SAVE_COOKIES =
      Flag.of("--save-cookies=FILE", Kind.PATH, "Saves all cookies to such a file at the end.");

  /// All of them.
  public static final Block BLOCK =
      Block.of(
          "Identity",
          HEADER,
          HEADER_EVERYWHERE,
          USER,
          AUTH,
          BEARER,
          NO_COOKIES,
          LOAD_COOKIES,
          SAVE_COOKIES);

  private IdentityFlags() {}
}
