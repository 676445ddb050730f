package dev.spinneret.engine.crawl.postgresql;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a shared crawl is: a database and the crawl's name in it.
///
/// The text is a connection URI of libpq (PostgreSQL documentation, 34.1.1.2), with the name of the
/// crawl as one more parameter; what it leaves out comes from libpq's environment variables. A
/// password is not allowed in it, since other users can read command lines: it is taken from
/// `PGPASSWORD`, or from the password file (`PGPASSFILE`, or `~/.pgpass`).
///
/// ```
/// postgresql://[user@]host[:port][,host…]/database[?crawl=NAME&sslmode=verify-full&…]
/// ```
public final class PostgresAddress {
  private static final Pattern URI =
      Pattern.compile("postgres(?:ql)?://(?:([^@/?]*)@)?([^@/?]*)(?:/([^?]*))?(?:\\?(.*))?");
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,40}");
  private static final Set<String> PARAMETERS =
      Set.of("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "user", "dbname");

  private final String hosts;
  private final String database;
  private final @Nullable String user;
  private final String crawl;
  private final Map<String, String> parameters;
  private final Map<String, String> environment;

  private PostgresAddress(
      String hosts,
      String database,
      @Nullable String user,
      String crawl,
      Map<String, String> parameters,
      Map<String, String> environment) {
    this.hosts = hosts;
    this.database = database;
    this.user = user;
    this.crawl = crawl;
    this.parameters = parameters;
    this.environment = environment;
  }

  /// Reads an address.
  ///
  /// @param text as typed
  /// @param environment of the process
  /// @return the address
  /// @throws IllegalArgumentException if it is none; the message holds no password
  public static PostgresAddress parse(String text, Map<String, String> environment) {
    var uri = URI.matcher(text);
    if (!uri.matches()) {
      throw new IllegalArgumentException(
          "no address of a PostgreSQL database; it has the form"
              + " postgresql://[user@]host[:port]/database[?crawl=NAME]");
    }
    var userInfo = uri.group(1);
    if (userInfo != null && userInfo.contains(":")) {
      throw new IllegalArgumentException(
          "a password on the command line can be read by others; set PGPASSWORD or use the"
              + " file that PGPASSFILE names");
    }
    var parameters = parameters(uri.group(4));
    var crawl = parameters.getOrDefault("crawl", "crawl");
    parameters.remove("crawl");
    if (!NAME.matcher(crawl).matches()) {
      throw new IllegalArgumentException(
          "crawl=%s: 1 to 40 of a-z, 0-9 and _ are allowed".formatted(crawl));
    }
    for (var name : parameters.keySet()) {
      if (!PARAMETERS.contains(name)) {
        throw new IllegalArgumentException(
            "parameter '%s' is not known; crawl, %s are"
                .formatted(name, String.join(", ", PARAMETERS.stream().sorted().toList())));
      }
    }
    var user =
        first(
            userInfo == null || userInfo.isEmpty() ? null : decoded(userInfo),
            parameters.remove("user"),
            environment.get("PGUSER"));
    var path = uri.group(3);
    var database =
        first(
            path == null || path.isEmpty() ? null : decoded(path),
            parameters.remove("dbname"),
            environment.get("PGDATABASE"),
            user);
    return new PostgresAddress(
        hosts(uri.group(2), environment),
        database == null ? System.getProperty("user.name") : database,
        user,
        crawl,
        parameters,
        environment);
  }

  private static Map<String, String> parameters(@Nullable String query) {
    var parameters = new LinkedHashMap<String, String>();
    for (var pair : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int end = pair.indexOf('=');
      if (end < 0) {
        throw new IllegalArgumentException("parameter '%s' has no value".formatted(pair));
      }
      parameters.put(decoded(pair.substring(0, end)), decoded(pair.substring(end + 1)));
    }
    return parameters;
  }

  private static String hosts(String typed, Map<String, String> environment) {
    var hosts = typed.isEmpty() ? environment.getOrDefault("PGHOST", "localhost") : typed;
    var port = environment.getOrDefault("PGPORT", "5432");
    var all = new StringBuilder();
    for (var host : hosts.split(",", -1)) {
      boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
      all.append(all.isEmpty() ? "" : ",").append(host).append(hasPort ? "" : ":" + port);
    }
    if (all.indexOf("/") >= 0) {
      throw new IllegalArgumentException(
          "host %s: a socket file cannot be used, only a host name or address".formatted(hosts));
    }
    return all.toString();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static @Nullable String first(@Nullable String... texts) {
    for (var text : texts) {
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /// The name of the crawl.
  ///
  /// @return letters, digits and underscores
  public String crawl() {
    return crawl;
  }

  /// The schema that holds the crawl's tables.
  String schema() {
    return "spinneret_" + crawl;
  }

  /// The database as JDBC names it. The driver itself finds the password file.
  String jdbcUrl() {
    return "jdbc:postgresql://"
        + hosts
        + "/"
        + URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// The connection's settings, the password among them.
  Properties properties() {
    var properties = new Properties();
    put(properties, "user", user == null ? System.getProperty("user.name") : user);
    put(properties, "password", environment.get("PGPASSWORD"));
    put(properties, "sslmode", setting("sslmode", "PGSSLMODE"));
    put(properties, "sslrootcert", setting("sslrootcert", "PGSSLROOTCERT"));
    put(properties, "sslcert", setting("sslcert", "PGSSLCERT"));
    put(properties, "sslkey", setting("sslkey", "PGSSLKEY"));
    var timeout = setting("connect_timeout", "PGCONNECT_TIMEOUT");
    put(properties, "connectTimeout", timeout == null ? "10" : timeout);
    put(properties, "loginTimeout", "20");
    put(properties, "socketTimeout", "60");
    put(properties, "tcpKeepAlive", "true");
    put(properties, "targetServerType", "primary");
    put(properties, "prepareThreshold", "0"); // a pooler may know no statement by its name
    put(properties, "ApplicationName", "spinneret");
    return properties;
  }

  private @Nullable String setting(String parameter, String variable) {
    return first(parameters.get(parameter), environment.get(variable));
  }

  private static void put(Properties properties, String name, @Nullable String value) {
    if (value != null) {
      properties.setProperty(name, value);
    }
  }

  /// The address as it is shown: it holds no password.
  @Override
  public String toString() {
    return "postgresql://" + hosts + "/" + database + "?crawl=" + crawl;
  }
}
