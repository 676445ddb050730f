package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// One fetch, as the Flight Recorder records it: from its request to its result, including the wait
/// for a connection.
@Name("dev.spinneret.Exchange")
@Label("Exchange")
@Category({"Spinneret", "Fetch"})
@Description("A fetch from its request to its result")
@StackTrace(false)
final class ExchangeEvent extends Event {
  @Label("URL")
  String url = "";

  @Label("Status")
  @Description("The status of the reply; 0 when there was none")
  int status;

  @Label("Failure")
  @Description("Why there was no reply; empty when there was one")
  String failure = "";

  @Label("Body Size")
  @Description("The body after content codings")
  @DataAmount
  long bodyBytes;

  /// Ends the event.
  ///
  /// @return the result
  FetchResult end(FetchRequest request, FetchResult result) {
    end();
    if (shouldCommit()) {
      url = request.url().href();
      switch (result) {
        case FetchResult.Fetched fetched -> {
          status = fetched.reply().status();
          bodyBytes = fetched.reply().body().length;
        }
        case FetchResult.Failed failed -> failure = failed.cause().name();
      }
      commit();
    }
    return result;
  }
}
