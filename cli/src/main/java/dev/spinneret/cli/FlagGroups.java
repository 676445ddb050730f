package dev.spinneret.cli;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;

/// Brings the blocks of flags of a command into picocli's model.
///
/// The groups exist for the help's headings only, and picocli's own annotation for them would spend
/// a fifth of a short crawl's start on rendering the synopsis of each (as of 4.7.7, for a trace
/// message that nobody reads). Groups made here have no object of their own: a flag writes to the
/// field it was read from.
final class FlagGroups {
  private FlagGroups() {}

  /// The model of a command, with its groups in the order of their fields.
  ///
  /// @param command an object that picocli understands, with [FlagGroup] fields or without
  static CommandSpec specOf(Object command) {
    var spec = CommandSpec.forAnnotatedObject(command);
    int order = 1;
    for (var field : fields(command.getClass())) {
      var group = field.getAnnotation(FlagGroup.class);
      if (group != null) {
        var block =
            ArgGroupSpec.builder()
                .heading("%n" + group.value() + ":%n")
                .order(order++)
                .validate(false);
        CommandSpec.forAnnotatedObject(value(field, command)).options().forEach(block::addArg);
        spec.addArgGroup(block.build());
      }
    }
    return spec;
  }

  /// The fields of a class, those it inherits first.
  private static List<Field> fields(@Nullable Class<?> type) {
    if (type == null) {
      return new ArrayList<>();
    }
    var fields = fields(type.getSuperclass());
    fields.addAll(List.of(type.getDeclaredFields()));
    return fields;
  }

  private static Object value(Field field, Object command) {
    try {
      field.setAccessible(true);
      return field.get(command);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("flags of " + field, e);
    }
  }
}
