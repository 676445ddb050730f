/// The command line: arguments, files, exit codes, signals.
@org.jspecify.annotations.NullMarked
module dev.spinneret.cli {
  requires dev.spinneret.fetch;
  requires static org.jspecify;
}
