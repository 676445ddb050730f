/// How a crawl goes about its work: [dev.spinneret.engine.crawl.options.CrawlOptions] and the
/// records that it consists of.
package dev.spinneret.engine.crawl.options;
