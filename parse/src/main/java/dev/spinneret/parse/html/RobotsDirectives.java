package dev.spinneret.parse.html;

import dev.spinneret.parse.robots.ProductToken;

/// What a robots meta element or an `X-Robots-Tag` header says about a page.
///
/// @param noindex the page is not to be indexed
/// @param nofollow its links are not to be followed
public record RobotsDirectives(boolean noindex, boolean nofollow) {
  /// Nothing is forbidden.
  public static final RobotsDirectives NONE = new RobotsDirectives(false, false);

  /// Reads a comma-separated list of directives; unknown ones are ignored.
  ///
  /// @param content such as `noindex, nofollow` or `none`
  /// @return what the list says
  public static RobotsDirectives parse(String content) {
    var noindex = false;
    var nofollow = false;
    for (var from = 0; from <= content.length(); ) {
      var comma = content.indexOf(',', from);
      var to = comma < 0 ? content.length() : comma;
      var directive = content.substring(from, to).strip();
      var none = directive.equalsIgnoreCase("none");
      noindex |= none || directive.equalsIgnoreCase("noindex");
      nofollow |= none || directive.equalsIgnoreCase("nofollow");
      from = to + 1;
    }
    return noindex || nofollow ? new RobotsDirectives(noindex, nofollow) : NONE;
  }

  /// Reads the value of an `X-Robots-Tag` header, which may be for one crawler only.
  ///
  /// `otherbot: noindex` is ignored, `spinneret: noindex` applies when the product token is
  /// `spinneret`, and a name applies up to the next one in the same value. Colons also occur in
  /// directives with a value, such as `max-snippet: 50`, and in dates.
  ///
  /// @param value the field's value
  /// @param productToken the crawler's own name, compared without case and without a version
  /// @return what the header says to this crawler
  public static RobotsDirectives parseHeader(String value, String productToken) {
    var mine = true;
    var result = NONE;
    for (var from = 0; from <= value.length(); ) {
      var comma = value.indexOf(',', from);
      var to = comma < 0 ? value.length() : comma;
      var item = value.substring(from, to);
      var colon = item.indexOf(':');
      if (colon >= 0) {
        var name = item.substring(0, colon).strip();
        if (isName(name)) {
          mine = ProductToken.nameOf(name).equalsIgnoreCase(productToken);
          item = item.substring(colon + 1);
        }
      }
      if (mine) {
        result = result.and(parse(item));
      }
      from = to + 1;
    }
    return result;
  }

  /// Whether the text before a colon is a crawler's name, not a directive with a value or the hours
  /// of a date.
  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.chars().noneMatch(c -> c <= ' ')
        && !text.equalsIgnoreCase("unavailable_after")
        && !text.equalsIgnoreCase("max-snippet")
        && !text.equalsIgnoreCase("max-image-preview")
        && !text.equalsIgnoreCase("max-video-preview");
  }

  /// Both together: what either forbids is forbidden.
  ///
  /// @param other more directives
  /// @return the union
  public RobotsDirectives and(RobotsDirectives other) {
    return new RobotsDirectives(noindex || other.noindex, nofollow || other.nofollow);
  }
}
