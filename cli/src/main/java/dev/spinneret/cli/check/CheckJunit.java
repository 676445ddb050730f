package dev.spinneret.cli.check;

import dev.spinneret.parse.text.XmlCharacters;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Checked links as a JUnit report, which build servers show: a test case for each target, which
/// fails for a fault and is skipped when it was not checked.
final class CheckJunit {
  private CheckJunit() {}

  /// Writes the report.
  ///
  /// @param figures say how long the check took
  static void write(List<CheckedLink> links, CheckFigures figures, OutputStream out)
      throws IOException {
    try {
      var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "spinneret check");
      xml.writeAttribute("tests", String.valueOf(links.size()));
      xml.writeAttribute(
          "failures", String.valueOf(links.stream().filter(CheckedLink::isFault).count()));
      xml.writeAttribute("errors", "0");
      xml.writeAttribute(
          "skipped", String.valueOf(links.stream().filter(CheckJunit::isSkipped).count()));
      xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", figures.seconds()));
      for (var link : links) {
        testCase(link, xml);
      }
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static boolean isSkipped(CheckedLink link) {
    return link.linkClass() == LinkClass.UNCHECKED || link.linkClass() == LinkClass.BLOCKED;
  }

  private static void testCase(CheckedLink link, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", link.target().referrers().getFirst().kind().label());
    xml.writeAttribute("name", legal(link.target().url));
    if (link.isFault()) {
      xml.writeStartElement("failure");
      xml.writeAttribute("type", link.linkClass().label());
      xml.writeAttribute("message", legal(message(link)));
      var places = new StringBuilder();
      for (var referrer : link.target().referrers()) {
        places.append(referrer.location()).append('\n');
      }
      xml.writeCharacters(legal(places.toString()));
      xml.writeEndElement();
    } else if (isSkipped(link)) {
      xml.writeStartElement("skipped");
      xml.writeAttribute("message", legal(message(link)));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /// What is wrong with a link, in a line.
  static String message(CheckedLink link) {
    return link.what() + (link.detail().isEmpty() ? "" : ": " + link.detail());
  }

  /// The text without characters that XML 1.0 cannot have.
  private static String legal(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints().map(c -> XmlCharacters.isLegal(c) ? c : 0xFFFD).forEach(out::appendCodePoint);
    return out.toString();
  }
}
