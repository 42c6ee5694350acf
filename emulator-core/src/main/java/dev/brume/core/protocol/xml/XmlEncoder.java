package dev.brume.core.protocol.xml;

import dev.brume.core.protocol.ScalarText;
import dev.brume.core.protocol.Timestamps;
import dev.brume.core.schema.InterleavedList;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;
import dev.brume.core.schema.TimestampFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes values as XML by their schemas.
 *
 * @see <a href="https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings">Smithy: XML
 *     bindings</a>
 */
public final class XmlEncoder {
  private final XmlWriter out;

  /** Whether date-times have milliseconds even if zero. */
  private final boolean milliseconds;

  public XmlEncoder(XmlWriter out) {
    this(out, false);
  }

  public XmlEncoder(XmlWriter out, boolean milliseconds) {
    this.out = out;
    this.milliseconds = milliseconds;
  }

  /** Writes every attribute and then every element of {@code value} to the open element. */
  public void content(Struct value) {
    attributes(value);
    elements(value, false);
  }

  /**
   * Writes the elements of {@code value} to the open element.
   *
   * @param ofResponse whether to write only those in a response's body
   */
  void elements(Struct value, boolean ofResponse) {
    boolean woven = false;
    for (Member member : value.schema().members()) {
      if (member.isXmlAttribute() || ofResponse && !member.location().isInResponseBody()) {
        continue;
      }
      Object content = value.get(member.index());
      if (!(content instanceof InterleavedList<?>)) {
        member(member, content);
      } else if (!woven) {
        woven = true;
        wovenLists(value);
      }
    }
  }

  /** Writes the elements of all interleaved lists, in their common order. */
  private void wovenLists(Struct value) {
    List<Member> members = new ArrayList<>();
    for (Member member : value.schema().members()) {
      if (value.get(member.index()) instanceof InterleavedList<?>) {
        members.add(member);
      }
    }
    int[] next = new int[members.size()];
    while (true) {
      int first = 0;
      int place = Integer.MAX_VALUE;
      for (int i = 0; i < next.length; i++) {
        InterleavedList<?> list = (InterleavedList<?>) value.get(members.get(i).index());
        if (list.place(next[i]) < place) {
          place = list.place(next[i]);
          first = i;
        }
      }
      if (place == Integer.MAX_VALUE) {
        return;
      }
      Member member = members.get(first);
      InterleavedList<?> list = (InterleavedList<?>) value.get(member.index());
      flattenedList(name(member, member.name()), member, List.of(list.get(next[first]++)));
    }
  }

  /** Writes the members of {@code value} that are attributes to the element opened last. */
  void attributes(Struct value) {
    for (Member member : value.schema().members()) {
      Object attribute = member.isXmlAttribute() ? value.get(member.index()) : null;
      if (attribute != null) {
        out.namespace(member.xmlNamespacePrefix(), member.xmlNamespace());
        out.attribute(name(member, member.name()), scalar(member, attribute));
      }
    }
  }

  /** Writes a member of a structure or union; nothing if {@code value} is null. */
  void member(Member member, Object value) {
    if (value == null) {
      return;
    }
    String name = name(member, member.name());
    if (!member.isXmlFlattened()) {
      element(name, member, value);
      return;
    }
    switch (member.target().type()) {
      case LIST -> flattenedList(name, member, (List<?>) value);
      case MAP -> flattenedMap(name, member, (Map<?, ?>) value);
      default -> element(name, member, value);
    }
  }

  private void element(String name, Member member, Object value) {
    out.start(name).namespace(member.xmlNamespacePrefix(), member.xmlNamespace());
    value(member, value);
    out.end(name);
  }

  /** Writes the content of {@code member}'s element. */
  void value(Member member, Object value) {
    if (value == null) {
      return;
    }
    switch (member.target().type()) {
      case STRUCTURE, UNION -> content((Struct) value);
      case LIST -> list(member.target(), (List<?>) value);
      case MAP -> map(member.target(), (Map<?, ?>) value);
      default -> out.text(scalar(member, value));
    }
  }

  private void list(Schema schema, List<?> values) {
    Member element = schema.element();
    String name = name(element, "member");
    for (Object value : values) {
      element(name, element, value);
    }
  }

  private void flattenedList(String name, Member member, List<?> values) {
    Member element = member.target().element();
    Member namespaced = member.xmlNamespace() == null ? element : member;
    for (Object value : values) {
      out.start(name).namespace(namespaced.xmlNamespacePrefix(), namespaced.xmlNamespace());
      value(element, value);
      out.end(name);
    }
  }

  private void map(Schema schema, Map<?, ?> values) {
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      out.start("entry");
      entry(schema, entry);
      out.end("entry");
    }
  }

  private void flattenedMap(String name, Member member, Map<?, ?> values) {
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      out.start(name).namespace(member.xmlNamespacePrefix(), member.xmlNamespace());
      entry(member.target(), entry);
      out.end(name);
    }
  }

  private void entry(Schema schema, Map.Entry<?, ?> entry) {
    element(name(schema.key(), "key"), schema.key(), entry.getKey());
    element(name(schema.value(), "value"), schema.value(), entry.getValue());
  }

  private static String name(Member member, String otherwise) {
    return member.xmlName() == null ? otherwise : member.xmlName();
  }

  private String scalar(Member member, Object value) {
    TimestampFormat format = member.timestampFormat();
    if (milliseconds && format == null && value instanceof Instant time) {
      return Timestamps.dateTime(time, true);
    }
    return ScalarText.write(
        value, member.target(), format == null ? TimestampFormat.DATE_TIME : format);
  }
}
