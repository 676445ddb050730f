/// A crawl that several crawlers share: the flags that `crawl` has for it, and the command
/// `frontier`, with which a person looks at such a crawl and changes it.
///
/// Start reading at [dev.spinneret.cli.frontier.FrontierCommand].
package dev.spinneret.cli.frontier;
