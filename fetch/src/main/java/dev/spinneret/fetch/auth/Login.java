package dev.spinneret.fetch.auth;

/// A user name and password.
///
/// @param user without a colon and control characters
/// @param password without control characters; may be empty
public record Login(String user, String password) {

  /// Checks the values.
  ///
  /// @throws IllegalArgumentException if one cannot be sent; the message contains neither
  public Login {
    if (user.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a user name with a colon is not allowed");
    }
    if (user.chars().anyMatch(Character::isISOControl)
        || password.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a control character in user name or password is not allowed");
    }
  }

  /// Without the values, which are secrets.
  @Override
  public String toString() {
    return "Login[***]";
  }
}
