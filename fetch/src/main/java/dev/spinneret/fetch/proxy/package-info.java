/// Proxies: which one a URL goes through, and what is said to it before it becomes the way to a
/// server. Grammar without input or output, as in `fetch.http`.
///
/// Start reading at [Proxies][dev.spinneret.fetch.proxy.Proxies], which chooses; a
/// [Handshake][dev.spinneret.fetch.proxy.Handshake] is then carried over the connection to the
/// proxy, that of [ConnectHandshake][dev.spinneret.fetch.proxy.ConnectHandshake] or
/// [Socks5Handshake][dev.spinneret.fetch.proxy.Socks5Handshake].
package dev.spinneret.fetch.proxy;
