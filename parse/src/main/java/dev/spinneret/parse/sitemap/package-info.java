/// Sitemaps: which pages a host announces, in any of the forms of sitemaps.org.
///
/// Start with [SitemapParser][dev.spinneret.parse.sitemap.SitemapParser], which turns a body into a
/// [Sitemap][dev.spinneret.parse.sitemap.Sitemap].
///
/// A body passes through `Unpacked` (gzip, bounded), `SitemapText` (its encoding), and then either
/// `TextSitemap` or `XmlSitemap`, whose events feed the reader of one vocabulary: `UrlsetEntries`,
/// `RssEntries`, `AtomEntries`. `EntryList` resolves and bounds what they find.
///
/// The JDK's StAX does the XML, with document types off: nothing is read from outside the body, and
/// no entity but XML's own five is ever replaced. A document that is not well-formed has a flaw and
/// is not rejected: entries before the break are kept, and the most common mistakes are repaired
/// (`XmlRepair`).
package dev.spinneret.parse.sitemap;
