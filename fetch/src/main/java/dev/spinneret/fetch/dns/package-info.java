/// The addresses of hosts. Start reading at [dev.spinneret.fetch.dns.DnsCache], which looks up each
/// name once; [dev.spinneret.fetch.dns.PinnedHost] is an answer given by the user.
@org.jspecify.annotations.NullMarked
package dev.spinneret.fetch.dns;
