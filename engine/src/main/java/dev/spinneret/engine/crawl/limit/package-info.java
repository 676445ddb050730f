/// How many requests may be in flight at a host, at an address, and in all.
///
/// Start reading at `HostLimit`. It combines a `Knee`, which follows throughput, with a `PushBack`,
/// which follows refusals and failures. Nothing here knows URLs, hosts or the frontier: time and
/// counts go in, limits come out.
package dev.spinneret.engine.crawl.limit;
