package dev.spinneret.samples.ladder;

import dev.spinneret.engine.io.Server;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.samples.ladder.HttpService.Answer;
import dev.spinneret.samples.ladder.HttpService.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A small web service that takes and gives JSON: notes, kept in memory.
///
/// | request | answer |
/// |---|---|
/// | `POST /notes` with `{"text": …}` | the note with its number |
/// | `GET /notes` | all notes |
/// | `GET /notes/1` | the note |
/// | `GET /sleep/500` | after 500 ms, how long that was |
///
/// Every handler runs in a task of its own: while one sleeps, others are served. They share the
/// list of notes without a lock, since only one task runs at a time.
public final class WebService {
  private static final int MAX_SLEEP_MILLIS = 60_000;

  private final List<Note> notes = new ArrayList<>();

  private WebService() {}

  /// @param number counts from 1
  record Note(int number, String text) {}

  /// Serves, or asks itself.
  ///
  /// @param args a port to listen on, or nothing
  public static void main(String[] args) {
    if (!isJacksonThere()) {
      System.out.println("Jackson's databind is not on the class path: nothing to show");
      return;
    }
    EventLoop.run(() -> {
      try (var server = start(args.length == 0 ? 0 : Integer.parseInt(args[0]))) {
        var at = server.address();
        System.out.println("web service on http:/" + at);
        if (args.length > 0) {
          server.serveForever();
        }
        var slow =
            EventLoop.current().createTask(() -> HttpService.ask(at, "GET", "/sleep/100", ""));
        System.out.println(HttpService.ask(at, "POST", "/notes", "{\"text\": \"buy milk\"}"));
        System.out.println(HttpService.ask(at, "GET", "/notes/1", ""));
        System.out.println("still asleep: " + !slow.isDone());
        System.out.println(slow.await());
        return true;
      }
    });
  }

  private static boolean isJacksonThere() {
    try {
      Class.forName("com.fasterxml.jackson.databind.ObjectMapper");
      return true;
    } catch (ClassNotFoundException _) {
      return false;
    }
  }

  /// Does not suspend.
  static Server start(int port) throws IOException {
    var notes = new WebService();
    var service = new HttpService();
    service.route("POST", "/notes", notes::add);
    service.route("GET", "/notes", _ -> new Answer(200, notes.notes));
    service.route("GET", "/notes/{number}", notes::show);
    service.route("GET", "/sleep/{millis}", WebService::sleep);
    return service.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private Answer add(Request request) {
    var text = request.body().path("text");
    if (!text.isTextual()) {
      return HttpService.error(400, "a note needs a text");
    }
    var note = new Note(notes.size() + 1, text.asText());
    notes.add(note);
    return new Answer(201, note);
  }

  private Answer show(Request request) {
    var number = request.parameters().get("number");
    return notes.stream()
        .filter(note -> Integer.toString(note.number).equals(number))
        .findFirst()
        .map(note -> new Answer(200, note))
        .orElseGet(() -> HttpService.error(404, "there is no note " + number));
  }

  private static Answer sleep(Request request) {
    var millis = request.parameters().getOrDefault("millis", "");
    if (!millis.matches("[0-9]{1,5}") || Integer.parseInt(millis) > MAX_SLEEP_MILLIS) {
      return HttpService.error(400, "sleep for 0 to " + MAX_SLEEP_MILLIS + " ms");
    }
    int time = Integer.parseInt(millis);
    Tasks.sleep(Duration.ofMillis(time));
    return new Answer(200, Map.of("slept", time));
  }
}
