package dev.brume.core.state.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** A sealed interface of records; the name of the encoded shape tells which record it is. */
final class SealedCodec extends TypeCodec {
  private final ValueCodec codecs;
  private final Class<?> type;
  private final Map<String, Class<?>> records = new HashMap<>();

  SealedCodec(ValueCodec codecs, Class<?> type) {
    this.codecs = codecs;
    this.type = type;
    collect(type);
  }

  private void collect(Class<?> parent) {
    for (Class<?> permitted : parent.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        collect(permitted);
      } else if (!permitted.isRecord()) {
        throw new ValueFormatException(permitted + " can't be kept: it is no record");
      } else if (records.put(permitted.getSimpleName(), permitted) != null) {
        throw new ValueFormatException(
            "Two kinds of " + type.getName() + " are called " + permitted.getSimpleName());
      }
    }
  }

  @Override
  Collection<TypeCodec> parts() {
    return records.values().stream().<TypeCodec>map(codecs::record).toList();
  }

  @Override
  void writeValue(JsonGenerator to, Object value) throws IOException {
    codecs.record(value.getClass()).writeValue(to, value);
  }

  @Override
  Object readValue(JsonParser from) throws IOException {
    expect(from, JsonToken.START_ARRAY);
    from.nextToken();
    expect(from, JsonToken.VALUE_NUMBER_INT);
    int shapeId = from.getIntValue();
    String name = codecs.shape(shapeId).name();
    Class<?> record = records.get(name);
    if (record == null) {
      throw new ValueFormatException("There is no " + name + " among " + type.getName());
    }
    return codecs.record(record).readFields(from, shapeId);
  }
}
