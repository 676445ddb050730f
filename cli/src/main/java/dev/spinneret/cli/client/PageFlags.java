package dev.spinneret.cli.client;

import dev.spinneret.cli.flag.Block;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.record.Field;
import dev.spinneret.cli.record.PageJson;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.parse.html.PageReader;
import dev.spinneret.parse.html.Selection;
import dev.spinneret.parse.html.Wanted;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What is read from pages besides links: the flags of all commands that read pages.
public final class PageFlags {
  /// Facts.
  public static final Flag<Boolean> FACTS =
      Flag.on(
          "--facts",
          "Adds what each page says about itself: title, description, headings, canonical URL,"
              + " robots directives, languages, Open Graph, numbers of words and links.");

  /// Selectors.
  public static final Flag<Selection> EXTRACT =
      Flag.many(
          "--extract=NAME=CSS",
          Kind.of(Selection::parse),
          "Adds the text of the elements that a CSS selector finds, or an attribute of theirs:"
              + " NAME=CSS@ATTR. May be repeated.");

  /// The visible text.
  public static final Flag<Boolean> TEXT = Flag.on("--text", "Adds each page's visible text.");

  /// All of them.
  public static final Block BLOCK = Block.of("Contents of pages", FACTS, EXTRACT, TEXT);

  private PageFlags() {}

  /// The fields about pages that the flags add.
  ///
  /// @return in the order of a record
  public static Set<Field> fields(Values typed) {
    var groups = EnumSet.noneOf(Field.Group.class);
    if (typed.has(FACTS)) {
      groups.add(Field.Group.FACTS);
    }
    if (!typed.all(EXTRACT).isEmpty()) {
      groups.add(Field.Group.EXTRACT);
    }
    if (typed.has(TEXT)) {
      groups.add(Field.Group.TEXT);
    }
    return Field.of(groups);
  }

  /// What is to be read from pages so that a record can have some fields.
  ///
  /// @throws UsageException if two selectors have the same name
  public static Wanted wanted(Set<Field> fields, Values typed) {
    try {
      return new Wanted(
          fields.stream().anyMatch(Field::needsFacts),
          fields.contains(Field.LINK_DETAILS),
          false,
          fields.contains(Field.TEXT),
          fields.contains(Field.EXTRACT) ? typed.all(EXTRACT) : List.of());
    } catch (IllegalArgumentException e) {
      throw new UsageException(EXTRACT + ": " + e.getMessage());
    }
  }

  /// What is to be read from single pages and written about them.
  ///
  /// @param others fields that the command has anyway
  /// @param json the flags of which one must be there for JSON to be written
  /// @throws UsageException if there is no JSON, or two selectors have the same name
  public static PageJson pages(Values typed, Set<Field> others, List<Flag<Boolean>> json) {
    var fields = EnumSet.noneOf(Field.class);
    fields.addAll(fields(typed));
    fields.remove(Field.ROBOTS_HEADER); // the reply's header is there, or there is none
    if (!fields.isEmpty() && json.stream().noneMatch(typed::has)) {
      throw new UsageException("--facts, --extract and --text need " + json.getFirst());
    }
    var wanted = EnumSet.of(Field.LINK_DETAILS);
    wanted.addAll(fields);
    fields.removeAll(others);
    return new PageJson(fields, PageReader.DEFAULT.wanting(wanted(wanted, typed)));
  }
}
