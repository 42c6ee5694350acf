package dev.brume.core.protocol.cbor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.brume.core.protocol.SerializationErrors;
import dev.brume.core.protocol.StructReader;
import dev.brume.core.protocol.Timestamps;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * CBOR's own representations: byte strings, timestamps, non-finite numbers. A timestamp's tag is
 * ignored: the model determines which values are timestamps.
 */
final class CborReader extends StructReader {
  private static final int MILLISECOND_DIGITS = 3;

  private final boolean milliseconds;

  /**
   * @param milliseconds whether timestamps are in milliseconds, else in seconds
   */
  CborReader(boolean milliseconds) {
    this.milliseconds = milliseconds;
  }

  @Override
  protected Member member(Schema schema, String name) {
    return schema.member(name);
  }

  @Override
  protected Object readBlob(JsonParser in, JsonToken token, Schema target) throws IOException {
    if (token == JsonToken.VALUE_EMBEDDED_OBJECT && in.getEmbeddedObject() instanceof byte[] b) {
      return Blob.of(b);
    }
    throw SerializationErrors.unexpected(token, target);
  }

  @Override
  protected Object readTimestamp(JsonParser in, JsonToken token, Member member) throws IOException {
    if (!token.isNumeric()) {
      throw SerializationErrors.unexpected(token, member.target());
    }
    try {
      if (token == JsonToken.VALUE_NUMBER_INT) {
        return readWholeTimestamp(in);
      }
      double value = milliseconds ? in.getDoubleValue() : in.getDoubleValue() * 1000;
      if (!Double.isFinite(value)) {
        throw SerializationErrors.error("A timestamp must be finite");
      }
      return fromMilliseconds(new BigDecimal(Math.rint(value)));
    } catch (DateTimeException e) {
      throw SerializationErrors.error("The timestamp is out of range");
    }
  }

  private Instant readWholeTimestamp(JsonParser in) throws IOException {
    if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw SerializationErrors.error("The timestamp is out of range");
    }
    long value = in.getLongValue();
    return Timestamps.inRange(
        milliseconds ? Instant.ofEpochMilli(value) : Instant.ofEpochSecond(value));
  }

  private static Instant fromMilliseconds(BigDecimal value) {
    return Timestamps.ofEpochSeconds(value.movePointLeft(MILLISECOND_DIGITS));
  }

  @Override
  protected Boolean coerceBoolean(JsonParser in, JsonToken token, Schema target) {
    throw SerializationErrors.unexpected(token, target);
  }

  @Override
  protected long coerceLong(JsonParser in, JsonToken token, Schema target) {
    throw SerializationErrors.unexpected(token, target);
  }

  @Override
  protected double coerceDouble(JsonParser in, JsonToken token, Schema target) {
    throw SerializationErrors.unexpected(token, target);
  }

  @Override
  protected boolean isInfinite(JsonParser in) throws IOException {
    return in.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
        && in.getNumberType() != JsonParser.NumberType.BIG_DECIMAL
        && Double.isInfinite(in.getDoubleValue());
  }
}
