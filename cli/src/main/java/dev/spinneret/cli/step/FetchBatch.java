package dev.spinneret.cli.step;

import dev.spinneret.cli.client.Identity;
import dev.spinneret.cli.flag.Masks;
import dev.spinneret.cli.record.PageJson;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.Json;
import dev.spinneret.cli.terminal.OutputException;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.sync.Semaphore;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// `fetch --batch`: many fetches at a time, answered as each ends.
///
/// Standard input is read on a thread of its own, since a program may write its next line only
/// after it has seen an answer.
final class FetchBatch {
  /// How many fetches are under way at the same time.
  private static final int CONCURRENCY = 64;

  private final Fetcher fetcher;
  private final Identity identity;
  private final PageJson pages;
  private final InputLines lines;
  private final OutputStream out;
  private @Nullable RuntimeException failure;

  /// @param identity each URL is one that was typed
  /// @param pages what is wanted of pages
  /// @param in one JSON object a line, UTF-8
  /// @param out gets one JSON object a line
  FetchBatch(Fetcher fetcher, Identity identity, PageJson pages, InputStream in, OutputStream out) {
    this.pages = pages;
    this.fetcher = fetcher;
    this.identity = identity;
    this.lines = new InputLines(in);
    this.out = out;
  }

  /// Answers until the input ends. Called in a task; suspends.
  int run() {
    var loop = EventLoop.current();
    var permits = new Semaphore(CONCURRENCY);
    var threads = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    try (threads) {
      var line = loop.runInExecutor(threads, this::readLine).await();
      while (!line.isEmpty()) {
        var asked = line;
        permits.acquire();
        rethrow();
        loop.createTask(() -> answer(asked, permits));
        line = loop.runInExecutor(threads, this::readLine).await();
      }
      for (var i = 0; i < CONCURRENCY; i++) {
        permits.acquire();
      }
    }
    rethrow();
    return ExitCode.DONE;
  }

  /// The next line that is not blank, with nothing around it; "" at the end.
  private String readLine() {
    var line = lines.nextNotBlank();
    return line == null ? "" : line.strip();
  }

  private @Nullable Void answer(String line, Semaphore permits) {
    try {
      out.write(answerTo(line));
      out.flush();
    } catch (IOException e) {
      failure = OutputException.standardOutput(e);
    } finally {
      permits.release();
    }
    return null;
  }

  private void rethrow() {
    if (failure != null) {
      throw failure;
    }
  }

  private byte[] answerTo(String line) throws IOException {
    var input = "";
    try {
      input = BatchRequest.parse(Json.FACTORY, line).text("url");
      var url = WebUrl.parse(input, null);
      if (url == null) {
        return FetchJson.refusal(Masks.url(input), "no http or https URL");
      }
      var request = new FetchRequest(identity.admit(url), true);
      return FetchJson.line(request.url(), fetcher.fetch(request), pages);
    } catch (BadRequestException | UsageException e) {
      return FetchJson.refusal(Masks.url(input), String.valueOf(e.getMessage()));
    }
  }
}
