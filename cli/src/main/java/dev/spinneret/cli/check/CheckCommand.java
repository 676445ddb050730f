package dev.spinneret.cli.check;

import dev.spinneret.cli.crawl.GuestCrawl;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.options.LinkCheck;
import dev.spinneret.engine.crawl.options.LinkOptions;
import dev.spinneret.engine.crawl.options.NofollowRule;
import dev.spinneret.parse.html.LinkKind;
import java.io.BufferedOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// `check`: the links of a site and what they lead to.
///
/// A crawl that follows what leads to pages, reads style sheets, and probes everything else that a
/// page names, on other sites too.
public final class CheckCommand {
  /// What may have links of its own: what a crawl follows, other pages, and style sheets.
  private static final Set<LinkKind> FOLLOWED = followed();

  /// What only has to be there. Neither forms, which are meant to be filled in, nor services, which
  /// are meant for programs or only announce a host.
  private static final Set<LinkKind> PROBED =
      Arrays.stream(LinkKind.values())
          .filter(kind -> kind.isRequisite() || kind == LinkKind.META)
          .filter(kind -> !FOLLOWED.contains(kind))
          .collect(Collectors.toUnmodifiableSet());

  public static final Table TABLE =
      GuestCrawl.table(
              "check",
              "Finds the broken links of a site: pages, images, scripts, styles, #anchors, and"
                  + " what it links to elsewhere.",
              "",
              "Crawls the hosts of the given URLs as crawl does. Images, scripts, media and"
                  + " external URLs are requested once (HEAD, or GET where HEAD is refused), and"
                  + " their links are not followed. robots.txt is obeyed everywhere.")
          .withBlocks(CheckFlags.BLOCK)
          .withExitCodes(
              "0:no link is broken",
              "1:software error, an output that could not be written, or URLs lost to a"
                  + " failure of this program or machine",
              "2:usage error",
              "3:a link is broken that no --allow covers",
              "4:ended early by a limit",
              "5:no seed gave a page",
              "129, 130, 143:ended by SIGHUP, Ctrl-C, SIGTERM")
          .withFooter(
              "",
              "Examples:",
              "  spinneret check http://localhost:8080/",
              "  spinneret check https://example.org/ --json | jq -r '.class + \" \" + .url'",
              "  spinneret check https://example.org/ --max-depth 0 --json",
              "  spinneret check https://example.org/ -o report.html -o targets.jsonl",
              "  spinneret check https://example.org/ --allow 'https://old.example/*'");

  private final Values typed;
  private final long startedAtNanos = System.nanoTime();

  private static Set<LinkKind> followed() {
    var kinds = EnumSet.copyOf(LinkOptions.DEFAULT.follow());
    kinds.addAll(Set.of(LinkKind.CITE, LinkKind.LONGDESC, LinkKind.CSS_IMPORT));
    return Collections.unmodifiableSet(kinds);
  }

  private CheckCommand(Values typed) {
    this.typed = typed;
  }

  /// Checks.
  public static int run(Values typed) {
    return new CheckCommand(typed).run();
  }

  private int run() {
    if (typed.has(CheckFlags.JSON) && typed.has(CheckFlags.ANNOTATIONS)) {
      throw new UsageException("--json and --annotations cannot be combined");
    }
    var allowed = AllowRules.of(typed.all(CheckFlags.ALLOW));
    var crawl = GuestCrawl.of(typed);
    var files = CheckFiles.of(typed);
    var cache = cache();
    var checked = EnumSet.copyOf(FOLLOWED);
    checked.addAll(PROBED);
    var table = new LinkTable(checked, typed.get(CheckFlags.REFERRERS));
    boolean external = typed.get(CheckFlags.EXTERNAL);
    var linkCheck =
        new LinkCheck(
            PROBED, url -> external && cache.mustRequest(url), typed.get(CheckFlags.RETRY));
    crawl.change(o ->
        o.withLinks(l -> l.withFollow(FOLLOWED).withCheck(linkCheck))
            .withRobots(r -> r.withNofollow(NofollowRule.IGNORE)));
    var ended = crawl.run(table);
    var links = Verdicts.of(table, cache, allowed);
    cache.save();
    double seconds = (System.nanoTime() - startedAtNanos) / 1e9;
    var figures = CheckFigures.of(links, table, ended.summary(), seconds);
    files.write(links, figures);
    print(links);
    if (!crawl.isQuiet()) {
      System.err.print(figures.lines());
      System.err.flush();
    }
    return exitCode(ended.exitCode(), links);
  }

  private LinkCache cache() {
    var file = typed.find(CheckFlags.CACHE);
    return file == null
        ? LinkCache.none()
        : LinkCache.open(file, typed.get(CheckFlags.CACHE_AGE), Instant.now());
  }

  private void print(List<CheckedLink> links) {
    if (typed.has(CheckFlags.JSON)) {
      StandardOutput.write(out -> {
        try (var buffered = new BufferedOutputStream(out)) {
          CheckJson.write(links, buffered);
        }
        return true;
      });
    } else if (typed.has(CheckFlags.ANNOTATIONS)) {
      StandardOutput.print(CheckAnnotations.of(links));
    } else {
      StandardOutput.print(CheckText.of(links));
    }
  }

  /// Of several that hold, the first counts: 1, a signal's, 3, 5, 4, 0.
  private static int exitCode(int ofCrawl, List<CheckedLink> links) {
    boolean isFault = links.stream().anyMatch(CheckedLink::isFault);
    return switch (ofCrawl) {
      case ExitCode.DONE, ExitCode.LIMIT, ExitCode.NOTHING_FETCHED ->
          isFault ? ExitCode.FAIL_IF : ofCrawl;
      default -> ofCrawl;
    };
  }
}
