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
 * Structures as whole documents in a format that Jackson streams: one pass in each direction, with
 * the thread's recycled buffers. For any bytes, reading only throws AwsError.
 */
public abstract class StructCodec implements PayloadCodec {
  private final JsonFactory factory;
  private final StructReader reader;
  private final StructWriter writer;

  protected StructCodec(JsonFactory factory, StructReader reader, StructWriter writer) {
    this.factory = factory;
    this.reader = reader;
    this.writer = writer;
  }

  /** A parser for {@code body}; throws AwsError if that is clearly unreadable. */
  protected abstract JsonParser open(byte[] body) throws IOException;

  /**
   * Reads a document with one structure.
   *
   * @throws AwsError SerializationException if the bytes are no such document
   */
  public final Struct decode(Schema schema, byte[] body) {
    Object[] values = new Object[schema.memberCount()];
    read(schema, body, values, false);
    return schema.create(values);
  }

  /**
   * Reads the members that HTTP bindings place in the body.
   *
   * @param values receives the members found, by index; the others stay unchanged
   * @throws AwsError SerializationException if the bytes are no such document
   */
  @Override
  public final void decodeBody(Schema schema, byte[] body, Object[] values) {
    read(schema, body, values, true);
  }

  private void read(Schema schema, byte[] body, Object[] values, boolean bodyOnly) {
    try (JsonParser in = open(body)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw SerializationErrors.error(null);
      }
      reader.readMembers(in, schema, values, bodyOnly);
      expectEnd(in);
    } catch (IOException | NumberFormatException e) {
      throw SerializationErrors.error(null);
    }
  }

  /**
   * Reads a document with only the value of {@code member}, such as an HTTP payload; null for a
   * null document.
   *
   * @throws AwsError SerializationException if the bytes are no such document
   */
  @Override
  public final Object decodeValue(Member member, byte[] body) {
    try (JsonParser in = open(body)) {
      JsonToken token = in.nextToken();
      if (token == null) {
        throw SerializationErrors.error(null);
      }
      Object value = token == JsonToken.VALUE_NULL ? null : reader.readValue(in, token, member);
      expectEnd(in);
      return value;
    } catch (IOException | NumberFormatException e) {
      throw SerializationErrors.error(null);
    }
  }

  private static void expectEnd(JsonParser in) throws IOException {
    if (in.nextToken() != null) {
      throw SerializationErrors.error(null);
    }
  }

  /** Writes all members. */
  public final byte[] encode(Struct value) {
    try (Document document = new Document(factory)) {
      writer.writeStruct(document.out, value);
      return document.bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the members that HTTP bindings place in the body. */
  @Override
  public final byte[] encodeBody(Struct value) {
    try (Document document = new Document(factory)) {
      document.out.writeStartObject();
      writer.writeMembers(document.out, value, true);
      document.out.writeEndObject();
      return document.bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a document with only {@code value}, which is not null. */
  @Override
  public final byte[] encodeValue(Member member, Object value) {
    try (Document document = new Document(factory)) {
      writer.writeValue(document.out, value, member);
      return document.bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes an error.
   *
   * @param type the value of {@code __type}, or null to omit it
   * @param bodyOnly whether members that HTTP bindings place elsewhere are omitted
   */
  public final byte[] encodeError(String type, AwsError error, boolean bodyOnly) {
    try (Document document = new Document(factory)) {
      JsonGenerator out = document.out;
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
      return document.bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** AWS's framework spells the message member in two ways, depending on the error. */
  private static String messageKey(String shapeName) {
    return switch (shapeName) {
      case "AccessDeniedException", "SerializationException" -> "Message";
      default -> "message";
    };
  }

  /** A document being written into recycled buffers. */
  private static final class Document implements AutoCloseable {
    private final BufferRecycler recycler;
    private final ByteArrayBuilder buffer;
    private final JsonGenerator out;

    Document(JsonFactory factory) throws IOException {
      recycler = factory._getBufferRecycler();
      buffer = new ByteArrayBuilder(recycler);
      out = factory.createGenerator(buffer, JsonEncoding.UTF8);
    }

    /** The document's bytes; nothing more can be written. */
    byte[] bytes() throws IOException {
      out.close();
      return buffer.getClearAndRelease();
    }

    @Override
    public void close() throws IOException {
      out.close();
      buffer.release();
      recycler.releaseToPool();
    }
  }
}
