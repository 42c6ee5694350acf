package dev.brume.core.protocol.rest;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.protocol.PayloadCodec;
import dev.brume.core.protocol.event.EventStreams;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.EventStream;
import dev.brume.core.schema.Location;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.Struct;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes an output, or an error's structure, to a response's status, headers and body.
 *
 * @see <a href="https://smithy.io/2.0/spec/http-bindings.html">Smithy: HTTP bindings</a>
 */
final class ResponseBindings {
  private static final byte[] NOTHING = new byte[0];
  private static final String CONTENT_TYPE = "Content-Type";

  private final Struct output;
  private final PayloadCodec codec;
  private final String mediaType;
  private final Headers headers;

  /**
   * @param mediaType of documents that {@code codec} writes
   * @param headers receives the headers
   */
  ResponseBindings(Struct output, PayloadCodec codec, String mediaType, Headers headers) {
    this.output = output;
    this.codec = codec;
    this.mediaType = mediaType;
    this.headers = headers;
  }

  /** The status in the output, else {@code otherwise}. */
  int status(int otherwise) {
    for (Member member : output.schema().members()) {
      if (member.location() == Location.RESPONSE_CODE && output.get(member.index()) != null) {
        return (Integer) output.get(member.index());
      }
    }
    return otherwise;
  }

  /** Writes the members that are bound to headers. */
  void writeHeaders() {
    for (Member member : output.schema().members()) {
      Object value = output.get(member.index());
      if (value != null && member.location() == Location.HEADER) {
        String text = HeaderText.write(member, value);
        if (text != null) {
          headers.set(member.locationName(), text);
        }
      } else if (value != null && member.location() == Location.PREFIX_HEADERS) {
        ((Map<?, ?>) value)
            .forEach(
                (name, text) ->
                    headers.add(member.locationName() + name, HeaderText.oneLine((String) text)));
      }
    }
  }

  /** The member that is the whole body, or null. */
  Member payload() {
    for (Member member : output.schema().members()) {
      if (member.location() == Location.PAYLOAD) {
        return member;
      }
    }
    return null;
  }

  /** Whether any member is in the body. */
  boolean hasBodyMembers() {
    for (Member member : output.schema().members()) {
      if (member.location().isInResponseBody()) {
        return true;
      }
    }
    return false;
  }

  /** A response with the body {@code payload}; empty if that is absent. */
  HttpResponse payload(int status, Member payload) {
    Object value = output.get(payload.index());
    Schema target = payload.target();
    if (value == null) {
      return HttpResponse.of(status, headers, NOTHING);
    }
    if (value instanceof ByteStream stream) {
      contentType(stated(target, "application/octet-stream"));
      return HttpResponse.streaming(status, headers, stream);
    }
    if (value instanceof EventStream<?> events) {
      contentType(EventStreams.MEDIA_TYPE);
      return HttpResponse.streaming(
          status, headers, EventStreams.encode(target, events, codec, mediaType, null));
    }
    byte[] bytes;
    if (value instanceof Blob blob) {
      contentType(stated(target, "application/octet-stream"));
      bytes = blob.bytes();
    } else if (target.type() == ShapeType.STRING || target.type() == ShapeType.ENUM) {
      contentType(stated(target, "text/plain"));
      bytes = ((String) value).getBytes(StandardCharsets.UTF_8);
    } else {
      contentType(mediaType);
      bytes = codec.encodeValue(payload, value);
    }
    return HttpResponse.of(status, headers, bytes);
  }

  /** A response with {@code document} as its body. */
  HttpResponse document(int status, byte[] document) {
    contentType(mediaType);
    return HttpResponse.of(status, headers, document);
  }

  /** A response without body. */
  HttpResponse empty(int status) {
    return HttpResponse.of(status, headers, NOTHING);
  }

  /** Sets the Content-Type, unless a member has. */
  private void contentType(String type) {
    if (!headers.contains(CONTENT_TYPE)) {
      headers.set(CONTENT_TYPE, type);
    }
  }

  private static String stated(Schema target, String otherwise) {
    return target.mediaType() == null ? otherwise : target.mediaType();
  }
}
