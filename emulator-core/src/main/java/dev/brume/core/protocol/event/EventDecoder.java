package dev.brume.core.protocol.event;

import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.PayloadCodec;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.Struct;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Decodes messages to events of a union. */
final class EventDecoder {
  private final Schema union;
  private final PayloadCodec codec;

  EventDecoder(Schema union, PayloadCodec codec) {
    this.union = union;
    this.codec = codec;
  }

  /**
   * The event of one message; null for the last, empty one of a signed stream, and for an initial
   * request, whose content is in the HTTP request.
   *
   * @throws MalformedValue if the message is not an event of the union
   */
  Struct event(EventMessage message) {
    if (isSigned(message)) {
      return message.payload().length == 0 ? null : event(EventMessage.of(message.payload()));
    }
    boolean exception = "exception".equals(message.text(":message-type"));
    String name = message.text(exception ? ":exception-type" : ":event-type");
    if ("initial-request".equals(name)) {
      return null;
    }
    Member member = name == null ? null : union.member(name);
    if (member == null || !member.target().type().isStruct()) {
      throw new MalformedValue("There is no event '" + name + "'");
    }
    Object[] values = new Object[union.memberCount()];
    values[member.index()] = structure(member.target(), message);
    return union.create(values);
  }

  /** Signed streams wrap each message in another one. */
  private static boolean isSigned(EventMessage message) {
    return message.headers().containsKey(":chunk-signature")
        && !message.headers().containsKey(":message-type");
  }

  private Struct structure(Schema schema, EventMessage message) {
    Object[] values = new Object[schema.memberCount()];
    boolean explicit = false;
    boolean inBody = false;
    for (Member part : schema.members()) {
      if (part.isEventHeader()) {
        values[part.index()] = header(part, message.headers().get(part.name()));
      } else if (part.isEventPayload()) {
        explicit = true;
        values[part.index()] = payload(part, message.payload());
      } else {
        inBody = true;
      }
    }
    if (inBody && !explicit && message.payload().length > 0) {
      codec.decodeBody(schema, message.payload(), values);
    }
    return schema.create(values);
  }

  private static Object header(Member part, Object value) {
    if (value == null) {
      return null;
    }
    boolean fits =
        switch (part.target().type()) {
          case BOOLEAN -> value instanceof Boolean;
          case BYTE -> value instanceof Byte;
          case SHORT -> value instanceof Short;
          case INTEGER, INT_ENUM -> value instanceof Integer;
          case LONG -> value instanceof Long;
          case BLOB -> value instanceof Blob;
          case STRING, ENUM -> value instanceof String;
          case TIMESTAMP -> value instanceof Instant;
          default -> false;
        };
    if (!fits) {
      throw new MalformedValue("The header '" + part.name() + "' is of another type");
    }
    return value;
  }

  private Object payload(Member part, byte[] payload) {
    ShapeType type = part.target().type();
    if (type == ShapeType.BLOB) {
      return Blob.of(payload);
    }
    if (type == ShapeType.STRING || type == ShapeType.ENUM) {
      return new String(payload, StandardCharsets.UTF_8);
    }
    return payload.length == 0 ? null : codec.decodeValue(part, payload);
  }
}
