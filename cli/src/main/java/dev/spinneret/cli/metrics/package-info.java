/// `crawl --metrics`: figures of the running crawl for Prometheus.
///
/// [MetricsServer] answers HTTP requests on the crawl's own loop; [MetricsText] writes what it
/// answers. [MetricsAddress] is where it listens.
package dev.spinneret.cli.metrics;
