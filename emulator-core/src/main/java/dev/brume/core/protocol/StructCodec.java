package dev.brume.core.protocol;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Structures as whole documents of a format that Jackson streams: one pass each way, buffers of the
 * thread recycled. Whatever the bytes are, reading throws nothing but AwsError.
 */
abstract sealed class StructCodec implements BodyCodec permits CborCodec, JsonCodec {
  private final JsonFactory factory;
  private final StructReader reader;
  private final StructWriter writer;

  StructCodec(JsonFactory factory, StructReader reader, StructWriter writer) {
    this.factory = factory;
    this.reader = reader;
    this.writer = writer;
  }

  /** A parser over {@code body}; throws AwsError where it is clear that it can't be read. */
  abstract JsonParser open(byte[] body) throws IOException;

  /**
   * Reads a document that holds one structure.
   *
   * @throws AwsError SerializationException where the bytes are no such document
   */
  public final Struct decode(Schema schema, byte[] body) {
    Object[] values = new Object[schema.memberCount()];
    read(schema, body, values, false);
    return schema.create(values);
  }

  /**
   * Reads those members that HTTP bindings leave to the body.
   *
   * @param values takes the members found, by index; the others are left as they are
   * @throws AwsError SerializationException where the bytes are no such document
   */
  @Override
  public final void decodeBody(Schema schema, byte[] body, Object[] values) {
    read(schema, body, values, true);
  }

  private void read(Schema schema, byte[] body, Object[] values, boolean bodyOnly) {
    try (JsonParser in = open(body)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw Serialization.error(null);
      }
      reader.readMembers(in, schema, values, bodyOnly);
      expectEnd(in);
    } catch (IOException | NumberFormatException e) {
      throw Serialization.error(null);
    }
  }

  /**
   * Reads a document that holds the value of {@code member} alone, as an HTTP payload does; null
   * where it says null.
   *
   * @throws AwsError SerializationException where the bytes are no such document
   */
  @Override
  public final Object decodeValue(Member member, byte[] body) {
    try (JsonParser in = open(body)) {
      JsonToken token = in.nextToken();
      if (token == null) {
        throw Serialization.error(null);
      }
      Object value = token == JsonToken.VALUE_NULL ? null : reader.readValue(in, token, member);
      expectEnd(in);
      return value;
    } catch (IOException | NumberFormatException e) {
      throw Serialization.error(null);
    }
  }

  private static void expectEnd(JsonParser in) throws IOException {
    if (in.nextToken() != null) {
      throw Serialization.error(null);
    }
  }

  /** Writes all members. */
  public final byte[] encode(Struct value) {
    return write(out -> writer.writeStruct(out, value));
  }

  /** Writes those members that HTTP bindings leave to the body. */
  @Override
  public final byte[] encodeBody(Struct value) {
    return write(
        out -> {
          out.writeStartObject();
          writer.writeMembers(out, value, true);
          out.writeEndObject();
        });
  }

  /** Writes a document of {@code value}, which is not null, alone. */
  @Override
  public final byte[] encodeValue(Member member, Object value) {
    return write(out -> writer.writeValue(out, value, member));
  }

  /**
   * Writes an error.
   *
   * @param type what {@code __type} says, or null to leave it out
   * @param bodyOnly whether members that HTTP bindings place elsewhere are left out
   */
  final byte[] encodeError(String type, AwsError error, boolean bodyOnly) {
    return write(
        out -> {
          out.writeStartObject();
          if (type != null) {
            out.writeStringField("__type", type);
          }
          if (error.value() != null) {
            writer.writeMembers(out, error.value(), bodyOnly);
          }
          if (error.getMessage() != null && !error.hasMessageMember()) {
            out.writeStringField(messageKey(error.shapeName()), error.getMessage());
          }
          for (Map.Entry<String, String> detail : error.details().entrySet()) {
            out.writeStringField(detail.getKey(), detail.getValue());
          }
          out.writeEndObject();
        });
  }

  /** AWS's framework spells the member that holds the text in two ways, by error. */
  private static String messageKey(String shapeName) {
    return switch (shapeName) {
      case "AccessDeniedException", "SerializationException" -> "Message";
      default -> "message";
    };
  }

  private interface Content {
    void writeTo(JsonGenerator out) throws IOException;
  }

  private byte[] write(Content content) {
    BufferRecycler recycler = factory._getBufferRecycler();
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(recycler)) {
      try (JsonGenerator out = factory.createGenerator(bytes, JsonEncoding.UTF8)) {
        content.writeTo(out);
      }
      return bytes.getClearAndRelease();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      recycler.releaseToPool();
    }
  }
}
