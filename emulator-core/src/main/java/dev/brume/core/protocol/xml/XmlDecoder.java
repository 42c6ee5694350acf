package dev.brume.core.protocol.xml;

import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.ScalarText;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads values from XML by their schemas.
 *
 * @see <a href="https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings">Smithy: XML
 *     bindings</a>
 */
final class XmlDecoder {
  private final XmlReader in;
  private final boolean strict;

  /**
   * @param strict whether unknown and duplicate elements are refused; else unknown ones are
   *     skipped, and the last duplicate counts
   */
  XmlDecoder(XmlReader in, boolean strict) {
    this.in = in;
    this.strict = strict;
  }

  /** Reads the value of the current element, and moves past its end. */
  Object value(Member member) {
    Schema target = member.target();
    return switch (target.type()) {
      case STRUCTURE -> structure(target);
      case UNION -> union(target);
      case LIST -> list(target);
      case MAP -> map(target);
      default -> scalar(member, in.text());
    };
  }

  private Struct structure(Schema schema) {
    Object[] values = new Object[schema.memberCount()];
    members(schema, values, false);
    return schema.create(values);
  }

  /**
   * Reads a structure's members from the current element, and moves past its end.
   *
   * @param bodyOnly whether members that HTTP bindings place elsewhere count as unknown
   */
  void members(Schema schema, Object[] values, boolean bodyOnly) {
    attributes(schema, values);
    while (in.nextChild()) {
      Member member = byElement(schema, in.name(), bodyOnly);
      if (member == null) {
        unknown();
      } else if (member.isXmlFlattened() && member.target().type() == ShapeType.LIST) {
        flattenedElement(member, values);
      } else if (member.isXmlFlattened() && member.target().type() == ShapeType.MAP) {
        flattenedEntry(member, values);
      } else {
        if (strict && values[member.index()] != null) {
          throw new MalformedValue("Element '" + in.name() + "' stands there twice");
        }
        values[member.index()] = value(member);
      }
    }
  }

  private void unknown() {
    if (strict) {
      throw new MalformedValue("Unknown element '" + in.name() + "'");
    }
    in.skip();
  }

  private static Member byElement(Schema schema, String name, boolean bodyOnly) {
    for (Member member : schema.members()) {
      if (!member.isXmlAttribute()
          && localName(member, member.name()).equals(name)
          && (!bodyOnly || member.location().isInRequestBody())) {
        return member;
      }
    }
    return null;
  }

  private void attributes(Schema schema, Object[] values) {
    Map<String, String> attributes = in.attributes();
    if (attributes.isEmpty()) {
      return;
    }
    for (Member member : schema.members()) {
      String text =
          member.isXmlAttribute() ? attributes.get(localName(member, member.name())) : null;
      if (text != null) {
        values[member.index()] = scalar(member, text);
      }
    }
  }

  private static String localName(Member member, String otherwise) {
    String name = member.xmlName() == null ? otherwise : member.xmlName();
    return name.substring(name.indexOf(':') + 1);
  }

  /** XML Schema, by which S3 validates, has two spellings of each boolean. */
  private static Object scalar(Member member, String text) {
    if (member.target().type() == ShapeType.BOOLEAN) {
      switch (text.strip()) {
        case "1":
          return Boolean.TRUE;
        case "0":
          return Boolean.FALSE;
        default:
          break;
      }
    }
    return ScalarText.readFreely(text, member);
  }

  private Struct union(Schema schema) {
    Struct union = structure(schema);
    int set = 0;
    for (Member member : schema.members()) {
      set += union.get(member.index()) == null ? 0 : 1;
    }
    if (set != 1) {
      throw new MalformedValue("Exactly one member of " + schema.name() + " must be given");
    }
    return union;
  }

  private List<Object> list(Schema schema) {
    List<Object> list = new ArrayList<>();
    String name = localName(schema.element(), "member");
    while (in.nextChild()) {
      if (in.name().equals(name)) {
        list.add(value(schema.element()));
      } else {
        unknown();
      }
    }
    return list;
  }

  private void flattenedElement(Member member, Object[] values) {
    @SuppressWarnings("unchecked") // Only this method stores a value there.
    List<Object> list = (List<Object>) values[member.index()];
    if (list == null) {
      list = new ArrayList<>();
      values[member.index()] = list;
    }
    list.add(value(member.target().element()));
  }

  private Map<String, Object> map(Schema schema) {
    Map<String, Object> map = new LinkedHashMap<>();
    while (in.nextChild()) {
      if (in.name().equals("entry")) {
        entry(schema, map);
      } else {
        unknown();
      }
    }
    return map;
  }

  private void flattenedEntry(Member member, Object[] values) {
    @SuppressWarnings("unchecked") // Only this method stores a value there.
    Map<String, Object> map = (Map<String, Object>) values[member.index()];
    if (map == null) {
      map = new LinkedHashMap<>();
      values[member.index()] = map;
    }
    entry(member.target(), map);
  }

  private void entry(Schema schema, Map<String, Object> map) {
    String keyName = localName(schema.key(), "key");
    String valueName = localName(schema.value(), "value");
    String key = null;
    Object value = null;
    while (in.nextChild()) {
      if (in.name().equals(keyName)) {
        key = in.text();
      } else if (in.name().equals(valueName)) {
        value = value(schema.value());
      } else {
        unknown();
      }
    }
    if (key == null || value == null) {
      throw new MalformedValue("An entry of a map lacks its key or its value");
    }
    map.put(key, value);
  }
}
