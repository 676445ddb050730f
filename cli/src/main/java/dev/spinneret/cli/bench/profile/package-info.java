/// `bench crawl --profile`: where a page's CPU goes.
///
/// Whole processes crawl as they always do, and report the CPU time of their threads:
/// [ThreadCpu][dev.spinneret.cli.bench.profile.ThreadCpu] asks the system, so these figures are
/// exact. It crawls as often again while the JVM's flight recorder takes samples of CPU time:
/// [StageSamples][dev.spinneret.cli.bench.profile.StageSamples] sorts them into
/// [stages][dev.spinneret.cli.bench.profile.Stage] by the innermost frame that the table
/// `stages.properties` knows. The samples only split what was counted exactly, so that their own
/// cost is in no figure. [Profile][dev.spinneret.cli.bench.profile.Profile] puts the two together.
package dev.spinneret.cli.bench.profile;
