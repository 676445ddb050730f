/// JMH benchmarks of the pure parts: nanoseconds, not whole crawls (`spinneret bench` measures
/// those).
///
/// ```
/// mvn -q -Pjmh -DskipTests package -pl samples -am -Djmh.args="Robots -f 1"
/// ```
package dev.spinneret.samples.bench;
