import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The last step of packaging: `java FinishJar.java SHADED.jar PROGRAM.jar`.
///
/// Class files older than Java 6 cannot go into a class-data archive, and picocli's are: they are
/// brought to Java 8's version with the JDK's own class-file API. Then the program moves to its
/// name in one step, so that a process that runs the old one goes on undisturbed, and a class-data
/// archive is made from a few runs of it. Without the archive the program only starts more slowly,
/// so nothing about it fails the build.
final class FinishJar {
  /// Below this version the class file has no stack maps (JVMS §4.10.1).
  private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_7_VERSION;

  private FinishJar() {}

  public static void main(String[] args) throws Exception {
    var shaded = Path.of(args[0]);
    var program = Path.of(args[1]).toAbsolutePath();
    var unfinished = program.resolveSibling(program.getFileName() + ".tmp");
    upgrade(shaded, unfinished);
    Files.move(unfinished, program, REPLACE_EXISTING, ATOMIC_MOVE);
    Files.delete(shaded);
    archive(program);
  }

  private static void upgrade(Path from, Path to) throws IOException {
    try (var in = new JarFile(from.toFile());
        var loader = new URLClassLoader(new URL[] {from.toUri().toURL()}, null);
        var out = new ZipOutputStream(Files.newOutputStream(to))) {
      var file =
          ClassFile.of(
              StackMapsOption.GENERATE_STACK_MAPS,
              ConstantPoolSharingOption.NEW_POOL,
              ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.defaultResolver()
                      .orElse(ClassHierarchyResolver.ofResourceParsing(loader))));
      for (var entry : Collections.list(in.entries())) {
        byte[] bytes;
        try (InputStream content = in.getInputStream(entry)) {
          bytes = content.readAllBytes();
        }
        var copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        out.write(entry.getName().endsWith(".class") ? upgraded(file, bytes) : bytes);
        out.closeEntry();
      }
    }
  }

  private static byte[] upgraded(ClassFile file, byte[] bytes) {
    int major = (bytes[6] & 0xff) << 8 | bytes[7] & 0xff;
    if (major >= FIRST_WITH_STACK_MAPS) {
      return bytes;
    }
    return file.transformClass(
        file.parse(bytes),
        ClassTransform.endHandler(builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0))
            .andThen((builder, element) -> {
              if (!(element instanceof ClassFileVersion version)
                  || version.majorVersion() >= FIRST_WITH_STACK_MAPS) {
                builder.with(element);
              }
            }));
  }

  /// Runs the program's own start-up under the archiver. The archive moves to its name only when it
  /// is whole; the JVM checks it against the jar's size and time, and ignores it when they differ.
  private static void archive(Path program) throws IOException, InterruptedException {
    var name = program.getFileName().toString().replace(".jar", ".jsa");
    var archive = program.resolveSibling(name);
    Files.deleteIfExists(archive);
    var unfinished = program.resolveSibling(name + ".tmp");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xlog:disable",
            "-XX:ArchiveClassesAtExit=" + unfinished,
            "-Dspinneret.train=true",
            "-jar",
            program.toString(),
            "train"));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    if (process.waitFor() == 0 && Files.exists(unfinished)) {
      Files.move(unfinished, archive, REPLACE_EXISTING, ATOMIC_MOVE);
    }
  }
}
