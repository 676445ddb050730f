/// What bounds the time of a crawl from below.
///
/// [dev.spinneret.engine.crawl.estimate.CriticalPath] follows which fetch had to wait for which
/// other, and sums them up in a [dev.spinneret.engine.crawl.estimate.LeastTime]; a
/// [dev.spinneret.engine.crawl.estimate.HostPace] is what politeness adds for one host.
package dev.spinneret.engine.crawl.estimate;
