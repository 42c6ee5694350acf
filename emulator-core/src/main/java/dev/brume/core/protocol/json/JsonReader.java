package dev.brume.core.protocol.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.SerializationErrors;
import dev.brume.core.protocol.StructReader;
import dev.brume.core.protocol.Timestamps;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.TimestampFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Values without a JSON type of their own: blobs in base64, timestamps, and non-finite numbers. */
abstract class JsonReader extends StructReader {
  private static final int BASE64_GROUP = 4;
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  /** Whether values of a similar type are accepted as by AWS's framework. */
  abstract boolean isLenient();

  @Override
  protected Object readBlob(JsonParser in, JsonToken token, Schema target) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      return Blob.of(decodeBase64(in.getText()));
    }
    if (token.isScalarValue()) {
      throw SerializationErrors.error("only base-64-encoded strings are convertible to bytes");
    }
    throw SerializationErrors.unexpected(token, target);
  }

  /**
   * The bytes of a text in base64 with its padding.
   *
   * @throws dev.brume.core.error.AwsError SerializationException if it is invalid
   */
  static byte[] decodeBase64(String text) {
    int length = text.length();
    if (length % BASE64_GROUP != 0) {
      throw SerializationErrors.error(
          "Base64 encoded length is expected a multiple of 4 bytes but found: " + length);
    }
    byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(ascii);
    } catch (IllegalArgumentException e) {
      throw invalidBase64(text);
    }
    if (length > 0 && ascii[length - 1] == '=' && hasSpareBits(ascii, length)) {
      throw SerializationErrors.error("Invalid last non-pad Base64 character dectected");
    }
    return bytes;
  }

  /** Whether unused bits are set: then the encoding is not canonical. */
  private static boolean hasSpareBits(byte[] ascii, int length) {
    boolean twoPads = ascii[length - 2] == '=';
    int last = BASE64.indexOf(ascii[length - (twoPads ? 3 : 2)]);
    return (last & (twoPads ? 0b1111 : 0b11)) != 0;
  }

  private static RuntimeException invalidBase64(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (BASE64.indexOf(text.charAt(i)) < 0) {
        return SerializationErrors.error("Invalid Base64 character: '" + text.charAt(i) + "'");
      }
    }
    return SerializationErrors.error("Invalid Base64 text");
  }

  @Override
  protected Object readTimestamp(JsonParser in, JsonToken token, Member member) throws IOException {
    TimestampFormat stated = member.timestampFormat();
    TimestampFormat format = stated == null ? TimestampFormat.EPOCH_SECONDS : stated;
    boolean number = format == TimestampFormat.EPOCH_SECONDS;
    if (number != token.isNumeric() || !number && token != JsonToken.VALUE_STRING) {
      throw SerializationErrors.unexpected(token, member.target());
    }
    try {
      if (token == JsonToken.VALUE_NUMBER_INT && in.getNumberType() == NumberType.INT) {
        return Instant.ofEpochSecond(in.getIntValue());
      }
      return Timestamps.read(in.getText(), format);
    } catch (MalformedValue e) {
      throw SerializationErrors.error("Unable to parse the timestamp");
    }
  }

  @Override
  protected Boolean coerceBoolean(JsonParser in, JsonToken token, Schema target)
      throws IOException {
    if (token != JsonToken.VALUE_STRING || !isLenient()) {
      throw SerializationErrors.unexpected(token, target);
    }
    String text = in.getText();
    if (text.equalsIgnoreCase("true")) {
      return Boolean.TRUE;
    }
    if (text.equalsIgnoreCase("false")) {
      return Boolean.FALSE;
    }
    throw SerializationErrors.error("Unexpected token received from parser");
  }

  @Override
  protected long coerceLong(JsonParser in, JsonToken token, Schema target) throws IOException {
    if (token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw SerializationErrors.unexpected(token, target);
    }
    BigDecimal value = in.getDecimalValue();
    if (value.signum() == 0) {
      return 0;
    }
    if ((long) value.precision() - value.scale() > Long.toString(Long.MAX_VALUE).length()) {
      throw outOfRange(target);
    }
    if (value.compareTo(BigDecimal.ONE) < 0 && value.compareTo(BigDecimal.ONE.negate()) > 0) {
      return truncated(BigDecimal.ZERO, false, token, target);
    }
    BigDecimal whole = value.setScale(0, RoundingMode.DOWN);
    return truncated(whole, whole.compareTo(value) == 0, token, target);
  }

  private long truncated(BigDecimal whole, boolean exact, JsonToken token, Schema target) {
    if (!exact && !isLenient()) {
      throw SerializationErrors.unexpected(token, target);
    }
    try {
      return whole.longValueExact();
    } catch (ArithmeticException e) {
      throw outOfRange(target);
    }
  }

  @Override
  protected double coerceDouble(JsonParser in, JsonToken token, Schema target) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      switch (in.getText()) {
        case "NaN":
          return Double.NaN;
        case "Infinity":
          return Double.POSITIVE_INFINITY;
        case "-Infinity":
          return Double.NEGATIVE_INFINITY;
        default:
          break;
      }
    }
    throw SerializationErrors.unexpected(token, target);
  }
}
