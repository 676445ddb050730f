package dev.spinneret.engine.crawl;

import dev.spinneret.parse.html.Link;
import java.util.List;
import java.util.regex.Pattern;

/// User names and passwords in the links of a page. They are not part of the request, as in
/// browsers, and must not reach a record: with them, the same page would be crawled again for each
/// name.
final class Userinfo {
  /// Also as browsers accept it, with backslashes and with any number of slashes.
  private static final Pattern IN_TEXT =
      Pattern.compile("^([^/?#\\\\]*:)?[/\\\\]+([^/?#\\\\]*)@", Pattern.DOTALL);

  private Userinfo() {}

  /// The links without user names and passwords; mostly the same list.
  static List<Link> removed(List<Link> links) {
    for (var link : links) {
      if (link.url().hasUserinfo()) {
        return links.stream().map(each -> each.to(each.url().withoutUserinfo())).toList();
      }
    }
    return links;
  }

  /// A reference that is not a valid URL, without what looks like a user name and password.
  static String removed(String reference) {
    var found = reference.indexOf('@') < 0 ? null : IN_TEXT.matcher(reference);
    return found == null || !found.find()
        ? reference
        : reference.substring(0, found.start(2)) + reference.substring(found.end());
  }
}
