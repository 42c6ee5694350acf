package dev.brume.core.state.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Writes and reads the values of one type. */
abstract class TypeCodec {
  /** Writes a value that is not null. */
  abstract void writeValue(JsonGenerator to, Object value) throws IOException;

  /** Reads the value, not null, whose first token is the parser's present one. */
  abstract Object readValue(JsonParser from) throws IOException;

  /** The codecs of what the type holds. */
  Collection<TypeCodec> parts() {
    return List.of();
  }

  /** Makes the codecs of everything that the type holds, so that what can't be kept is found. */
  final void resolve(Set<TypeCodec> resolved) {
    if (resolved.add(this)) {
      parts().forEach(part -> part.resolve(resolved));
    }
  }

  final void write(JsonGenerator to, Object value) throws IOException {
    if (value == null) {
      to.writeNull();
    } else {
      writeValue(to, value);
    }
  }

  final Object read(JsonParser from) throws IOException {
    return from.currentToken() == JsonToken.VALUE_NULL ? null : readValue(from);
  }

  /** Fails unless the parser stands at {@code token}. */
  static void expect(JsonParser from, JsonToken token) throws IOException {
    if (from.currentToken() != token) {
      throw new ValueFormatException(
          "There is " + from.currentToken() + " where " + token + " should be");
    }
  }
}
