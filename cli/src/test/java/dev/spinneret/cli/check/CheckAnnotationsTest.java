package dev.spinneret.cli.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spinneret.parse.html.LinkKind;
import dev.spinneret.parse.html.LinkPlace;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckAnnotationsTest {
  @Test
  void aPageWithTwoUrlsIsOneFile() {
    var target = new Target("http://h.test/gone");
    for (var page : List.of("http://h.test/", "http://h.test/index.html", "http://h.test/b")) {
      target.linked(page, LinkKind.A, () -> new LinkPlace(5, 8, "a", "text"), 10);
    }
    var link = new CheckedLink(target, LinkClass.BROKEN, 404, null, "", List.of(), false);
    assertEquals(
        """
        ::error file=index.html,line=5,col=8,title=Link%3A broken::http://h.test/gone: 404
        ::error file=b,line=5,col=8,title=Link%3A broken::http://h.test/gone: 404
        """,
        CheckAnnotations.of(List.of(link)));
  }
}
