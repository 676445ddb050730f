package dev.spinneret.cli.flag;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that a person may type after the name of a command, and what the help says about it.
/// Everything that knows the flags is made from it: both readers of command lines, help, manual
/// pages, completion, config files and messages.
///
/// @param name of the command
/// @param description lines of the help; the first says what the command does
/// @param arguments in order; only the last may be repeated
/// @param blocks of flags
/// @param isSorted whether the help sorts the flags by name
/// @param exitCodes each a number, a colon and the meaning; empty for the usual ones
/// @param footer lines of the help
public record Table(
    String name,
    List<String> description,
    List<Flag<?>> arguments,
    List<Block> blocks,
    boolean isSorted,
    List<String> exitCodes,
    List<String> footer) {
  /// A table without arguments and flags.
  ///
  /// @param description lines of the help; the first says what the command does
  public static Table of(String name, String... description) {
    return new Table(name, List.of(description), List.of(), List.of(), false, List.of(), List.of());
  }

  /// The same with arguments.
  ///
  /// @param all in order; only the last may be repeated
  public Table withArguments(Flag<?>... all) {
    return new Table(name, description, List.of(all), blocks, isSorted, exitCodes, footer);
  }

  /// The same with more flags that have no heading.
  ///
  /// @param flags in the order of the help
  public Table withFlags(Flag<?>... flags) {
    return withBlocks(Block.of("", flags));
  }

  /// The same with more blocks.
  public Table withBlocks(Block... more) {
    var all = new ArrayList<>(blocks);
    all.addAll(List.of(more));
    return new Table(name, description, arguments, List.copyOf(all), isSorted, exitCodes, footer);
  }

  /// The same, and the help sorts the flags by name.
  public Table sorted() {
    return new Table(name, description, arguments, blocks, true, exitCodes, footer);
  }

  /// The same with exit codes.
  ///
  /// @param codes each a number, a colon and the meaning
  public Table withExitCodes(String... codes) {
    return new Table(name, description, arguments, blocks, isSorted, List.of(codes), footer);
  }

  /// The same with a footer.
  public Table withFooter(String... lines) {
    return new Table(name, description, arguments, blocks, isSorted, exitCodes, List.of(lines));
  }

  /// The same under another name, for a command that adds flags to those of this one.
  ///
  /// @param what lines of the help
  public Table renamed(String other, String... what) {
    return new Table(other, List.of(what), arguments, blocks, isSorted, exitCodes, footer);
  }

  /// Finds a flag.
  ///
  /// @param spelled with its dashes
  /// @return null when there is none of that name
  public @Nullable Flag<?> find(String spelled) {
    for (var block : blocks) {
      for (var flag : block.flags()) {
        if (flag.names().contains(spelled)) {
          return flag;
        }
      }
    }
    return null;
  }

  /// All flags, those that every command has last.
  List<Flag<?>> flags() {
    var flags = new ArrayList<Flag<?>>();
    blocks.forEach(block -> flags.addAll(block.flags()));
    flags.add(Flag.HELP);
    flags.add(Flag.VERSION);
    return flags;
  }
}
