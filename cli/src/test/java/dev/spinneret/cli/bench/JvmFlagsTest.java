package dev.spinneret.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmFlagsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-A -XX:TieredStopAtLevel=1 -B -Dspinneret.command=x -jar j"
            + " | -A -B -Dspinneret.command=x -jar j",
        "-XX:TieredStopAtLevel=1 -Dspinneret.command=x -XX:AOTCache=c -Xmx1g -jar j"
            + " | -Dspinneret.command=x -Xmx1g -jar j",
        "-XX:TieredStopAtLevel=1 -Dspinneret.command=x -XX:TieredStopAtLevel=1 -jar j"
            + " | -Dspinneret.command=x -XX:TieredStopAtLevel=1 -jar j",
        "-XX:TieredStopAtLevel=1 -Dspinneret.command=x -Xint -jar j"
            + " | -Dspinneret.command=x -Xint -jar j",
        "-XX:TieredStopAtLevel=1 -jar j | -XX:TieredStopAtLevel=1 -jar j",
        "-jar j | -jar j",
      })
  void theLaunchersCompilersGoAndThoseThatWereAskedForStay(String flags, String left) {
    assertEquals(
        List.of(left.split(" ")), JvmFlags.withoutLaunchersCompilers(List.of(flags.split(" "))));
  }
}
