/// robots.txt: which URLs of a host a crawler may ask for, how often, and where the sitemaps are.
///
/// Start with [RobotsRules][dev.spinneret.parse.robots.RobotsRules]: it is made from the bytes of a
/// robots.txt and a crawler's product token, and decides URLs.
/// [RobotsAvailability][dev.spinneret.parse.robots.RobotsAvailability] says what a reply to the
/// request for robots.txt other than a plain 200 means.
///
/// Inside, in the order in which a file passes through: `RobotsText` turns bytes into octets and
/// bounds them, `RobotsLine` splits a line into field and value, `RobotsParser` follows the groups
/// with two `GroupCursor`s and keeps the rules that are for us, `PathPattern` compiles one rule's
/// path, `RuleIndex` finds the rule that decides, `StarRules` those with stars among them.
///
/// RFC 9309 rules. Where it is silent we do what Google's parser does: typos, a missing colon, a
/// partial byte order mark, `index.html`. We differ from Google's parser where the RFC speaks:
/// percent-encoded unreserved octets are decoded before comparison (§2.2.2), `/robots.txt` itself
/// is always allowed (§2.2.2), and a line is never cut short.
package dev.spinneret.parse.robots;
