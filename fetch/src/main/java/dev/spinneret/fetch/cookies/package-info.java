/// Cookies as specified by RFC 6265, without I/O.
///
/// Where browsers have changed since 2011, the jar follows them and RFC 6265bis, which documents
/// them: name prefixes, secure cookies that plain http cannot touch, cookies without a name.
/// SameSite is ignored: a crawler asks for every page as if a person had typed its address.
///
/// Start reading at [CookieJar][dev.spinneret.fetch.cookies.CookieJar]. A Set-Cookie value is
/// parsed by [SetCookie][dev.spinneret.fetch.cookies.SetCookie], its date by
/// [CookieDate][dev.spinneret.fetch.cookies.CookieDate];
/// [CookieScope][dev.spinneret.fetch.cookies.CookieScope] knows the rules of domains and paths, and
/// [CookieFile][dev.spinneret.fetch.cookies.CookieFile] the file that curl and wget share.
package dev.spinneret.fetch.cookies;
