package dev.spinneret.parse.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class XmlCharactersTest {
  @Test
  void aParserAgreesAboutTheFirstPlaneAndTheEndOfTheLast() {
    for (int c = 0; c <= 0xFFFF; c++) {
      assertEquals(parses(c), XmlCharacters.isLegal(c), Integer.toHexString(c));
    }
    for (int c = 0x10FFF0; c < 0x110010; c++) {
      assertEquals(parses(c), XmlCharacters.isLegal(c), Integer.toHexString(c));
    }
  }

  private static boolean parses(int c) {
    try {
      var reader =
          XMLInputFactory.newFactory()
              .createXMLStreamReader(new StringReader("<a>&#" + c + ";</a>"));
      while (reader.hasNext()) {
        reader.next();
      }
      return true;
    } catch (XMLStreamException _) {
      return false;
    }
  }
}
