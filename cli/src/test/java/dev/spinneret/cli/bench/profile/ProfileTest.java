package dev.spinneret.cli.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileTest {
  private static final long MS = 1_000_000;

  @Test
  void aSampleBelongsToItsInnermostKnownFrame() {
    var samples = new StageSamples();
    samples.add(
        List.of(
            "java.lang.String.hashCode",
            "dev.spinneret.parse.url.WebUrl.key",
            "dev.spinneret.engine.crawl.Admission.discover"),
        3 * MS);
    samples.add(List.of("org.jsoup.parser.Tokeniser.read"), MS);
    assertEquals(0.75, samples.share(Stage.URLS));
    assertEquals(0.25, samples.share(Stage.PARSE));
    assertEquals(
        List.of(
            new StageSamples.Method(
                "java.lang.String.hashCode (dev.spinneret.parse.url.WebUrl.key)", 3 * MS)),
        samples.hottest(Stage.URLS, 5));
  }

  @Test
  void theRecorderItselfIsLeftOut() {
    var samples = new StageSamples();
    samples.add(List.of("java.lang.String.hashCode", "jdk.jfr.internal.Repository.x"), MS);
    samples.add(List.of(), MS);
    assertEquals(0, samples.count());
    samples.add(List.of("java.lang.Object.wait"), MS);
    assertEquals(1, samples.share(Stage.OTHER));
  }

  @Test
  void theStagesAddUpToTheWhole() {
    var profile = profile();
    var sum = profile.stages().values().stream().mapToDouble(Double::doubleValue).sum();
    assertEquals(profile.microsPerPage(), sum, 1e-6);
    assertEquals(10_000, profile.microsPerPage(), 1e-6);
    assertEquals(2_000, profile.stages().get(Stage.START_UP), 1e-6);
    assertEquals(1_000, profile.stages().get(Stage.JIT), 1e-6);
    assertEquals(500, profile.stages().get(Stage.END), 1e-6);
    assertEquals(6_000, profile.crawlMicrosPerPage(), 1e-6);
    assertEquals(4_500, profile.stages().get(Stage.PARSE), 1e-6);
    assertFalse(profile.stages().containsKey(Stage.STATE));
  }

  @Test
  void theTextNamesStagesAndMethods() {
    var text = ProfileText.of(profile(), 1);
    assertTrue(text.contains("10000.0 µs CPU per page"), text);
    assertTrue(text.contains("parse HTML"), text);
    assertTrue(text.contains("4500.00   org.jsoup.parser.Tokeniser.read"), text);
  }

  @Test
  void theJsonHasEveryStage() throws IOException {
    var bytes = ProfileJson.of(profile(), 1);
    var json = new ObjectMapper().readTree(new String(bytes, StandardCharsets.UTF_8));
    assertEquals(10_000, json.get("cpu_us_per_page").asDouble());
    var first = json.get("stages").get(0);
    assertEquals("start_up", first.get("stage").asText());
    assertEquals(0.2, first.get("share").asDouble());
    assertEquals(profile().stages().size(), json.get("stages").size());
  }

  @Test
  void whatAProcessTellsIsReadAgain() throws IOException {
    var cost = profile().runs().getFirst().cost();
    assertEquals(
        cost, ProcessCost.parse(new String(cost.toJson(), StandardCharsets.UTF_8).strip()));
    assertThrows(IOException.class, () -> ProcessCost.parse("[]"));
    assertThrows(IOException.class, () -> ProcessCost.parse("{\"pages\":1}"));
  }

  private static Profile profile() {
    var samples = new StageSamples();
    samples.add(List.of("org.jsoup.parser.Tokeniser.read"), 3 * MS);
    samples.add(List.of("dev.spinneret.engine.io.descriptor.Transfers.send"), MS);
    var begun = new ThreadCpu(200 * MS, 50 * MS, 10 * MS, 5 * MS);
    var ended = new ThreadCpu(950 * MS, 150 * MS, 55 * MS, 10 * MS);
    var run = new Profile.Run(new ProcessCost(100, 2.5, 50_000_000, begun, ended), 1_000 * MS);
    return new Profile("a web", List.of(run, run), samples);
  }
}
