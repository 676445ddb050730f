package dev.spinneret.engine.crawl.verdict;

import dev.spinneret.engine.crawl.frontier.Shard;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.parse.http.HttpStatus;
import dev.spinneret.parse.url.WebUrl;
import org.jspecify.annotations.Nullable;

/// What became of a URL. Every URL that the crawl discovers ends in exactly one verdict.
///
/// [#kind()] names the verdict; the records add what a verdict of the kind is about.
public sealed interface Verdict {

  /// The kind of this verdict; each record has its own.
  ///
  /// @return the kind, whose label outputs use
  default VerdictKind kind() {
    return switch (this) {
      case Fetched _ -> VerdictKind.FETCHED;
      case Redirected _ -> VerdictKind.REDIRECTED;
      case Duplicate _ -> VerdictKind.DUPLICATE;
      case NoIndex _ -> VerdictKind.NOINDEX;
      case Unmodified _ -> VerdictKind.UNMODIFIED;
      case OutOfScope _ -> VerdictKind.OUT_OF_SCOPE;
      case OtherShard _ -> VerdictKind.OTHER_SHARD;
      case RobotsForbidden _ -> VerdictKind.ROBOTS;
      case TooDeep _ -> VerdictKind.DEPTH;
      case Trapped _ -> VerdictKind.TRAP;
      case OverBudget _ -> VerdictKind.BUDGET;
      case Failed _ -> VerdictKind.FAILED;
      case LeftOver _ -> VerdictKind.LEFT_OVER;
    };
  }

  /// What makes this verdict more exact, in words for a person.
  ///
  /// @return "" if the name is sufficient
  default String detail() {
    return switch (this) {
      case Fetched(var status) -> "status " + status;
      case Redirected(var status, var target) ->
          "status " + status + Redirected.TO + (target.isEmpty() ? "nowhere" : target);
      case Duplicate(var original) -> "same content as " + original;
      case NoIndex(var status) -> "status " + status;
      case Unmodified(var since) -> "not modified since " + since;
      case OutOfScope(var rule, var text) -> rule == 0 ? text : "rule " + rule + ": " + text;
      case OtherShard(var shard) -> "shard " + shard;
      case RobotsForbidden(var line) ->
          line == 0 ? "robots.txt could not be had" : "robots.txt line " + line;
      case TooDeep(var depth) -> "depth " + depth;
      case Trapped(var trap) -> trap.label();
      case OverBudget(var budget) -> budget.label();
      case Failed(_, var detail) -> detail;
      case LeftOver(var detail) -> detail;
    };
  }

  /// Why a URL that was to be read could not be, in words for a person.
  ///
  /// @return null if it was read, or was not to be: out of scope, left over and the like
  default @Nullable String failure() {
    return switch (this) {
      case Fetched(var status) when !HttpStatus.isSuccess(status) -> "status " + status;
      case Failed(_, var detail) -> detail;
      case RobotsForbidden robots -> robots.detail() + " forbids it";
      case Fetched _,
          Redirected _,
          Duplicate _,
          NoIndex _,
          Unmodified _,
          OutOfScope _,
          OtherShard _,
          TooDeep _,
          Trapped _,
          OverBudget _,
          LeftOver _ ->
          null;
    };
  }

  /// A whole reply was read, whatever its status.
  ///
  /// @param status the HTTP status
  record Fetched(int status) implements Verdict {}

  /// The reply points elsewhere; the target is a URL of its own, with a verdict of its own.
  ///
  /// @param status 300, 301, 302, 303, 307 or 308
  /// @param target where it points, as an absolute URL; "" when there is no usable target
  record Redirected(int status, String target) implements Verdict {
    private static final String TO = " to ";

    /// Where a redirect points.
    ///
    /// @param detail its [#detail()]
    /// @return null when there is no usable target
    public static @Nullable WebUrl target(String detail) {
      int at = detail.indexOf(TO);
      return at < 0 ? null : WebUrl.parse(detail.substring(at + TO.length()), null);
    }
  }

  /// A page was fetched, and another page of this crawl had the same bytes before.
  ///
  /// @param original the URL of the page that had them first
  record Duplicate(String original) implements Verdict {}

  /// A page was fetched, has `noindex`, and is omitted from the outputs.
  ///
  /// @param status the HTTP status
  record NoIndex(int status) implements Verdict {}

  /// A sitemap says that the page was not modified since the last run; it was not asked for.
  ///
  /// @param since when it was modified at the latest, as an ISO 8601 moment
  record Unmodified(String since) implements Verdict {}

  /// The URL is out of scope; it was not requested.
  ///
  /// @param rule 1-based number of the deciding rule; 0 if the scope's mode decided
  /// @param text the rule as written
  record OutOfScope(int rule, String text) implements Verdict {}

  /// The host belongs to another part of a shared crawl; it was not requested, and the URL is to be
  /// handed over.
  ///
  /// @param shard whose it is
  record OtherShard(Shard shard) implements Verdict {}

  /// robots.txt forbids the URL; it was not requested.
  ///
  /// @param line the deciding line, 1-based; 0 when robots.txt could not be fetched and all is
  ///   forbidden
  record RobotsForbidden(int line) implements Verdict {}

  /// The URL is further from the seeds than allowed; it was not requested.
  ///
  /// @param depth links from a seed
  record TooDeep(int depth) implements Verdict {}

  /// The URL looks like a crawler trap; it was not requested.
  ///
  /// @param trap by what it was recognised
  record Trapped(TrapKind trap) implements Verdict {}

  /// A budget was spent before the URL's turn; it was not requested.
  ///
  /// @param budget which one
  record OverBudget(BudgetKind budget) implements Verdict {}

  /// No whole reply was read, after all retries.
  ///
  /// @param cause of the last attempt
  /// @param detail what happened, in words for a person
  record Failed(FailureCause cause, String detail) implements Verdict {}

  /// The crawl was stopped before the URL's turn came.
  ///
  /// @param detail why
  record LeftOver(String detail) implements Verdict {}
}
