package io.statarb.tape;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.tape.sbe.CommandKind;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The versions in the code are those of the schema. */
class RecordVersionTest {
  @Test
  void shouldNameTheLastChangeOfEachMessageWhenComparedWithTheSchema() throws Exception {
    TreeMap<Integer, Integer> versions = new TreeMap<>();
    try (InputStream in = Files.newInputStream(Path.of("src/main/sbe/tape.xml"))) {
      Document schema = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
      TreeMap<String, Integer> types = new TreeMap<>();
      NodeList enumerations = schema.getElementsByTagName("enum");
      for (int i = 0; i < enumerations.getLength(); i++) {
        Element enumeration = (Element) enumerations.item(i);
        types.put(enumeration.getAttribute("name"), lastChange(enumeration, types));
      }
      NodeList messages = schema.getElementsByTagName("sbe:message");
      for (int i = 0; i < messages.getLength(); i++) {
        Element message = (Element) messages.item(i);
        versions.put(Integer.parseInt(message.getAttribute("id")), lastChange(message, types));
      }
    }
    assertThat(versions).hasSizeGreaterThanOrEqualTo(14);
    versions.forEach(
        (id, version) -> assertThat(RecordVersion.of(id)).as("message " + id).isEqualTo(version));
  }

  /** A message changes with its fields, and a field with the values that it may have. */
  private static int lastChange(Element element, Map<String, Integer> types) {
    String since = element.getAttribute("sinceVersion");
    int last =
        Math.max(
            since.isEmpty() ? 1 : Integer.parseInt(since),
            types.getOrDefault(element.getAttribute("type"), 1));
    NodeList children = element.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i).getNodeType() == Node.ELEMENT_NODE) {
        last = Math.max(last, lastChange((Element) children.item(i), types));
      }
    }
    return last;
  }

  @Test
  void shouldKeepTheVersionOfAnOldMessageWhenTheSchemaHasANewerOne() {
    int[] version = {-1};
    Journal journal =
        new Journal() {
          @Override
          public long nextSeq() {
            return 0;
          }

          @Override
          public void append(DirectBuffer buffer, int offset, int length) {
            version[0] = new MessageHeaderDecoder().wrap(buffer, offset).version();
          }
        };
    new TapeWriting().command(journal, 1, CommandKind.KILL, "a", "", "b");
    assertThat(version[0]).isEqualTo(1);
    assertThat(MessageHeaderDecoder.SCHEMA_VERSION).isGreaterThan(1);
  }
}
