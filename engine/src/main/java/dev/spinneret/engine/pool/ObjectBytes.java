package dev.spinneret.engine.pool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import org.jspecify.annotations.Nullable;

/// Serialises objects between a process and its workers. Both run the same program, and neither
/// reads data from anywhere else.
final class ObjectBytes {
  private ObjectBytes() {}

  static byte[] write(@Nullable Object object) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }

  /// Reads what [#write] wrote.
  ///
  /// @param loader loads the program's classes
  static @Nullable Object read(byte[] bytes, @Nullable ClassLoader loader)
      throws IOException, ClassNotFoundException {
    try (var in = new LoaderInput(new ByteArrayInputStream(bytes), loader)) {
      return in.readObject();
    }
  }

  private static final class LoaderInput extends ObjectInputStream {
    private final @Nullable ClassLoader loader;

    LoaderInput(InputStream in, @Nullable ClassLoader loader) throws IOException {
      super(in);
      this.loader = loader;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass type)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(type.getName(), false, loader);
      } catch (ClassNotFoundException _) {
        // Primitive types have no name that can be looked up.
        return super.resolveClass(type);
      }
    }
  }
}
