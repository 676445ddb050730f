package dev.spinneret.engine.crawl.scope;

import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.parse.domain.PublicSuffixes;
import dev.spinneret.parse.http.HostAddress;
import dev.spinneret.parse.url.WebUrl;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which URLs belong to the crawl: a mode that the seeds fill with hosts, and the rules in order.
public final class Scope {
  private final ScopeMode mode;
  private final List<ScopeRule> rules;
  private final boolean hasInclude;
  private final Set<String> held = new HashSet<>();

  /// Creates a scope that contains nothing until a seed is added.
  ///
  /// @param mode how far from the seeds
  /// @param rules numbered from 1 in verdicts
  public Scope(ScopeMode mode, List<ScopeRule> rules) {
    this.mode = mode;
    this.rules = List.copyOf(rules);
    this.hasInclude = rules.stream().anyMatch(ScopeRule::isInclude);
  }

  /// Widens the scope by a seed.
  ///
  /// @param seed a seed's URL
  /// @return what is newly in scope; null if nothing is
  public @Nullable String addSeed(WebUrl seed) {
    var part =
        switch (mode) {
          case HOST -> seed.host();
          case DOMAIN -> domainOf(seed.host());
          case ORIGIN -> seed.origin();
          case PREFIX -> prefixOf(seed);
          case ANY -> null;
        };
    return part != null && held.add(part) ? part : null;
  }

  /// Widens the scope by what a page on another origin of a sitemap's site stands for, where the
  /// scope holds the same page on the sitemap's origin.
  ///
  /// @param page a page that the sitemap names
  /// @param sitemap the sitemap
  /// @return what is newly in scope
  public List<String> addSibling(WebUrl page, WebUrl sitemap) {
    if (page.origin().equals(sitemap.origin()) || !isSameSite(page.host(), sitemap.host())) {
      return List.of();
    }
    var siblings =
        switch (mode) {
          case HOST -> held.contains(sitemap.host()) ? List.of(page.host()) : List.<String>of();
          case ORIGIN ->
              held.contains(sitemap.origin()) ? List.of(page.origin()) : List.<String>of();
          case PREFIX ->
              held.stream()
                  .filter(prefix -> (sitemap.origin() + page.path()).startsWith(prefix))
                  .map(prefix -> page.origin() + prefix.substring(sitemap.origin().length()))
                  .toList();
          case DOMAIN, ANY -> List.<String>of();
        };
    return siblings.stream().filter(held::add).toList();
  }

  /// Widens the scope by what [#addSeed] gave in an earlier run.
  ///
  /// @param part what it returned
  public void hold(String part) {
    held.add(part);
  }

  /// Judges a URL.
  ///
  /// @param url the URL
  /// @param seed whether a person named it: then only an exclude rule can keep it out
  /// @return null if the URL is in scope
  public Verdict.@Nullable OutOfScope judge(WebUrl url, boolean seed) {
    if (!seed && !holds(url)) {
      return new Verdict.OutOfScope(0, modeText());
    }
    if (rules.isEmpty()) {
      return null;
    }
    boolean included = seed || !hasInclude;
    for (int i = 0; i < rules.size(); i++) {
      var rule = rules.get(i);
      if (!(rule.isInclude() && included) && rule.matches(url)) {
        if (!rule.isInclude()) {
          return new Verdict.OutOfScope(i + 1, rule.text());
        }
        included = true;
      }
    }
    return included ? null : new Verdict.OutOfScope(0, "no include rule matches");
  }

  /// Whether an exclude rule matches a URL, wherever it is.
  ///
  /// @param url the URL
  /// @return false when only the mode, or that no include rule matches, keeps it out
  public boolean excludes(WebUrl url) {
    for (var rule : rules) {
      if (!rule.isInclude() && rule.matches(url)) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(WebUrl url) {
    return switch (mode) {
      case HOST -> held.contains(url.host());
      case DOMAIN -> held.contains(domainOf(url.host()));
      case ORIGIN -> held.contains(url.origin());
      case PREFIX -> held.stream().anyMatch((url.origin() + url.canonicalTarget())::startsWith);
      case ANY -> true;
    };
  }

  private String modeText() {
    return switch (mode) {
      case HOST -> "another host";
      case DOMAIN -> "another domain";
      case ORIGIN -> "another origin";
      case PREFIX -> "another path";
      case ANY -> "any";
    };
  }

  /// Whether two hosts are one site to a person: the same, or the bare name and its `www.` name.
  ///
  /// @param a a host name or address
  /// @param b another
  /// @return false for other subdomains
  public static boolean isSameSite(String a, String b) {
    return a.equals(b) || a.equals("www." + b) || b.equals("www." + a);
  }

  /// The registrable domain of a host.
  ///
  /// @param host a host name or address
  /// @return the host itself if it has none, such as an address
  public static String domainOf(String host) {
    return HostAddress.isAddress(host) ? host : PublicSuffixes.registrableDomain(host);
  }

  private static String prefixOf(WebUrl seed) {
    var target = seed.canonicalTarget();
    var mark = target.indexOf('?');
    var path = mark < 0 ? target : target.substring(0, mark);
    return seed.origin() + path.substring(0, path.lastIndexOf('/') + 1);
  }
}
