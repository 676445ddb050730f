package dev.spinneret.fetch.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Basic authentication (RFC 7617), in UTF-8.
public final class Basic implements Authorization {
  private final String field;

  /// Prepares the field.
  ///
  /// @param login its name and password are readable by every intermediary unless TLS protects them
  public Basic(Login login) {
    var pair = login.user() + ":" + login.password();
    field = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String field(String method, String target) {
    return field;
  }
}
