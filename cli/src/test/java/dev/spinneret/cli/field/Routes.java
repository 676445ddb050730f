package dev.spinneret.cli.field;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A site as a table: what is asked for, and the reply to it. Everything else is not found.
///
/// A key is a target, such as `/a`, at whatever host, or a host and a target, as in `h.example/a`.
final class Routes implements Site.Handler {
  private final Map<String, Site.Handler> table = new LinkedHashMap<>();

  /// Has a reply come whenever something is asked for.
  Routes on(String key, Reply reply) {
    return on(key, _ -> reply);
  }

  /// Has a reply depend on the request.
  Routes on(String key, Site.Handler handler) {
    table.put(key, handler);
    return this;
  }

  /// All targets so far, to link to.
  String[] targets() {
    List<String> targets = new ArrayList<>(table.keySet());
    targets.replaceAll(key -> key.substring(key.indexOf('/')));
    return targets.toArray(String[]::new);
  }

  @Override
  public @Nullable Reply answer(Request request) throws IOException {
    var handler = table.get(request.host() + request.target());
    handler = handler == null ? table.get(request.target()) : handler;
    return handler == null ? null : handler.answer(request);
  }
}
