package dev.spinneret.cli;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/// The classes of a jar that its code can reach, and what they ask for in vain.
///
/// The walk starts at the main class and the providers of services, and goes from each class to all
/// that its constant pool and its members' types mention, as the JVM's linker would. A string that
/// spells the name of a class in the jar counts as a mention too, since it may be loaded by that
/// name. Annotations do not count: the JVM drops those whose type is missing.
final class ReachableClasses {
  private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([^;<]+);");
  private static final Pattern RESOURCE =
      Pattern.compile("[\\w/.-]*\\w\\.(txt|dat|json|properties)");
  private static final String SERVICES = "META-INF/services/";

  private final Map<String, byte[]> classes = new HashMap<>();
  private final Set<String> entries = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final Queue<String> next = new ArrayDeque<>();
  private final Map<String, Boolean> platform = new HashMap<>();

  /// Internal names of classes that are mentioned and missing, each with a class that mentions it.
  final Map<String, String> missingClasses = new TreeMap<>();

  /// Names of resources that are read and missing, each with a class that reads it.
  final Map<String, String> missingResources = new TreeMap<>();

  /// Walks a jar as the running Java would see it (JEP 238).
  ///
  /// @param leftOut names of entries to ignore
  ReachableClasses(Path file, Set<String> leftOut) throws IOException {
    var roots = new HashMap<String, String>();
    try (var jar = new JarFile(file.toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
      for (var entry : jar.versionedStream().toList()) {
        var name = entry.getName();
        if (leftOut.contains(name)) {
          continue;
        }
        entries.add(name);
        if (name.endsWith(".class")) {
          try (var in = jar.getInputStream(entry)) {
            classes.put(name.substring(0, name.length() - ".class".length()), in.readAllBytes());
          }
        } else if (name.startsWith(SERVICES)) {
          try (var in = jar.getInputStream(entry)) {
            for (var provider : providers(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
              roots.put(provider.replace('.', '/'), name);
            }
          }
        }
      }
      var main = jar.getManifest().getMainAttributes().getValue("Main-Class");
      roots.put(main.replace('.', '/'), JarFile.MANIFEST_NAME);
    }
    roots.forEach(this::mention);
    for (var name = next.poll(); name != null; name = next.poll()) {
      visit(name, ClassFile.of().parse(classes.get(name)));
    }
  }

  /// How many classes the walk has reached.
  int count() {
    return seen.size();
  }

  private static List<String> providers(String service) {
    return service
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private void visit(String name, ClassModel model) {
    var readsResources = false;
    for (var constant : model.constantPool()) {
      switch (constant) {
        case ClassEntry entry -> mentionType(entry.asInternalName(), name);
        case NameAndTypeEntry entry -> mentionAll(entry.type().stringValue(), name);
        case MethodTypeEntry entry -> mentionAll(entry.descriptor().stringValue(), name);
        case MemberRefEntry entry -> {
          readsResources |= entry.name().stringValue().startsWith("getResource");
        }
        case StringEntry entry -> mentionByName(entry.stringValue(), name);
        default -> {}
      }
    }
    model.fields().forEach(field -> mentionAll(field.fieldType().stringValue(), name));
    model.methods().forEach(method -> mentionAll(method.methodType().stringValue(), name));
    if (readsResources) {
      for (var constant : model.constantPool()) {
        if (constant instanceof StringEntry entry && isMissingResource(entry.stringValue(), name)) {
          missingResources.putIfAbsent(entry.stringValue(), name);
        }
      }
    }
  }

  private boolean isMissingResource(String text, String reader) {
    if (!RESOURCE.matcher(text).matches()) {
      return false;
    }
    var beside = reader.substring(0, reader.lastIndexOf('/') + 1) + text;
    return List.of(beside, text, text.replaceFirst("^/", "")).stream().noneMatch(entries::contains);
  }

  /// An array's name is a descriptor (JVMS §4.4.1).
  private void mentionType(String type, String by) {
    if (type.startsWith("[")) {
      mentionAll(type, by);
    } else {
      mention(type, by);
    }
  }

  private void mentionAll(String descriptor, String by) {
    var names = IN_DESCRIPTOR.matcher(descriptor);
    while (names.find()) {
      mention(names.group(1), by);
    }
  }

  private void mentionByName(String text, String by) {
    var name = text.replace('.', '/');
    if (classes.containsKey(name)) {
      mention(name, by);
    }
  }

  private void mention(String name, String by) {
    if (classes.containsKey(name)) {
      if (seen.add(name)) {
        next.add(name);
      }
    } else if (!platform.computeIfAbsent(name, ReachableClasses::isOfTheJdk)) {
      missingClasses.putIfAbsent(name, by);
    }
  }

  private static boolean isOfTheJdk(String name) {
    return ClassLoader.getPlatformClassLoader().getResource(name + ".class") != null;
  }
}
