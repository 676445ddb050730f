/// The addresses of hosts. Start reading at [dev.spinneret.fetch.dns.DnsCache], which asks for each
/// name once; [dev.spinneret.fetch.dns.PinnedHost] is an answer that a person has given.
@org.jspecify.annotations.NullMarked
package dev.spinneret.fetch.dns;
