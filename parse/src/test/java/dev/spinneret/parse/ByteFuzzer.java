package dev.spinneret.parse;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/// Throws mutated bytes at a function that must take any bytes.
///
/// The same seed gives the same bytes. `-Dspinneret.fuzz.seed=…` gives others,
/// `-Dspinneret.fuzz.seconds=600` makes the run a long one.
public final class ByteFuzzer {
  /// Takes one input; what it throws is a finding.
  public interface Target {
    /// Tries one input.
    ///
    /// @param input any bytes
    /// @throws Exception is a finding
    void accept(byte[] input) throws Exception;
  }

  private static final int MAX_INPUT_BYTES = 4096;

  private final SplittableRandom random;
  private final List<byte[]> seeds;
  private final List<byte[]> tokens;

  private ByteFuzzer(long seed, List<byte[]> seeds, List<byte[]> tokens) {
    this.random = new SplittableRandom(seed);
    this.seeds = seeds;
    this.tokens = tokens;
  }

  /// Runs a target on many inputs.
  ///
  /// @param rounds how many at least; more while the seconds of the property last
  /// @param seeds inputs to begin with
  /// @param tokens pieces that mean something to the target
  /// @param target takes the inputs
  public static void run(int rounds, List<byte[]> seeds, List<byte[]> tokens, Target target) {
    long seed = Long.getLong("spinneret.fuzz.seed", 20_260_203);
    long until = System.nanoTime() + Long.getLong("spinneret.fuzz.seconds", 0) * 1_000_000_000L;
    var fuzzer = new ByteFuzzer(seed, seeds, tokens);
    for (int i = 0; i < rounds || System.nanoTime() < until; i++) {
      var input = fuzzer.next();
      try {
        target.accept(input);
      } catch (Exception | Error e) {
        throw new AssertionError(
            "round %d of seed %d: %s".formatted(i, seed, HexFormat.of().formatHex(input)), e);
      }
    }
  }

  private byte[] next() {
    var input = new ArrayList<Byte>();
    append(input, pick(seeds));
    for (int i = random.nextInt(1, 8); i > 0; i--) {
      mutate(input);
    }
    var bytes = new byte[Math.min(input.size(), MAX_INPUT_BYTES)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = input.get(i);
    }
    return bytes;
  }

  private void mutate(List<Byte> input) {
    int at = random.nextInt(input.size() + 1);
    int end = Math.min(input.size(), at + random.nextInt(1, 40));
    switch (random.nextInt(7)) {
      case 0 -> input.subList(at, end).clear();
      case 1 -> input.addAll(at, List.copyOf(input.subList(at, end)));
      case 2 -> input.subList(at, input.size()).clear();
      case 3 -> input.add(at, (byte) random.nextInt(256));
      case 4 -> insert(input, at, pick(tokens), random.nextInt(1, 4));
      case 5 -> insert(input, at, pick(tokens), random.nextInt(1, 200));
      default -> {
        if (at < input.size()) {
          input.set(at, (byte) (input.get(at) ^ (1 << random.nextInt(8))));
        }
      }
    }
  }

  private static void insert(List<Byte> input, int at, byte[] token, int count) {
    var inserted = new ArrayList<Byte>();
    for (int i = 0; i < count && inserted.size() < MAX_INPUT_BYTES; i++) {
      append(inserted, token);
    }
    input.addAll(at, inserted);
  }

  private static void append(List<Byte> input, byte[] bytes) {
    for (byte b : bytes) {
      input.add(b);
    }
  }

  private byte[] pick(List<byte[]> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
