package io.statarb.tape;

import io.statarb.tape.TapeSchema.EnumValue;
import io.statarb.tape.TapeSchema.Field;
import io.statarb.tape.TapeSchema.FieldType;
import io.statarb.tape.TapeSchema.Group;
import io.statarb.tape.TapeSchema.Message;
import io.statarb.tape.TapeSchema.Primitive;
import io.statarb.tape.TapeSchema.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Reads the part of an SBE schema that a tape uses: messages of fields without explicit offsets,
 * groups without groups in them, and texts. Anything else stops the start, so that a schema cannot
 * say what this does not see.
 */
final class TapeSchemaXml {
  /** Version in which all that says no other came in. */
  private static final int FIRST_VERSION = 1;

  private final Map<String, FieldType> types = new HashMap<>();
  private final Map<String, Text> texts = new HashMap<>();

  private TapeSchemaXml() {
    for (Primitive primitive : Primitive.values()) {
      types.put(
          primitive.name().toLowerCase(Locale.ROOT), new FieldType(primitive, 1, List.of(), false));
    }
  }

  /** The schema that this release was built with. */
  static TapeSchema current() {
    try (InputStream xml = TapeSchema.class.getResourceAsStream("tape.xml")) {
      if (xml == null) {
        throw new IllegalStateException("Invariant: tape.xml lies beside the classes");
      }
      return read(xml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a schema. */
  static TapeSchema read(InputStream xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      return new TapeSchemaXml()
          .schema(factory.newDocumentBuilder().parse(xml).getDocumentElement());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("Invariant: the schema is XML", e);
    }
  }

  private TapeSchema schema(Element root) {
    List<Message> messages = new ArrayList<>();
    for (Element child : children(root)) {
      switch (child.getTagName()) {
        case "types" -> children(child).forEach(this::type);
        case "sbe:message" -> messages.add(message(child));
        default -> throw unknown(child);
      }
    }
    messages.sort(Comparator.comparingInt(Message::id));
    return new TapeSchema(number(root, "id"), number(root, "version"), messages);
  }

  private void type(Element element) {
    String name = element.getAttribute("name");
    switch (element.getTagName()) {
      case "type" -> types.put(name, plain(element));
      case "enum" -> types.put(name, enumeration(element));
      case "composite" -> composite(name, element);
      default -> throw unknown(element);
    }
  }

  private static FieldType plain(Element element) {
    String presence = element.getAttribute("presence");
    if (presence.equals("constant") || element.hasAttribute("nullValue")) {
      throw unknown(element);
    }
    return new FieldType(
        Primitive.valueOf(element.getAttribute("primitiveType").toUpperCase(Locale.ROOT)),
        element.hasAttribute("length") ? number(element, "length") : 1,
        List.of(),
        presence.equals("optional"));
  }

  private static FieldType enumeration(Element element) {
    List<EnumValue> values = new ArrayList<>();
    for (Element value : children(element)) {
      values.add(
          new EnumValue(
              Long.parseLong(value.getTextContent().strip()),
              value.getAttribute("name"),
              since(value, FIRST_VERSION)));
    }
    Primitive primitive =
        Primitive.valueOf(element.getAttribute("encodingType").toUpperCase(Locale.ROOT));
    return new FieldType(primitive, 1, values, false);
  }

  /** The header and the size of a group are fixed; any other composite is a text. */
  private void composite(String name, Element element) {
    if (name.equals("messageHeader") || name.equals("groupSizeEncoding")) {
      return;
    }
    List<Element> parts = children(element);
    if (parts.size() != 2
        || !parts.get(0).getAttribute("name").equals("length")
        || !parts.get(1).getAttribute("name").equals("varData")) {
      throw unknown(element);
    }
    Primitive length = plain(parts.get(0)).primitive();
    boolean utf8 = parts.get(1).getAttribute("characterEncoding").equals("UTF-8");
    texts.put(name, new Text(name, 0, FIRST_VERSION, length.sizeBytes(), utf8));
  }

  private Message message(Element element) {
    int since = since(element, FIRST_VERSION);
    List<Field> fields = new ArrayList<>();
    List<Group> groups = new ArrayList<>();
    List<Text> parts = new ArrayList<>();
    for (Element part : children(element)) {
      switch (part.getTagName()) {
        case "field" -> addField(fields, part, since);
        case "group" -> groups.add(group(part, since));
        case "data" -> parts.add(text(part, since));
        default -> throw unknown(part);
      }
    }
    return new Message(
        element.getAttribute("name"), number(element, "id"), since, fields, groups, parts);
  }

  private Group group(Element element, int message) {
    int since = since(element, message);
    List<Field> fields = new ArrayList<>();
    for (Element part : children(element)) {
      if (!part.getTagName().equals("field")) {
        throw unknown(part);
      }
      addField(fields, part, since);
    }
    return new Group(element.getAttribute("name"), number(element, "id"), since, fields);
  }

  private void addField(List<Field> fields, Element element, int whole) {
    FieldType named = types.get(element.getAttribute("type"));
    if (named == null || element.hasAttribute("offset")) {
      throw unknown(element);
    }
    boolean optional = named.optional() || element.getAttribute("presence").equals("optional");
    FieldType type = new FieldType(named.primitive(), named.length(), named.values(), optional);
    int offset = 0;
    if (!fields.isEmpty()) {
      Field last = fields.getLast();
      offset = last.offset() + last.type().primitive().sizeBytes() * last.type().length();
    }
    fields.add(
        new Field(
            element.getAttribute("name"),
            number(element, "id"),
            since(element, whole),
            offset,
            type));
  }

  private Text text(Element element, int message) {
    Text form = texts.get(element.getAttribute("type"));
    if (form == null) {
      throw unknown(element);
    }
    return new Text(
        element.getAttribute("name"),
        number(element, "id"),
        since(element, message),
        form.lengthBytes(),
        form.utf8());
  }

  /** A part is as old as what it is a part of unless it says that it is younger. */
  private static int since(Element element, int whole) {
    return element.hasAttribute("sinceVersion")
        ? Math.max(whole, number(element, "sinceVersion"))
        : whole;
  }

  private static int number(Element element, String attribute) {
    return Integer.parseInt(element.getAttribute(attribute));
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (@Nullable Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  private static IllegalStateException unknown(Element element) {
    return new IllegalStateException(
        "Invariant: the schema holds only what TapeSchemaXml reads: <%s name=\"%s\">"
            .formatted(element.getTagName(), element.getAttribute("name")));
  }
}
