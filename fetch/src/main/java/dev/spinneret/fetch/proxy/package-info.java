/// Proxies: which one a URL goes through, and the handshake with it. Grammar without I/O, as in
/// `fetch.http`.
///
/// Start reading at [Proxies][dev.spinneret.fetch.proxy.Proxies], which selects one; a
/// [Handshake][dev.spinneret.fetch.proxy.Handshake] then runs over the connection to the proxy,
/// such as [ConnectHandshake][dev.spinneret.fetch.proxy.ConnectHandshake] or
/// [Socks5Handshake][dev.spinneret.fetch.proxy.Socks5Handshake].
package dev.spinneret.fetch.proxy;
