/// `report`: one page of HTML about a crawl.
///
/// [SiteReport][dev.spinneret.cli.site.SiteReport] goes through the records twice. The first time,
/// `SiteFacts` counts them and keeps the few that the page shows; the second time, `SiteLinks`
/// finds out which pages link to these. `ReportPage` writes the page. Memory has a bound at any
/// number of records: tables keep a number of rows, what is grouped is sorted on disk, the map of
/// the site has a number of directories.
package dev.spinneret.cli.site;
