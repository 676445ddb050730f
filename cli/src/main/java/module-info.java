/// The command line: arguments, files, exit codes, signals.
///
/// Start reading at [dev.spinneret.cli.Main].
@org.jspecify.annotations.NullMarked
module dev.spinneret.cli {
  requires com.fasterxml.jackson.core;
  requires com.github.luben.zstd_jni;
  requires dev.spinneret.fetch;
  requires HdrHistogram;
  requires info.picocli;
  requires java.sql;
  requires java.xml;
  requires jdk.jfr;
  requires re2j;
  requires static org.jspecify;
}
