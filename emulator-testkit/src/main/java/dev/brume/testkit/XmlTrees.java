package dev.brume.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.TimestampFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Trees of members as XML.
 *
 * @see <a href="https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings">Smithy: XML binding
 *     traits</a>
 */
final class XmlTrees {
  private XmlTrees() {}

  // -------------------------------------------------------------------------------- reading

  /** The root of a document. */
  static Element parse(byte[] bytes) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setNamespaceAware(true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("No XML: " + new String(bytes, StandardCharsets.UTF_8), e);
    }
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  private static List<Element> children(Element parent, String name) {
    return children(parent).stream().filter(child -> child.getLocalName().equals(name)).toList();
  }

  /** The first child with that name, or null. */
  static Element child(Element parent, String name) {
    List<Element> found = children(parent, name);
    return found.isEmpty() ? null : found.get(0);
  }

  /** The element itself or its first descendant with that name; the element if there is none. */
  static Element find(Element parent, String name) {
    if (parent.getLocalName().equals(name)) {
      return parent;
    }
    Node found = parent.getElementsByTagNameNS("*", name).item(0);
    return found == null ? parent : (Element) found;
  }

  /** The text of the first child with that name, or null. */
  static String text(Element parent, String name) {
    Element child = child(parent, name);
    return child == null ? null : child.getTextContent();
  }

  /** The texts of all children. */
  static ObjectNode texts(Element parent) {
    ObjectNode texts = JsonNodeFactory.instance.objectNode();
    children(parent).forEach(child -> texts.put(child.getLocalName(), child.getTextContent()));
    return texts;
  }

  /** The members of a structure, all of which are in the body. */
  static ObjectNode read(Schema schema, Element element) {
    return read(schema.members(), element);
  }

  /** The members of a structure that HTTP bindings place in the body. */
  static ObjectNode readBody(Schema schema, Element element) {
    return read(
        schema.members().stream().filter(member -> member.location().isInResponseBody()).toList(),
        element);
  }

  private static ObjectNode read(List<Member> members, Element element) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Member member : members) {
      String name = name(member);
      if (member.isXmlAttribute()) {
        readAttribute(member, name, element, object);
        continue;
      }
      List<Element> found = children(element, name);
      if (!found.isEmpty()) {
        JsonNode value =
            member.isXmlFlattened() ? flat(member, found) : value(member, found.get(0));
        object.set(member.name(), value);
      }
    }
    return object;
  }

  private static void readAttribute(
      Member member, String name, Element element, ObjectNode object) {
    String local = name.substring(name.indexOf(':') + 1);
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Node attribute = element.getAttributes().item(i);
      if (attribute.getLocalName().equals(local)) {
        object.put(member.name(), attribute.getNodeValue());
      }
    }
  }

  private static String name(Member member) {
    return member.xmlName() == null ? member.name() : member.xmlName();
  }

  private static JsonNode flat(Member member, List<Element> found) {
    Schema target = member.target();
    return switch (target.type()) {
      case LIST -> list(target, found);
      case MAP -> map(target, found);
      default -> value(member, found.get(0));
    };
  }

  private static ArrayNode list(Schema schema, List<Element> elements) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    elements.forEach(element -> list.add(value(schema.element(), element)));
    return list;
  }

  private static ObjectNode map(Schema schema, List<Element> entries) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    String key = schema.key().xmlName() == null ? "key" : schema.key().xmlName();
    String value = schema.value().xmlName() == null ? "value" : schema.value().xmlName();
    for (Element entry : entries) {
      map.set(text(entry, key), value(schema.value(), child(entry, value)));
    }
    return map;
  }

  /** The value of a member that is an element. */
  static JsonNode value(Member member, Element element) {
    Schema target = member.target();
    return switch (target.type()) {
      case STRUCTURE, UNION -> read(target, element);
      case LIST -> list(target, children(element));
      case MAP -> map(target, children(element));
      default -> ScalarTexts.read(member, element.getTextContent());
    };
  }

  // -------------------------------------------------------------------------------- writing

  /** A document with the members of a structure that are in the body. */
  static byte[] write(String root, String namespace, Schema schema, JsonNode tree) {
    StringBuilder xml = new StringBuilder().append('<').append(root);
    if (namespace != null) {
      xml.append(" xmlns=\"").append(namespace).append('"');
    }
    content(xml, schema, tree);
    return xml.append("</").append(root).append('>').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Writes attributes, the end of the start tag, and elements. */
  private static void content(StringBuilder xml, Schema schema, JsonNode tree) {
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      Member member = schema.member(entry.getKey());
      if (member != null && member.isXmlAttribute()) {
        String name = name(member);
        if (member.target().xmlNamespace() == null && schema.xmlNamespace() != null) {
          xml.append(" xmlns:").append(schema.xmlNamespacePrefix());
          xml.append("=\"").append(schema.xmlNamespace()).append('"');
        }
        xml.append(' ').append(name).append("=\"").append(escaped(entry.getValue().asText()));
        xml.append('"');
      }
    }
    xml.append('>');
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      Member member = schema.member(entry.getKey());
      if (member == null) {
        element(xml, entry.getKey(), null, entry.getValue());
      } else if (!member.isXmlAttribute() && member.location().isInRequestBody()) {
        member(xml, member, entry.getValue());
      }
    }
  }

  private static void member(StringBuilder xml, Member member, JsonNode value) {
    String name = name(member);
    Schema target = member.target();
    if (!member.isXmlFlattened() || !value.isContainerNode()) {
      element(xml, name, member, value);
    } else if (value.isArray()) {
      value.forEach(one -> element(xml, name, target.element(), one));
    } else {
      entries(xml, name, target, value);
    }
  }

  private static void entries(StringBuilder xml, String name, Schema map, JsonNode value) {
    String keyName = map.key().xmlName() == null ? "key" : map.key().xmlName();
    String valueName = map.value().xmlName() == null ? "value" : map.value().xmlName();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      xml.append('<').append(name).append("><").append(keyName).append('>');
      xml.append(escaped(entry.getKey())).append("</").append(keyName).append('>');
      element(xml, valueName, map.value(), entry.getValue());
      xml.append("</").append(name).append('>');
    }
  }

  private static void element(StringBuilder xml, String name, Member member, JsonNode value) {
    if (value.isNull()) {
      return;
    }
    xml.append('<').append(name);
    Schema target = member == null ? null : member.target();
    if (target != null && target.type().isStruct() && value.isObject()) {
      content(xml, target, value);
    } else {
      xml.append('>');
      inner(xml, member, target, value);
    }
    xml.append("</").append(name).append('>');
  }

  private static void inner(StringBuilder xml, Member member, Schema target, JsonNode value) {
    if (target != null && value.isArray()) {
      String name = target.element().xmlName() == null ? "member" : target.element().xmlName();
      value.forEach(one -> element(xml, name, target.element(), one));
    } else if (target != null && value.isObject()) {
      entries(xml, "entry", target, value);
    } else {
      xml.append(escaped(ScalarTexts.write(member, value, TimestampFormat.DATE_TIME)));
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\r", "&#xD;");
  }
}
