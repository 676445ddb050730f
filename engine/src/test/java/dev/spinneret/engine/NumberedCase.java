package dev.spinneret.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The test of one of the numbered cases that young event loops get wrong; [EveryCaseTest] misses
/// none.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NumberedCase {

  /// The number of the case, from 1 on.
  ///
  /// @return its number
  int value();
}
