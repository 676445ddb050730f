package dev.spinneret.cli.crawl;

import dev.spinneret.cli.client.Identity;
import dev.spinneret.cli.flag.Masks;
import dev.spinneret.fetch.auth.Credentials;
import dev.spinneret.parse.http.HostAddress;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Decides how far each seed is trusted.
///
/// What a person types, names the origins that see the credentials, and may be at any address. A
/// list (a file, standard input) is often made by a program from what some server sent, as in
/// `sitemap URL | crawl -`, and that server must not choose who gets our password, nor send us to
/// machines that it cannot reach itself. So the URLs of a list
///
/// - see the credentials, and their own user names and passwords are sent, only where their origin
///   was typed too;
/// - may be at a private address where their origin was typed too, or else at this machine's
///   loopback addresses, as long as there are no credentials and no seed so far leads anywhere
///   else. A list of test servers on this machine needs no flag, and a list of a site on the web
///   cannot lead back here.
///
/// With `--trust-seeds`, lists are trusted like the keyboard.
///
/// Typed URLs come first. Then one thread at a time takes lists; [#mayBePrivate] may be called from
/// any thread.
final class SeedTrust {
  private enum Warning {
    CREDENTIALS,
    USER_INFO,
    PRIVATE,
    NO_SCHEME
  }

  private final boolean all;
  private final Identity identity;
  private final boolean moreSecrets;
  private final Set<String> pinnedHosts;
  private final Set<String> typedOrigins = new HashSet<>();
  private final Set<String> privateOrigins = ConcurrentHashMap.newKeySet();
  private final Set<Warning> given = EnumSet.noneOf(Warning.class);
  private final List<String> warnings = new ArrayList<>();
  private @Nullable Consumer<String> listener;
  private boolean leadsElsewhere;

  /// @param all whether lists are trusted like the keyboard
  /// @param identity what typed origins may see
  /// @param moreSecrets whether there are others, such as a client certificate
  /// @param pinnedHosts hosts whose addresses were typed: a seed there leads nowhere else
  SeedTrust(boolean all, Identity identity, boolean moreSecrets, Set<String> pinnedHosts) {
    this.all = all;
    this.identity = identity;
    this.moreSecrets = moreSecrets;
    this.pinnedHosts = Set.copyOf(pinnedHosts);
  }

  /// Takes a URL that a person typed.
  ///
  /// @return the URL without user name and password
  /// @throws UsageException if they cannot be sent
  WebUrl typed(WebUrl url) {
    typedOrigins.add(url.origin());
    leadsElsewhere |= !isHere(url);
    return identity.admit(url);
  }

  /// Takes all URLs of a list that is known as a whole.
  ///
  /// @param source names the list in warnings
  /// @return the URLs without user names and passwords
  /// @throws UsageException if they cannot be sent
  List<WebUrl> listed(String source, List<WebUrl> urls) {
    leadsElsewhere |= urls.stream().anyMatch(url -> !isHere(url));
    return urls.stream().map(url -> listed(source, url)).toList();
  }

  /// Takes a URL of a list.
  ///
  /// @param source names the list in warnings
  /// @return the URL without user name and password
  /// @throws UsageException if they cannot be sent
  WebUrl listed(String source, WebUrl url) {
    if (all || typedOrigins.contains(url.origin())) {
      return identity.admit(url);
    }
    var bare = Credentials.withoutUser(url);
    leadsElsewhere |= !isHere(url);
    boolean secrets = hasSecrets();
    boolean hereOnly = isHere(url) && !secrets && !leadsElsewhere;
    boolean refused = !hereOnly && Seeds.isSpeltPrivate(url);
    if (hereOnly) {
      privateOrigins.add(url.origin());
    } else if (refused) {
      warn(
          Warning.PRIVATE,
          "%s: %s is at a private address and is not requested%s; type the URL, or trust the list with --trust-seeds"
              .formatted(source, bare, secrets ? ", as there are credentials" : ""));
    }
    if (!bare.equals(url)) {
      warn(
          Warning.USER_INFO,
          "%s: the user name and password of %s are not sent; type the URL, or trust the list with --trust-seeds"
              .formatted(source, bare));
    } else if (secrets && !refused) {
      warn(
          Warning.CREDENTIALS,
          "%s: no credentials are sent to %s, as it was not typed; trust the list with --trust-seeds"
              .formatted(source, bare));
    }
    return bare;
  }

  /// Notes that a seed has no scheme.
  ///
  /// @param text as it was given
  void assumeHttp(String text) {
    warn(Warning.NO_SCHEME, "assuming http:// where a URL has no scheme, as in " + Masks.url(text));
  }

  /// Whether a seed may be at a loopback or private address.
  boolean mayBePrivate(WebUrl seed) {
    return all || typedOrigins.contains(seed.origin()) || privateOrigins.contains(seed.origin());
  }

  /// Hands on all warnings, those so far and those to come, each kind once.
  synchronized void warnThrough(Consumer<String> newListener) {
    listener = newListener;
    warnings.forEach(newListener);
    warnings.clear();
  }

  private synchronized void warn(Warning kind, String text) {
    if (!given.add(kind)) {
      return;
    }
    var current = listener;
    if (current == null) {
      warnings.add(text);
    } else {
      current.accept(text);
    }
  }

  private boolean hasSecrets() {
    return moreSecrets || !identity.credentials().areEmpty();
  }

  /// Whether a URL leads to this machine, by what can be read from it.
  private boolean isHere(WebUrl url) {
    return HostAddress.isLoopback(url.host()) || pinnedHosts.contains(url.host());
  }
}
