package dev.spinneret.engine;

import dev.spinneret.engine.poll.EpollPoller;
import dev.spinneret.engine.poll.PollerKind;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs a test class once on each poller that works here; its constructor takes the [PollerKind].
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass
@MethodSource("dev.spinneret.engine.OnEveryPoller$Pollers#available")
public @interface OnEveryPoller {

  /// The pollers that work here.
  final class Pollers {
    private Pollers() {}

    static Stream<PollerKind> available() {
      return EpollPoller.isAvailable()
          ? Stream.of(PollerKind.NIO, PollerKind.EPOLL)
          : Stream.of(PollerKind.NIO);
    }
  }
}
