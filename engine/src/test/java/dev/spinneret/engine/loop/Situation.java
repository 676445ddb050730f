package dev.spinneret.engine.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// One statement of a situation and the block under it, as `situations.txt` writes them: indented
/// lines of words.
///
/// @param words the operation and its arguments
/// @param block the statements below it
record Situation(List<String> words, List<Situation> block) {

  /// Reads situations: the statements at the left edge, whose words are their name.
  static List<Situation> parse(List<String> lines) {
    record Open(int indent, List<Situation> block) {}

    var top = new ArrayList<Situation>();
    var open = new ArrayDeque<Open>();
    open.push(new Open(-1, top));
    for (var line : lines) {
      var text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      int indent = line.length() - line.stripLeading().length();
      while (open.element().indent() >= indent) {
        open.pop();
      }
      var situation = new Situation(List.of(text.split(" ")), new ArrayList<>());
      open.element().block().add(situation);
      open.push(new Open(indent, situation.block()));
    }
    return top;
  }

  String name() {
    return String.join(" ", words);
  }

  String operation() {
    return words.getFirst();
  }

  List<String> arguments() {
    return words.subList(1, words.size());
  }
}
