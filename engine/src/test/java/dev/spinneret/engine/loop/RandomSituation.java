package dev.spinneret.engine.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Writes a situation at random: a few tasks that wait, fail, cancel each other and time out.
///
/// Leaves out what differs between versions of asyncio, and what asyncio leaves open.
final class RandomSituation {
  private static final List<String> FUTURES = List.of("f", "g", "h");

  private final Random random;
  private final List<String> lines = new ArrayList<>();
  private final List<String> tasks = new ArrayList<>();
  private int secondsUsed;

  RandomSituation(Random random) {
    this.random = random;
  }

  List<String> lines(String name) {
    lines.add(name);
    FUTURES.forEach(future -> add(1, "future " + future));
    add(1, "event e");
    int count = 2 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      add(1, "spawn t" + i);
      block(2, 2 + random.nextInt(4));
      tasks.add("t" + i);
    }
    int actions = 3 + random.nextInt(6);
    for (int i = 0; i < actions; i++) {
      action();
    }
    add(1, "sleep 50");
    tasks.forEach(task -> add(1, "state " + task));
    FUTURES.forEach(future -> add(1, "state " + future));
    return lines;
  }

  private void add(int depth, String statement) {
    lines.add("  ".repeat(depth) + statement);
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  /// What the main task does to the others.
  private void action() {
    switch (random.nextInt(6)) {
      case 0, 1 -> add(1, "cancel " + pick(tasks));
      case 2 -> add(1, "yield " + (1 + random.nextInt(3)));
      case 3 -> add(1, "raiseflag e");
      case 4 -> add(1, "cancel " + pick(FUTURES));
      default -> {
        add(1, "try");
        add(2, "set " + pick(FUTURES) + " v" + random.nextInt(10));
        add(1, "on error");
        add(2, "log was done");
      }
    }
  }

  private void block(int depth, int count) {
    for (int i = 0; i < count; i++) {
      statement(depth);
    }
  }

  private void statement(int depth) {
    int kinds = depth > 4 ? 6 : 10;
    switch (random.nextInt(kinds)) {
      case 0 -> add(depth, "log l" + random.nextInt(100));
      case 1 -> add(depth, "yield");
      case 2 -> add(depth, "sleep " + distinctSeconds());
      case 3, 4 ->
          add(
              depth,
              "await " + (tasks.isEmpty() || random.nextBoolean() ? pick(FUTURES) : pick(tasks)));
      case 5 -> add(depth, random.nextBoolean() ? "awaitflag e" : "raise x" + random.nextInt(10));
      case 6, 7 -> {
        add(depth, "try");
        block(depth + 1, 1 + random.nextInt(2));
        String kind = pick(List.of("on cancelled", "on error", "on timeout", "finally"));
        add(depth, kind);
        add(depth + 1, "log handled" + random.nextInt(100));
        statement(depth + 1);
      }
      case 8 -> {
        add(depth, "timeout " + distinctSeconds());
        block(depth + 1, 1 + random.nextInt(2));
      }
      default -> {
        String shield = "s" + random.nextInt(1000);
        add(depth, "shield " + shield + " " + pick(FUTURES));
        add(depth, "await " + shield);
      }
    }
  }

  /// Equal deadlines come in no order in asyncio: each is used once.
  private int distinctSeconds() {
    return 1 << secondsUsed++ % 20;
  }
}
