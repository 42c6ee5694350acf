package dev.brume.core.protocol.event;

import dev.brume.core.error.AwsError;
import dev.brume.core.protocol.PayloadCodec;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.Struct;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Encodes the events of a union as messages. */
final class EventEncoder {
  private static final byte[] NOTHING = new byte[0];

  private final Schema union;
  private final PayloadCodec codec;
  private final String mediaType;

  EventEncoder(Schema union, PayloadCodec codec, String mediaType) {
    this.union = union;
    this.codec = codec;
    this.mediaType = mediaType;
  }

  /** The initial response: the message with the output's other members. */
  EventMessage initialResponse(byte[] payload) {
    Map<String, Object> headers = headers("event");
    headers.put(":event-type", "initial-response");
    headers.put(":content-type", mediaType);
    return new EventMessage(headers, payload);
  }

  /** The message of one event. */
  EventMessage event(Struct event) {
    for (Member member : union.members()) {
      if (event.get(member.index()) instanceof Struct value) {
        return message(member, value);
      }
    }
    throw new IllegalArgumentException("No member of " + union + " is set");
  }

  /** The message that ends a failed stream. */
  EventMessage error(AwsError error) {
    for (Member member : union.members()) {
      if (error.value() != null && member.target() == error.value().schema()) {
        return message(member, error.value());
      }
    }
    Map<String, Object> headers = headers("error");
    headers.put(":error-code", error.code());
    headers.put(":error-message", error.getMessage() == null ? "" : error.getMessage());
    return new EventMessage(headers, NOTHING);
  }

  private static Map<String, Object> headers(String messageType) {
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put(":message-type", messageType);
    return headers;
  }

  private EventMessage message(Member member, Struct value) {
    boolean exception = value.schema().error() != null;
    Map<String, Object> headers = headers(exception ? "exception" : "event");
    headers.put(exception ? ":exception-type" : ":event-type", member.name());
    Object[] rest = new Object[value.schema().memberCount()];
    boolean inBody = false;
    for (Member part : value.schema().members()) {
      Object partValue = value.get(part.index());
      if (part.isEventPayload()) {
        byte[] payload = partValue == null ? NOTHING : payload(part, partValue, headers);
        return new EventMessage(withHeaders(headers, value), payload);
      }
      if (!part.isEventHeader()) {
        inBody = true;
        rest[part.index()] = partValue;
      }
    }
    if (!inBody) {
      return new EventMessage(withHeaders(headers, value), NOTHING);
    }
    headers.put(":content-type", mediaType);
    byte[] payload = codec.encodeBody(value.schema().create(rest));
    return new EventMessage(withHeaders(headers, value), payload);
  }

  private static Map<String, Object> withHeaders(Map<String, Object> headers, Struct value) {
    for (Member part : value.schema().members()) {
      Object header = part.isEventHeader() ? value.get(part.index()) : null;
      if (header != null) {
        headers.put(part.name(), header);
      }
    }
    return headers;
  }

  private byte[] payload(Member part, Object value, Map<String, Object> headers) {
    if (value instanceof Blob blob) {
      headers.put(":content-type", "application/octet-stream");
      return blob.bytes();
    }
    ShapeType type = part.target().type();
    if (type == ShapeType.STRING || type == ShapeType.ENUM) {
      headers.put(":content-type", "text/plain");
      return ((String) value).getBytes(StandardCharsets.UTF_8);
    }
    headers.put(":content-type", mediaType);
    return codec.encodeValue(part, value);
  }
}
