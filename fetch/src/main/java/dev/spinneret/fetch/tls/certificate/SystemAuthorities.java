package dev.spinneret.fetch.tls.certificate;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// The authorities that the system trusts: the first of these that there is.
///
/// 1. `SSL_CERT_FILE` and `SSL_CERT_DIR`, as OpenSSL and so most other tools read them;
/// 2. the trust store that the JVM was given, by `javax.net.ssl.trustStore`;
/// 3. the stores of macOS and Windows;
/// 4. the bundle of the distribution, where `ca-certificates` or its like puts it;
/// 5. the JDK's own.
///
/// Read once, when the first server has to be verified. Where both variables are set, the
/// directories are read when a server needs more than the file holds: OpenSSL, too, looks into them
/// for an issuer that it has not found. Safe on any thread.
public final class SystemAuthorities {
  private static final String FILE = "SSL_CERT_FILE";
  private static final String DIRECTORIES = "SSL_CERT_DIR";

  private static final List<String> BUNDLES =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt", // Debian, Ubuntu, Arch, Gentoo
          "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", // Fedora, RHEL
          "/etc/pki/tls/certs/ca-bundle.crt", // older ones of these
          "/etc/ssl/ca-bundle.pem", // openSUSE
          "/etc/ssl/cert.pem", // Alpine, OpenBSD
          "/usr/local/etc/ssl/cert.pem", // FreeBSD
          "/var/lib/ca-certificates/ca-bundle.pem",
          "/etc/pki/tls/cacert.pem");

  /// How files of such a directory are called: by the hash of their subject, or by what they are.
  private static final Pattern IN_DIRECTORY =
      Pattern.compile("\\p{XDigit}{8}\\.\\d+|.*\\.(pem|crt|cer)");

  private static final SystemAuthorities OF_THIS_MACHINE =
      new SystemAuthorities(System.getenv(), BUNDLES);

  private final Map<String, String> environment;
  private final List<String> bundles;
  private final Set<String> warnings = new LinkedHashSet<>();
  private @Nullable RootIndex roots;
  private @Nullable RootIndex further;

  /// @param environment names and values
  /// @param bundles PEM files, of which the first that there is counts
  SystemAuthorities(Map<String, String> environment, List<String> bundles) {
    this.environment = environment;
    this.bundles = bundles;
  }

  /// What this process trusts.
  ///
  /// @return always the same; nothing is read yet
  public static SystemAuthorities ofThisMachine() {
    return OF_THIS_MACHINE;
  }

  /// Whether the environment names them, possibly wrongly.
  ///
  /// @return false if they are where the system has them
  public boolean areNamed() {
    return value(FILE) != null || value(DIRECTORIES) != null;
  }

  /// Reads what has not been read yet, so that what is wrong is found before the first connection.
  /// Of directories beside a file, it is only found whether they are there.
  ///
  /// @return what was left out and why, a sentence each
  /// @throws IllegalArgumentException naming the variable of the environment that names nothing
  ///   usable
  public synchronized List<String> read() {
    var _ = roots();
    return List.copyOf(warnings);
  }

  /// An index of them, which nobody changes any more: of all, except [#furtherRoots].
  synchronized RootIndex roots() {
    var read = roots;
    if (read == null) {
      read = load();
      roots = read;
    }
    return read;
  }

  /// An index of those in directories beside a file, which nobody changes any more.
  ///
  /// @return without those of the file; empty if the system's authorities are elsewhere
  synchronized RootIndex furtherRoots() {
    var read = further;
    if (read == null) {
      read = new RootIndex(roots());
      var file = value(FILE);
      var directories = value(DIRECTORIES);
      if (file != null && directories != null) {
        var seen = new HashSet<Object>();
        var _ = isNewFile(Path.of(file), seen);
        addDirectories(read, directories, seen);
      }
      further = read;
    }
    return read;
  }

  private RootIndex load() {
    var index = new RootIndex();
    var file = value(FILE);
    var directories = value(DIRECTORIES);
    if (file != null) {
      addFile(index, file);
      if (directories != null) {
        checkDirectories(directories);
      }
      return index;
    }
    if (directories != null) {
      addDirectories(index, directories, new HashSet<>());
      if (index.count() == 0) {
        throw unusable(DIRECTORIES, directories, "there is no certificate", null);
      }
      return index;
    }
    if (System.getProperty("javax.net.ssl.trustStore") == null) {
      addStores(index);
      for (var at = 0; index.count() == 0 && at < bundles.size(); at++) {
        addBundle(index, bundles.get(at));
      }
    }
    if (index.count() == 0) {
      ofTheJdk().forEach(index::add);
    }
    return index;
  }

  private @Nullable String value(String variable) {
    var text = environment.get(variable);
    return text == null || text.isBlank() ? null : text;
  }

  private void addFile(RootIndex index, String file) {
    try {
      add(index, Path.of(file), FILE + "=" + file);
    } catch (IOException | InvalidPathException e) {
      throw unusable(FILE, file, reason(e), e);
    }
    if (index.count() == 0) {
      throw unusable(FILE, file, "it holds no certificate", null);
    }
  }

  private void checkDirectories(String directories) {
    for (var directory : split(directories)) {
      try (var _ = Files.newDirectoryStream(Path.of(directory))) {
        // It is there.
      } catch (IOException | InvalidPathException e) {
        warnings.add("%s=%s: %s".formatted(DIRECTORIES, directories, reason(e)));
      }
    }
  }

  /// A directory that is missing counts for nothing, as with OpenSSL, unless all are. A file that
  /// is there under several names, as by links, is read once.
  ///
  /// @param seen the identities of files that were read
  private void addDirectories(RootIndex index, String directories, Set<Object> seen) {
    for (var directory : split(directories)) {
      try (var files = Files.newDirectoryStream(Path.of(directory))) {
        for (var each : files) {
          if (IN_DIRECTORY.matcher(each.getFileName().toString()).matches()
              && isNewFile(each, seen)) {
            addOneOfMany(index, each);
          }
        }
      } catch (IOException | InvalidPathException | DirectoryIteratorException e) {
        warnings.add("%s=%s: %s".formatted(DIRECTORIES, directories, reason(e)));
      }
    }
  }

  private void addOneOfMany(RootIndex index, Path file) {
    try {
      add(index, file, file.toString());
    } catch (IOException e) {
      warnings.add("%s: %s".formatted(file, reason(e)));
    }
  }

  private static String[] split(String directories) {
    return directories.split(Pattern.quote(File.pathSeparator), -1);
  }

  /// @param seen the identities of files that were read
  private static boolean isNewFile(Path file, Set<Object> seen) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      var identity = attributes.fileKey();
      return attributes.isRegularFile() && (identity == null || seen.add(identity));
    } catch (IOException _) {
      return false;
    }
  }

  private void addBundle(RootIndex index, String bundle) {
    try {
      add(index, Path.of(bundle), bundle);
    } catch (NoSuchFileException _) {
      // Another system's.
    } catch (IOException e) {
      warnings.add("%s: %s".formatted(bundle, reason(e)));
    }
  }

  private void add(RootIndex index, Path file, String name) throws IOException {
    var unreadableCount = index.addPem(Files.readAllBytes(file));
    if (unreadableCount > 0) {
      warnings.add(
          "%s: %d of its certificates cannot be read, and %s left out"
              .formatted(name, unreadableCount, unreadableCount == 1 ? "is" : "are"));
    }
  }

  /// What only the JDK can read: the keychains of macOS, the certificate store of Windows.
  private void addStores(RootIndex index) {
    var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    List<String> types =
        system.startsWith("mac")
            ? List.of("KeychainStore-ROOT", "KeychainStore")
            : system.startsWith("windows") ? List.of("Windows-ROOT") : List.of();
    for (var type : types) {
      try {
        var store = KeyStore.getInstance(type);
        store.load(null, null);
        for (var alias : Collections.list(store.aliases())) {
          if (store.isCertificateEntry(alias)
              && store.getCertificate(alias) instanceof X509Certificate trusted) {
            index.add(trusted);
          }
        }
      } catch (GeneralSecurityException | IOException e) {
        warnings.add("%s: %s".formatted(type, e.getMessage()));
      }
    }
  }

  private static List<X509Certificate> ofTheJdk() {
    try {
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init((KeyStore) null);
      for (var manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager x509) {
          return List.of(x509.getAcceptedIssuers());
        }
      }
      return List.of();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no usable trust store", e);
    }
  }

  private static String reason(Exception e) {
    return e instanceof NoSuchFileException ? "no such file or directory" : "cannot be read: " + e;
  }

  private static IllegalArgumentException unusable(
      String variable, String value, String why, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "%s=%s: %s; %s of PEM certificates is allowed"
            .formatted(
                variable, value, why, variable.equals(FILE) ? "a file" : "a directory of files"),
        cause);
  }
}
