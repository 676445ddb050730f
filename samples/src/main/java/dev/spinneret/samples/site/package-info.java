/// The sample web: a server whose pages, links, errors and delays are all made from one seed.
///
/// [SampleWeb] is the plan: which pages there are, which of them answer an error or a redirect, and
/// what links to what. It is a pure function of [SiteOptions], so a test can ask it what a crawl
/// must find. [SampleSite] is the server that shows this web over HTTP; [SiteThread] runs one
/// beside a program that has a loop of its own. Start reading at [SampleWeb].
@NullMarked
package dev.spinneret.samples.site;

import org.jspecify.annotations.NullMarked;
