package dev.brume.core.protocol.event;

import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.schema.Blob;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * One message of an event stream: headers and a payload, framed by its lengths and two checksums.
 *
 * <pre>
 * total length (4) | length of headers (4) | CRC32 of these (4) | headers | payload | CRC32 (4)
 * </pre>
 *
 * @param headers by name, in order; values are Boolean, Byte, Short, Integer, Long, Blob, String,
 *     Instant (milliseconds) or UUID
 * @param payload must not be modified
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Smithy: event stream
 *     specification</a>
 */
record EventMessage(Map<String, Object> headers, byte[] payload) {
  /** The bytes of the lengths and their checksum. */
  static final int PRELUDE_BYTES = 12;

  /** The bytes of a message without headers and payload. */
  static final int LEAST_BYTES = PRELUDE_BYTES + 4;

  /** The most bytes of headers: 128 KiB. */
  static final int MOST_HEADER_BYTES = 128 * 1024;

  /** The most bytes of a payload: 24 MiB. */
  static final int MOST_PAYLOAD_BYTES = 24 * 1024 * 1024;

  private static final int MOST_NAME_BYTES = 255;
  private static final int MOST_VALUE_BYTES = Short.MAX_VALUE;

  private static final int TRUE = 0;
  private static final int FALSE = 1;
  private static final int BYTE = 2;
  private static final int SHORT = 3;
  private static final int INTEGER = 4;
  private static final int LONG = 5;
  private static final int BYTES = 6;
  private static final int STRING = 7;
  private static final int TIMESTAMP = 8;
  private static final int UNIVERSALLY_UNIQUE_ID = 9;

  /** The header as text, or null if it is absent or not text. */
  String text(String name) {
    return headers.get(name) instanceof String text ? text : null;
  }

  /**
   * The encoded message.
   *
   * @throws IllegalArgumentException if it exceeds the limits
   */
  byte[] toBytes() {
    byte[] encodedHeaders = encodeHeaders();
    if (encodedHeaders.length > MOST_HEADER_BYTES || payload.length > MOST_PAYLOAD_BYTES) {
      throw new IllegalArgumentException("The event is too large");
    }
    int total = LEAST_BYTES + encodedHeaders.length + payload.length;
    ByteBuffer out = ByteBuffer.allocate(total);
    out.putInt(total).putInt(encodedHeaders.length);
    out.putInt(checksum(out.array(), 0, out.position()));
    out.put(encodedHeaders).put(payload);
    out.putInt(checksum(out.array(), 0, out.position()));
    return out.array();
  }

  static int checksum(byte[] bytes, int from, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, from, length);
    return (int) checksum.getValue();
  }

  private byte[] encodeHeaders() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Map.Entry<String, Object> header : headers.entrySet()) {
        byte[] name = header.getKey().getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length > MOST_NAME_BYTES) {
          throw new IllegalArgumentException("Header names have 1 to 255 bytes");
        }
        out.writeByte(name.length);
        out.write(name);
        encodeValue(out, header.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void encodeValue(DataOutputStream out, Object value) throws IOException {
    switch (value) {
      case Boolean truth -> out.writeByte(truth ? TRUE : FALSE);
      case Byte number -> {
        out.writeByte(BYTE);
        out.writeByte(number);
      }
      case Short number -> {
        out.writeByte(SHORT);
        out.writeShort(number);
      }
      case Integer number -> {
        out.writeByte(INTEGER);
        out.writeInt(number);
      }
      case Long number -> {
        out.writeByte(LONG);
        out.writeLong(number);
      }
      case Blob blob -> encodeBytes(out, BYTES, blob.bytes());
      case String text -> encodeBytes(out, STRING, text.getBytes(StandardCharsets.UTF_8));
      case Instant time -> {
        out.writeByte(TIMESTAMP);
        out.writeLong(time.toEpochMilli());
      }
      case UUID id -> {
        out.writeByte(UNIVERSALLY_UNIQUE_ID);
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
      }
      default -> throw new IllegalArgumentException("No header can hold " + value.getClass());
    }
  }

  private static void encodeBytes(DataOutputStream out, int type, byte[] bytes) throws IOException {
    if (bytes.length > MOST_VALUE_BYTES) {
      throw new IllegalArgumentException("Header values have 32,767 bytes at most");
    }
    out.writeByte(type);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  /**
   * Decodes a whole message.
   *
   * @throws MalformedValue if lengths or checksums are wrong, or a header is malformed
   */
  static EventMessage of(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message);
    checkPrelude(message);
    int headerBytes = in.getInt(4);
    int end = message.length - 4;
    if (in.getInt(0) != message.length || in.getInt(end) != checksum(message, 0, end)) {
      throw new MalformedValue("The event's length or checksum is wrong");
    }
    byte[] payload = new byte[end - PRELUDE_BYTES - headerBytes];
    in.position(PRELUDE_BYTES + headerBytes);
    in.get(payload);
    return new EventMessage(decodeHeaders(in.slice(PRELUDE_BYTES, headerBytes)), payload);
  }

  /**
   * Checks the lengths in a message's prelude.
   *
   * @return the length of the whole message
   * @throws MalformedValue if they are wrong or exceed the limits
   */
  static int checkPrelude(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message);
    if (message.length < PRELUDE_BYTES || in.getInt(8) != checksum(message, 0, 8)) {
      throw new MalformedValue("The event's prelude is broken");
    }
    long total = Integer.toUnsignedLong(in.getInt(0));
    long headerBytes = Integer.toUnsignedLong(in.getInt(4));
    long payloadBytes = total - LEAST_BYTES - headerBytes;
    if (headerBytes > MOST_HEADER_BYTES || payloadBytes < 0 || payloadBytes > MOST_PAYLOAD_BYTES) {
      throw new MalformedValue("The event's lengths are out of range");
    }
    return (int) total;
  }

  private static Map<String, Object> decodeHeaders(ByteBuffer in) {
    Map<String, Object> headers = new LinkedHashMap<>();
    try {
      while (in.hasRemaining()) {
        String name = decodeText(in, Byte.toUnsignedInt(in.get()));
        headers.put(name, decodeValue(in));
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new MalformedValue("The event's headers are cut off");
    }
    return headers;
  }

  private static Object decodeValue(ByteBuffer in) {
    return switch (in.get()) {
      case TRUE -> Boolean.TRUE;
      case FALSE -> Boolean.FALSE;
      case BYTE -> in.get();
      case SHORT -> in.getShort();
      case INTEGER -> in.getInt();
      case LONG -> in.getLong();
      case BYTES -> {
        byte[] bytes = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(bytes);
        yield Blob.of(bytes);
      }
      case STRING -> decodeText(in, Short.toUnsignedInt(in.getShort()));
      case TIMESTAMP -> Instant.ofEpochMilli(in.getLong());
      case UNIVERSALLY_UNIQUE_ID -> new UUID(in.getLong(), in.getLong());
      default -> throw new MalformedValue("The event has a header of an unknown type");
    };
  }

  private static String decodeText(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
