/// Sitemaps: which pages a host wants to be known, in any of the forms of sitemaps.org.
///
/// Start with [SitemapParser][dev.spinneret.parse.sitemap.SitemapParser], which turns a body into a
/// [Sitemap][dev.spinneret.parse.sitemap.Sitemap].
///
/// A body passes through `Unpacked` (gzip, bounded), `SitemapText` (its encoding), and then either
/// `TextSitemap` or `XmlSitemap`, whose events feed the reader of one vocabulary: `UrlsetEntries`,
/// `RssEntries`, `AtomEntries`. `EntryList` resolves and bounds what they find.
///
/// The JDK's StAX does the XML, with document types off: nothing is read from outside the body, and
/// no entity but XML's own five is ever replaced. What breaks XML's rules is a flaw, not a failure:
/// entries before the break are kept, and the commonest breaks are mended (`XmlRepair`).
package dev.spinneret.parse.sitemap;
