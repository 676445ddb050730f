package dev.spinneret.cli.flag;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The definition of a flag, or of an argument that stands without a name; also the key to its
/// value in [Values]. Immutable: the methods that change something return a copy.
public final class Flag<T> {
  /// What every command has.
  static final Flag<Boolean> HELP = on("-h, --help", "Shows this help.");

  /// Prints the version; every command has it, and the program itself answers it.
  public static final Flag<Boolean> VERSION = on("-V, --version", "Prints the version.");

  private final List<String> names;
  private final String label;
  private final Kind<T> kind;
  private final List<String> help;
  private final boolean many;
  private final @Nullable String separator;
  private final @Nullable String fallback;
  private final boolean required;
  private final boolean hidden;

  private Flag(
      List<String> names,
      String label,
      Kind<T> kind,
      List<String> help,
      boolean many,
      @Nullable String separator,
      @Nullable String fallback,
      boolean required,
      boolean hidden) {
    this.names = names;
    this.label = label;
    this.kind = kind;
    this.help = help;
    this.many = many;
    this.separator = separator;
    this.fallback = fallback;
    this.required = required;
    this.hidden = hidden;
  }

  private static <T> Flag<T> create(
      String spelling, Kind<T> kind, boolean many, @Nullable String separator, String... help) {
    var equals = spelling.indexOf('=');
    var names = List.of(spelling.substring(0, equals).split(", "));
    var label = spelling.substring(equals + 1);
    return new Flag<>(names, label, kind, List.of(help), many, separator, null, false, false);
  }

  /// A flag without a value.
  ///
  /// @param names with their dashes, separated by `, `; the long one last
  /// @param help lines of text
  public static Flag<Boolean> on(String names, String... help) {
    return create(names + "=", Kind.SWITCH, false, null, help);
  }

  /// A flag with a value; of several the last counts.
  ///
  /// @param spelling as in the help, such as `-o, --output=FILE`
  /// @param help lines of text; `{default}` stands for the default
  public static <T> Flag<T> of(String spelling, Kind<T> kind, String... help) {
    return create(spelling, kind, false, null, help);
  }

  /// A flag that may be repeated.
  ///
  /// @param spelling as in the help, such as `-o, --output=FILE`
  /// @param kind of each value
  /// @param help lines of text
  public static <T> Flag<T> many(String spelling, Kind<T> kind, String... help) {
    return create(spelling, kind, true, null, help);
  }

  /// A flag that takes several values at a time, and may be repeated.
  ///
  /// @param spelling as in the help, such as `--rounds=N,...`
  /// @param kind of each value
  /// @param separator what stands between two values, a regular expression
  /// @param help lines of text
  public static <T> Flag<T> list(String spelling, Kind<T> kind, String separator, String... help) {
    return create(spelling, kind, true, separator, help);
  }

  /// An argument that may be left out.
  ///
  /// @param help lines of text
  public static <T> Flag<T> argument(String label, Kind<T> kind, String... help) {
    return new Flag<>(List.of(), label, kind, List.of(help), false, null, null, false, false);
  }

  /// Any number of arguments, the last of a command.
  ///
  /// @param kind of each value
  /// @param help lines of text
  public static <T> Flag<T> arguments(String label, Kind<T> kind, String... help) {
    return new Flag<>(List.of(), label, kind, List.of(help), true, null, null, false, false);
  }

  /// The same with a default.
  ///
  /// @param text as it could be typed
  public Flag<T> or(String text) {
    return new Flag<>(names, label, kind, help, many, separator, text, required, hidden);
  }

  /// The same, and it must be there.
  public Flag<T> required() {
    return new Flag<>(names, label, kind, help, many, separator, fallback, true, hidden);
  }

  /// The same, and no help shows it.
  public Flag<T> hidden() {
    return new Flag<>(names, label, kind, help, many, separator, fallback, required, true);
  }

  List<String> names() {
    return names;
  }

  /// The long name of a flag, the label of an argument.
  ///
  /// @return such as `--output` or `URL`
  public String name() {
    return names.isEmpty() ? label : names.getLast();
  }

  String label() {
    return label;
  }

  /// The kind of its values, for a list of each of them.
  public Kind<T> kind() {
    return kind;
  }

  /// Lines of text.
  List<String> help() {
    return fallback == null
        ? help
        : help.stream().map(line -> line.replace("{default}", fallback)).toList();
  }

  boolean takesValue() {
    return kind.expects() != Kind.Expects.NOTHING;
  }

  boolean isMany() {
    return many;
  }

  @Nullable String separator() {
    return separator;
  }

  boolean isRequired() {
    return required;
  }

  boolean isHidden() {
    return hidden;
  }

  /// Reads the text of a value and adds it to the others, or puts it in place of another.
  ///
  /// @throws ValueException if it is no value
  void read(String text, Map<Flag<?>, Object> into) {
    if (!many) {
      into.put(this, kind.read(text));
      return;
    }
    @SuppressWarnings("unchecked")
    var all = (List<T>) into.computeIfAbsent(this, _ -> new ArrayList<T>());
    for (var part : separator == null ? new String[] {text} : text.split(separator)) {
      all.add(kind.read(part));
    }
  }

  @Nullable String fallback() {
    return fallback;
  }

  @Override
  public String toString() {
    return name();
  }
}
