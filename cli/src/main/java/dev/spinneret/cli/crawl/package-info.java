/// `crawl`: its flags, its plan, and its run.
///
/// [CrawlCommand][dev.spinneret.cli.crawl.CrawlCommand] has the table of flags. `CrawlPlanner`
/// turns what was typed into a `CrawlPlan`, where everything is checked and nothing opened yet;
/// `CrawlRun` carries it out: outputs (`CrawlOutputs`), seeds (`Seeds`, `SeedReader`), signals
/// (`Interruption`) and the report at the end.
package dev.spinneret.cli.crawl;
