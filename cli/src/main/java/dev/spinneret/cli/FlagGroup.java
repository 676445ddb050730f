package dev.spinneret.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a command's field that holds a block of flags, which stand under a heading in the help;
/// see [FlagGroups].
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface FlagGroup {
  /// The heading, without its colon.
  String value();
}
