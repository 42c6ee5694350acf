package dev.brume.core.state.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.brume.core.schema.Blob;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** The codecs of types without parts. */
final class ScalarCodecs {
  private ScalarCodecs() {}

  static Map<Class<?>, TypeCodec> all() {
    Map<Class<?>, TypeCodec> codecs = new HashMap<>();
    codecs.put(String.class, new Text());
    codecs.put(Boolean.class, new Truth());
    codecs.put(Long.class, new Whole(value -> value));
    codecs.put(Integer.class, new Whole(Math::toIntExact));
    codecs.put(Short.class, new Whole(value -> (short) Math.toIntExact(value)));
    codecs.put(Byte.class, new Whole(value -> (byte) Math.toIntExact(value)));
    codecs.put(Double.class, new Real(false));
    codecs.put(Float.class, new Real(true));
    codecs.put(BigInteger.class, new Big(false));
    codecs.put(BigDecimal.class, new Big(true));
    codecs.put(Blob.class, new Bytes());
    codecs.put(Instant.class, new Moment());
    codecs.put(Duration.class, new Span());
    codecs.put(boolean.class, codecs.get(Boolean.class));
    codecs.put(long.class, codecs.get(Long.class));
    codecs.put(int.class, codecs.get(Integer.class));
    codecs.put(short.class, codecs.get(Short.class));
    codecs.put(byte.class, codecs.get(Byte.class));
    codecs.put(double.class, codecs.get(Double.class));
    codecs.put(float.class, codecs.get(Float.class));
    return codecs;
  }

  /** Strings; those that UTF-8 can't encode (unpaired surrogates) as UTF-16 in bytes. */
  private static final class Text extends TypeCodec {
    @Override
    void writeValue(JsonGenerator to, Object value) throws IOException {
      String text = (String) value;
      if (isWellFormed(text)) {
        to.writeString(text);
        return;
      }
      byte[] bytes = new byte[text.length() * 2];
      for (int i = 0; i < text.length(); i++) {
        bytes[2 * i] = (byte) (text.charAt(i) >> 8);
        bytes[2 * i + 1] = (byte) text.charAt(i);
      }
      to.writeBinary(bytes);
    }

    @Override
    Object readValue(JsonParser from) throws IOException {
      if (from.currentToken() != JsonToken.VALUE_EMBEDDED_OBJECT) {
        expect(from, JsonToken.VALUE_STRING);
        return from.getText();
      }
      byte[] bytes = from.getBinaryValue();
      StringBuilder text = new StringBuilder(bytes.length / 2);
      for (int i = 0; i + 1 < bytes.length; i += 2) {
        text.append((char) (bytes[i] << 8 | bytes[i + 1] & 0xff));
      }
      return text.toString();
    }
  }

  /** Whether {@code text} has no unpaired surrogate. */
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
      }
    }
    return true;
  }

  private static final class Truth extends TypeCodec {
    @Override
    void writeValue(JsonGenerator to, Object value) throws IOException {
      to.writeBoolean((Boolean) value);
    }

    @Override
    Object readValue(JsonParser from) throws IOException {
      return from.getBooleanValue();
    }
  }

  private static final class Whole extends TypeCodec {
    private final LongFunction<Object> narrow;

    Whole(LongFunction<Object> narrow) {
      this.narrow = narrow;
    }

    @Override
    void writeValue(JsonGenerator to, Object value) throws IOException {
      to.writeNumber(((Number) value).longValue());
    }

    @Override
    Object readValue(JsonParser from) throws IOException {
      expect(from, JsonToken.VALUE_NUMBER_INT);
      return narrow.apply(from.getLongValue());
    }
  }

  private static final class Real extends TypeCodec {
    private final boolean single;

    Real(boolean single) {
      this.single = single;
    }

    @Override
    void writeValue(JsonGenerator to, Object value) throws IOException {
      to.writeNumber(((Number) value).doubleValue());
    }

    @Override
    Object readValue(JsonParser from) throws IOException {
      double value = from.getDoubleValue();
      return single ? (Object) (float) value : (Object) value;
    }
  }

  private static final class Big extends TypeCodec {
    private final boolean decimal;

    Big(boolean decimal) {
      this.decimal = decimal;
    }

    @Override
    void writeValue(JsonGenerator to, Object value) throws IOException {
      to.writeString(value.toString());
    }

    @Override
    Object readValue(JsonParser from) throws IOException {
      expect(from, JsonToken.VALUE_STRING);
      return decimal ? new BigDecimal(from.getText()) : new BigInteger(from.getText());
    }
  }

  private static final class Bytes extends TypeCodec {
    @Override
    void writeValue(JsonGenerator to, Object value) throws IOException {
      to.writeBinary(((Blob) value).bytes());
    }

    @Override
    Object readValue(JsonParser from) throws IOException {
      expect(from, JsonToken.VALUE_EMBEDDED_OBJECT);
      return Blob.of(from.getBinaryValue());
    }
  }

  private static final class Moment extends TypeCodec {
    @Override
    void writeValue(JsonGenerator to, Object value) throws IOException {
      Instant moment = (Instant) value;
      writePair(to, moment.getEpochSecond(), moment.getNano());
    }

    @Override
    Object readValue(JsonParser from) throws IOException {
      long[] pair = readPair(from);
      return Instant.ofEpochSecond(pair[0], pair[1]);
    }
  }

  private static final class Span extends TypeCodec {
    @Override
    void writeValue(JsonGenerator to, Object value) throws IOException {
      Duration span = (Duration) value;
      writePair(to, span.getSeconds(), span.getNano());
    }

    @Override
    Object readValue(JsonParser from) throws IOException {
      long[] pair = readPair(from);
      return Duration.ofSeconds(pair[0], pair[1]);
    }
  }

  private static void writePair(JsonGenerator to, long seconds, int nanos) throws IOException {
    to.writeStartArray(null, 2);
    to.writeNumber(seconds);
    to.writeNumber(nanos);
    to.writeEndArray();
  }

  private static long[] readPair(JsonParser from) throws IOException {
    TypeCodec.expect(from, JsonToken.START_ARRAY);
    from.nextToken();
    long seconds = from.getLongValue();
    from.nextToken();
    long nanos = from.getLongValue();
    from.nextToken();
    TypeCodec.expect(from, JsonToken.END_ARRAY);
    return new long[] {seconds, nanos};
  }
}
