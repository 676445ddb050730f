package dev.spinneret.engine.testing;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.parse.http.Headers;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A web in memory: a fetcher that answers from a map or a function, after a time that passes on
/// the loop, and remembers what it was asked.
///
/// What it does not know is answered with 404. All calls on the loop's thread.
public final class MemoryWeb implements Fetcher {
  private final Map<String, Answer> answers = new HashMap<>();
  private final List<Request> requests = new ArrayList<>();
  private final Map<String, Integer> inFlight = new HashMap<>();
  private final Map<String, Integer> peaks = new HashMap<>();
  private Function<FetchRequest, @Nullable Answer> otherwise = _ -> null;
  private Duration latency = Duration.ofMillis(10);
  private int allInFlight;
  private int allPeak;

  /// Creates a web without pages.
  public MemoryWeb() {}

  /// A request that was made.
  ///
  /// @param url what was asked for
  /// @param atNanos when, by the loop's clock
  public record Request(String url, long atNanos) {}

  /// What a URL answers.
  ///
  /// @param latency how long it takes; null for the web's own
  /// @param status the HTTP status; 0 for a failure
  /// @param headers of the reply
  /// @param body of the reply
  /// @param failure why nothing comes; null when a reply does
  /// @param address who answers; null for nobody in particular
  public record Answer(
      @Nullable Duration latency,
      int status,
      Headers headers,
      String body,
      @Nullable FailureCause failure,
      @Nullable InetAddress address) {

    /// A page.
    ///
    /// @param html its body
    /// @return status 200
    public static Answer html(String html) {
      return status(200, html, "Content-Type", "text/html");
    }

    /// A page that holds links and nothing else.
    ///
    /// @param hrefs in order
    /// @return status 200
    public static Answer links(String... hrefs) {
      var html = new StringBuilder();
      for (var href : hrefs) {
        html.append("<a href=\"").append(href).append("\">x</a>");
      }
      return html(html.toString());
    }

    /// A plain text, such as robots.txt.
    ///
    /// @param text its body
    /// @return status 200
    public static Answer text(String text) {
      return status(200, text, "Content-Type", "text/plain");
    }

    /// A redirect.
    ///
    /// @param location where to
    /// @return status 301
    public static Answer redirect(String location) {
      return status(301, "", "Location", location);
    }

    /// Any reply.
    ///
    /// @param status the HTTP status
    /// @param body the body
    /// @param namesAndValues of the header fields, in turn
    /// @return the answer
    public static Answer status(int status, String body, String... namesAndValues) {
      var fields = new ArrayList<Headers.Field>();
      for (int i = 0; i < namesAndValues.length; i += 2) {
        fields.add(new Headers.Field(namesAndValues[i], namesAndValues[i + 1]));
      }
      return new Answer(null, status, new Headers(fields), body, null, null);
    }

    /// No reply.
    ///
    /// @param cause why
    /// @return the answer
    public static Answer failure(FailureCause cause) {
      return new Answer(null, 0, Headers.EMPTY, "", cause, null);
    }

    /// The same after another time.
    ///
    /// @param time how long it takes
    /// @return a copy
    public Answer after(Duration time) {
      return new Answer(time, status, headers, body, failure, address);
    }

    /// The same from an address.
    ///
    /// @param who answers
    /// @return a copy
    public Answer from(InetAddress who) {
      return new Answer(latency, status, headers, body, failure, who);
    }
  }

  /// Sets what a URL answers.
  ///
  /// @param url as it is requested, without fragment
  /// @param answer what comes
  /// @return this
  public MemoryWeb on(String url, Answer answer) {
    answers.put(url, answer);
    return this;
  }

  /// Sets what all other URLs answer.
  ///
  /// @param answer gives null for 404
  /// @return this
  public MemoryWeb otherwise(Function<FetchRequest, @Nullable Answer> answer) {
    otherwise = answer;
    return this;
  }

  /// Sets how long an answer takes that does not say itself.
  ///
  /// @param time 10 ms by default
  /// @return this
  public MemoryWeb latency(Duration time) {
    latency = time;
    return this;
  }

  @Override
  public FetchResult fetch(FetchRequest request) {
    var loop = EventLoop.current();
    var url = request.url().withoutFragment();
    var origin = request.url().origin();
    requests.add(new Request(url, loop.timeNanos()));
    var answer = answer(request);
    long waitNanos = (answer.latency() == null ? latency : answer.latency()).toNanos();
    peaks.merge(origin, inFlight.merge(origin, 1, Integer::sum), Math::max);
    allPeak = Math.max(allPeak, ++allInFlight);
    try {
      Tasks.sleepNanos(waitNanos);
    } finally {
      inFlight.merge(origin, -1, Integer::sum);
      allInFlight--;
    }
    var timings = new FetchTimings(0, 0, 0, waitNanos, 0);
    var failure = answer.failure();
    return failure != null
        ? new FetchResult.Failed(failure, "as the test says", timings)
        : new FetchResult.Fetched(
            new Reply(
                answer.status(),
                answer.headers(),
                answer.body().getBytes(StandardCharsets.UTF_8),
                false,
                answer.address()),
            timings);
  }

  /// What a request is answered with; asks nobody and remembers nothing.
  ///
  /// @param request any request
  /// @return 404 where nothing else is known
  public Answer answer(FetchRequest request) {
    var known = answers.get(request.url().withoutFragment());
    var answer = known == null ? otherwise.apply(request) : known;
    return answer == null ? Answer.status(404, "") : answer;
  }

  @Override
  public void close() {}

  /// What was asked for, robots.txt included.
  ///
  /// @return in order
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /// How often a URL was asked for.
  ///
  /// @param url without fragment
  /// @return 0 or more
  public long count(String url) {
    return requests.stream().filter(request -> request.url().equals(url)).count();
  }

  /// Most requests in flight at the same time at one origin.
  ///
  /// @param origin such as `https://example.org`
  /// @return 0 or more
  public int peak(String origin) {
    return peaks.getOrDefault(origin, 0);
  }

  /// Most requests in flight at the same time at all origins together.
  ///
  /// @return 0 or more
  public int peak() {
    return allPeak;
  }
}
