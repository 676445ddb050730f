package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Crawls that are kept in a file and gone on with.
class StateFieldIT {
  private static final String HOST = "s.example";

  @TempDir Path directory;

  @Test
  void whatFailedIsAskedForLaterWithTheCookiesOfTheRunBefore() throws Exception {
    var mended = new AtomicBoolean();
    Site.Handler handler =
        request ->
            switch (request.target()) {
              case "/" -> Reply.page("/member", "/busy", "/gone").with("Set-Cookie: id=1; Path=/");
              case "/member" ->
                  mended.get() && request.hasCookie("id=1")
                      ? Reply.page("/new")
                      : Reply.status("500 Internal Server Error");
              case "/busy" -> mended.get() ? Reply.page() : Reply.raw("");
              case "/new" -> Reply.page();
              default -> null;
            };
    try (var site = Site.plain(handler)) {
      var program = new Spinneret(directory).names(site, HOST);
      var seed = site.url(HOST, "/");
      String[] line = {
        "crawl", "--attempts", "1", "--state", "crawl.state", "-o", "crawl.jsonl", seed
      };
      var first = program.run(line);
      assertEquals(0, first.code(), first::toString);
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(directory.resolve("crawl.state"))));

      var askedBefore = site.requests().size();
      var finished = program.run(line);
      assertEquals(0, finished.code(), finished::toString);
      assertEquals(askedBefore, site.requests().size());
      assertTrue(finished.err().contains("the crawl is complete"), finished::toString);

      mended.set(true);
      var line2 = new ArrayList<>(List.of(line));
      line2.add("--retry-failed");
      var retried = program.run(line2.toArray(String[]::new));
      assertEquals(0, retried.code(), retried::toString);
      var asked = site.asked().subList(site.asked().size() - 3, site.asked().size());
      assertEquals(List.of("/busy", "/member", "/new"), asked.stream().sorted().toList());
      var records = Files.readAllLines(directory.resolve("crawl.jsonl"));
      assertEquals(7, records.size(), "a record for each attempt: " + records);
      for (var path : List.of("/member", "/busy", "/new")) {
        var last = records.stream().filter(r -> r.contains(site.url(HOST, path) + "\",")).toList();
        assertTrue(last.getLast().contains("\"status\":200"), path + last);
      }
    }
  }
}
