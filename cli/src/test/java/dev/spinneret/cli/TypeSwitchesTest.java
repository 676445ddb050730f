package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The step of packaging that turns switches over types into plain code keeps what they mean.
class TypeSwitchesTest {
  @TempDir Path directory;

  /// Something to switch over.
  public sealed interface Shape {}

  /// @param inner anything
  public record Box(Object inner) implements Shape {}

  /// Nothing inside.
  public record Dot() implements Shape {}

  /// Switches over types, of each kind that javac makes.
  public static final class Switches {
    private Switches() {}

    /// @return which case was taken
    public static String any(Object value) {
      return switch (value) {
        case null -> "null";
        case Integer i when i > 5 -> "large " + i;
        case Integer i -> "int " + i;
        case Box(Integer i) when i > 5 -> "box of large " + i;
        case Box(String text) -> "box of text " + text;
        case Box box -> "box of " + any(box.inner());
        case CharSequence text -> "text " + text;
        case int[] numbers -> numbers.length + " numbers";
        case String[][] _ -> "texts";
        default -> "other";
      };
    }

    /// @return which case was taken
    public static String sealed(Object value) {
      return switch ((Shape) value) {
        case Box _ -> "box";
        case Dot _ -> "dot";
      };
    }
  }

  @Test
  void everySwitchChoosesAsBefore() throws Exception {
    var lowered = lowered(Switches.class);
    assertEquals(List.of(), bootstraps(lowered), "none is left to the JVM");
    var loader =
        new ClassLoader(getClass().getClassLoader()) {
          Class<?> define(byte[] bytes) {
            return defineClass(Switches.class.getName(), bytes, 0, bytes.length);
          }
        };
    var changed = loader.define(lowered);
    var values =
        Arrays.asList(
            null,
            3,
            7,
            "a",
            new StringBuilder("b"),
            new int[2],
            new String[1][1],
            new String[1],
            new Box(9),
            new Box(2),
            new Box("x"),
            new Box(null),
            new Box(new Box("y")),
            new Dot());
    for (var value : values) {
      assertEquals(Switches.any(value), changed.getMethod("any", Object.class).invoke(null, value));
    }
    for (var shape : List.of(new Dot(), new Box(1))) {
      assertEquals(
          Switches.sealed(shape), changed.getMethod("sealed", Object.class).invoke(null, shape));
    }
  }

  private byte[] lowered(Class<?> type) throws Exception {
    var source = Path.of("src", "package", "TypeSwitches.java").toString();
    var javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
    var compiler =
        new ProcessBuilder(javac, "-d", directory.toString(), source).inheritIO().start();
    assertEquals(0, compiler.waitFor());
    try (var loader = new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
      var method =
          loader
              .loadClass("TypeSwitches")
              .getDeclaredMethod("lowered", ClassFile.class, byte[].class);
      method.setAccessible(true);
      return (byte[]) method.invoke(null, ClassFile.of(), bytes(type));
    }
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    var name = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (var in = Objects.requireNonNull(type.getResourceAsStream(name))) {
      return in.readAllBytes();
    }
  }

  /// What the switches over types in a class are left to.
  private static List<String> bootstraps(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .map(MethodModel::code)
        .flatMap(code -> code.stream().flatMap(CodeModel::elementStream))
        .filter(InvokeDynamicInstruction.class::isInstance)
        .map(call -> ((InvokeDynamicInstruction) call).bootstrapMethod().methodName())
        .filter("typeSwitch"::equals)
        .toList();
  }
}
