package dev.spinneret.parse.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinkFieldTest {
  private static List<LinkField> parse(String... values) {
    return LinkField.parse(List.of(values));
  }

  private static LinkField link(String target, String rel) {
    return new LinkField(target, rel, null, null);
  }

  @Test
  void severalLinksStandInOneFieldAndInSeveral() {
    assertEquals(
        List.of(link("/a", "next"), link("http://h/b,c;d", "prev"), link("e", "")),
        parse(" </a>; rel=next , <http://h/b,c;d>;rel=\"prev\"", "<e>"));
  }

  @Test
  void parametersAreTokensOrQuotedStrings() {
    assertEquals(
        List.of(new LinkField("/a", "next last", "text/html", "#x"), link("/b", "up")),
        parse(
            "</a>;REL = \"next last\" ; title=\"a, <b>; \\\"rel=x\"; type=text/html;anchor=\"#x\","
                + "</b>; rel=up"));
  }

  @Test
  void firstRelationCounts() {
    assertEquals(List.of(link("/a", "next")), parse("</a>; rel=next; rel=prev"));
  }

  @Test
  void emptyElementsOfTheListAreSkipped() {
    assertEquals(List.of(link("/a", "next"), link("/b", "")), parse(", ,</a>;;rel=next,, </b>,"));
  }

  @Test
  void whatIsNotWellFormedEndsItsField() {
    assertEquals(
        List.of(link("/a", "next"), link("/c", "up")),
        parse("</a>; rel=next, /b; rel=prev, </x>", "</c>; rel=up", "</d", "d>", ""));
    assertEquals(List.of(link("/a", "x, </b>; rel=y")), parse("</a>; rel=\"x, </b>; rel=y"));
    assertEquals(List.of(link("/a", "")), parse("</a> rel=next"));
  }

  @Test
  void numberOfLinksIsBounded() {
    assertEquals(LinkField.MAX_LINKS, parse("<a>,".repeat(3_000)).size());
  }
}
