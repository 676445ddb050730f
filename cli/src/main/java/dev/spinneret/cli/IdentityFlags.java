package dev.spinneret.cli;

import dev.spinneret.cli.flag.Block;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Masks;
import dev.spinneret.fetch.auth.AuthScheme;
import java.nio.file.Path;
import java.util.List;

/// What servers get to know about us.
final class IdentityFlags {
  static final Flag<String> HEADER =
      Flag.many(
          "--header='NAME: VALUE'",
          Kind.secret(Masks::header),
          "Sends a header field to every server; @FILE reads one a line; may be repeated. In place"
              + " of a usual one of that name; 'Accept:' only leaves it out. Fields whose name says"
              + " that they are secret (Authorization, Cookie, X-Api-Key, ...-Token) go to the"
              + " origins of the URLs that were typed, and nowhere else.");

  static final Flag<Boolean> HEADER_EVERYWHERE =
      Flag.on(
          "--header-everywhere",
          "Sends every --header to every server, also one that looks secret.");

  static final Flag<String> USER =
      Flag.of(
          "--user=NAME[:PASSWORD]",
          Kind.secret(Masks::password),
          "Answers servers that ask for a user name and password, at the origins of the URLs that"
              + " were typed. @FILE reads NAME:PASSWORD from a file; a NAME alone takes the"
              + " password from SPINNERET_PASSWORD: others may see what is typed.");

  static final Flag<AuthScheme> AUTH =
      Flag.of(
              "--auth=SCHEME",
              Kind.named(List.of(AuthScheme.ANY, AuthScheme.BASIC, AuthScheme.DIGEST)),
              "How --user, or a name and password in a URL, is used. any (default): Digest or"
                  + " Basic, as the server asks; basic: from the first request on; digest: the"
                  + " password is never sent.")
          .or("any");

  static final Flag<String> BEARER =
      Flag.of(
          "--bearer=TOKEN",
          Kind.secret(Masks::token),
          "A bearer token for the same origins; @FILE reads it from a file.");

  static final Flag<Boolean> NO_COOKIES =
      Flag.on("--no-cookies", "Keeps no cookies, and sends none.");

  static final Flag<Path> LOAD_COOKIES =
      Flag.of(
          "--load-cookies=FILE",
          Kind.PATH,
          "Begins with the cookies of a cookies.txt file, as of curl or wget.");

  static final Flag<Path> SAVE_COOKIES =
      Flag.of("--save-cookies=FILE", Kind.PATH, "Writes all cookies to such a file at the end.");

  static final Block BLOCK =
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
