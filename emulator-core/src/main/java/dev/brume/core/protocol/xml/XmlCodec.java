package dev.brume.core.protocol.xml;

import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.PayloadCodec;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;

/**
 * The XML bodies of one service's requests and responses. The parser is loaded by the first request
 * with such a body; writing needs none.
 *
 * <p>A strict codec validates documents against the schema: an unknown element or another root is
 * refused, which other codecs ignore. It also writes the milliseconds of all times.
 */
public final class XmlCodec implements PayloadCodec {
  private final String namespace;
  private final boolean strict;

  /**
   * @param strict whether documents are validated, and times written with their milliseconds
   */
  public XmlCodec(ServiceSchema service, boolean strict) {
    this.namespace = service.xmlNamespace();
    this.strict = strict;
  }

  @Override
  public void decodeBody(Schema input, byte[] body, Object[] values) {
    XmlReader in = open(body, input.xmlName() == null ? input.name() : input.xmlName());
    new XmlDecoder(in, strict).members(input, values, true);
    in.finish();
  }

  /**
   * Reads a document with one structure, as written by {@link #encodeBody} without HTTP bindings.
   */
  public Struct decode(Schema schema, byte[] document) {
    Object[] values = new Object[schema.memberCount()];
    decodeBody(schema, document, values);
    return schema.create(values);
  }

  @Override
  public Object decodeValue(Member member, byte[] body) {
    XmlReader in = open(body, rootName(member));
    Object value = new XmlDecoder(in, strict).value(member);
    in.finish();
    return value;
  }

  private XmlReader open(byte[] body, String rootName) {
    XmlReader in = XmlReader.open(body);
    if (strict && !in.name().equals(rootName)) {
      throw new MalformedValue("The root is '" + in.name() + "', not '" + rootName + "'");
    }
    return in;
  }

  private static String rootName(Member payload) {
    if (payload.xmlName() != null) {
      return payload.xmlName();
    }
    Schema target = payload.target();
    return target.xmlName() == null ? target.name() : target.xmlName();
  }

  @Override
  public byte[] encodeBody(Struct output) {
    Schema schema = output.schema();
    String root = schema.xmlName() == null ? schema.name() : schema.xmlName();
    XmlWriter out = start(root, schema);
    XmlEncoder encoder = new XmlEncoder(out, strict);
    encoder.attributes(output);
    encoder.elements(output, true);
    return out.end(root).toBytes();
  }

  /** Writes the only body member as the root element; null as an empty one. */
  public byte[] encodeUnwrapped(Struct output) {
    Schema schema = output.schema();
    String root = schema.xmlName() == null ? schema.name() : schema.xmlName();
    XmlWriter out = start(root, schema);
    for (Member member : schema.members()) {
      if (member.location().isInResponseBody() && output.get(member.index()) != null) {
        new XmlEncoder(out, strict).value(member, output.get(member.index()));
      }
    }
    return out.end(root).toBytes();
  }

  private XmlWriter start(String root, Schema schema) {
    XmlWriter out = new XmlWriter().declaration().start(root);
    if (schema.xmlNamespace() == null) {
      return out.namespace(null, namespace);
    }
    return out.namespace(schema.xmlNamespacePrefix(), schema.xmlNamespace());
  }

  @Override
  public byte[] encodeValue(Member member, Object value) {
    String root = rootName(member);
    XmlWriter out;
    if (member.xmlNamespace() == null) {
      out = start(root, member.target());
    } else {
      out = new XmlWriter().declaration().start(root);
      out.namespace(member.xmlNamespacePrefix(), member.xmlNamespace());
    }
    new XmlEncoder(out, strict).value(member, value);
    return out.end(root).toBytes();
  }
}
