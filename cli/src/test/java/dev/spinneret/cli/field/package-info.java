/// The field level: the program in a process of its own against the web as it is, with hosts that
/// have names, https, cookies with domains, latency and servers that misbehave.
///
/// A case is a [Site][dev.spinneret.cli.field.Site], whose handler turns a
/// [Request][dev.spinneret.cli.field.Request] into a [Reply][dev.spinneret.cli.field.Reply]; a run
/// of [Spinneret][dev.spinneret.cli.field.Spinneret], which reaches the site by name; and what a
/// user should get, as an [Outcome][dev.spinneret.cli.field.Outcome]. `CookieFieldIT` is a good one
/// to start reading with.
///
/// `mvn verify` runs the cases on the finished jar. With `mvn test -pl cli -am -Dtest='*FieldIT'
/// -Dsurefire.failIfNoSpecifiedTests=false` they run on the compiled classes, without packaging.
@NullMarked
package dev.spinneret.cli.field;

import org.jspecify.annotations.NullMarked;
