package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// What the last step of packaging does to the classes; that they still run is for the other tests
/// of the jar.
@EnabledIfSystemProperty(named = "spinneret.jar", matches = ".+")
class FinishedJarIT {
  @Test
  void switchesOverTypesArePlainCode() throws IOException {
    var left = new ArrayList<String>();
    var classCount = 0;
    try (var jar = new JarFile(System.getProperty("spinneret.jar"))) {
      for (var entry : jar.stream().toList()) {
        var name = entry.getName();
        if (name.startsWith("dev/spinneret/") && name.endsWith(".class")) {
          classCount++;
          try (var in = jar.getInputStream(entry)) {
            if (hasSwitchOverTypes(in.readAllBytes())) {
              left.add(name);
            }
          }
        }
      }
    }
    assertTrue(classCount > 500, classCount + " classes");
    assertEquals(List.of(), left);
  }

  /// Those for Java 22 link each function at its first use, 0.2 s of a start. What is left uses
  /// JNI.
  @Test
  void zstdHasNoClassesThatLinkItsFunctions() throws IOException {
    try (var jar = new JarFile(System.getProperty("spinneret.jar"))) {
      var all =
          jar.stream().map(ZipEntry::getName).filter(name -> name.contains("/luben/")).toList();
      assertTrue(all.contains("com/github/luben/zstd/ZstdCompressCtx.class"), all.toString());
      assertEquals(
          List.of(), all.stream().filter(name -> name.startsWith("META-INF/versions/")).toList());
    }
  }

  private static boolean hasSwitchOverTypes(byte[] classFile) {
    return ClassFile.of().parse(classFile).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .anyMatch(element ->
            element instanceof InvokeDynamicInstruction call
                && call.name().equalsString("typeSwitch")
                && call.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance));
  }
}
