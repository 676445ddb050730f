package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.terminal.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The lock that has one launcher at a time build the jar, left behind in every way; a script
/// stands for Maven.
@Timeout(60)
@EnabledIfSystemProperty(named = "spinneret.jar", matches = ".+")
class BuildLockIT {
  @TempDir Path directory;
  private Program program;
  private Path lock;

  @BeforeEach
  void aSourceIsNewerThanTheJar() throws IOException {
    program = new Program(directory);
    lock = program.target().resolve(".build-lock");
    var root = directory.resolve("program");
    Files.createDirectories(root.resolve("cli/src/main"));
    Files.writeString(root.resolve("pom.xml"), "");
    var jar = program.target().resolve("spinneret.jar");
    var content = jar.toRealPath();
    Files.delete(jar);
    Files.copy(content, jar);
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(3_600)));
    var maven = root.resolve("mvn");
    Files.writeString(maven, "#!/bin/sh\necho build >>'%s/builds'\n".formatted(directory));
    assertTrue(maven.toFile().setExecutable(true));
  }

  @Test
  void withoutALockTheJarIsBuilt() throws Exception {
    isBuilt();
  }

  @Test
  void theLockOfADeadProcessIsTaken() throws Exception {
    owner("99999999|1|" + host());
    isBuilt();
  }

  @Test
  void theLockOfAnEarlierProcessWithTheSameNumberIsTaken() throws Exception {
    owner(ProcessHandle.current().pid() + "|another start|" + host());
    isBuilt();
  }

  @Test
  void anOldLockOfAnotherHostIsTaken() throws Exception {
    owner("1|1|elsewhere");
    var touch =
        new ProcessBuilder("touch", "-h", "-d", "20 minutes ago", lock.toString()).inheritIO();
    assertEquals(0, touch.start().waitFor());
    isBuilt();
  }

  @Test
  void aDirectoryInPlaceOfTheLockIsRemoved() throws Exception {
    Files.createDirectory(lock);
    isBuilt();
  }

  @Test
  void twoStartsBuildOnce() throws Exception {
    var run = program.shell("spinneret --version & spinneret --version; wait");
    assertEquals(2, run.out().lines().count(), run.err());
    assertEquals(1, Files.readAllLines(directory.resolve("builds")).size());
  }

  private void isBuilt() throws Exception {
    var run = program.shell("spinneret --version");
    assertEquals(0, run.code(), run.err());
    assertEquals("spinneret " + Build.VERSION + "\n", run.out());
    assertEquals(1, Files.readAllLines(directory.resolve("builds")).size(), run.err());
    assertFalse(Files.exists(lock, LinkOption.NOFOLLOW_LINKS));
  }

  private void owner(String owner) throws IOException {
    Files.createSymbolicLink(lock, Path.of(owner));
  }

  private String host() throws Exception {
    return program.shell("uname -n").out().strip();
  }
}
