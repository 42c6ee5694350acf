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
  /** Writes a non-null value. */
  abstract void writeValue(JsonGenerator to, Object value) throws IOException;

  /** Reads the non-null value that begins with the parser's current token. */
  abstract Object readValue(JsonParser from) throws IOException;

  /** The codecs of the type's parts. */
  Collection<TypeCodec> parts() {
    return List.of();
  }

  /** Resolves the codecs of all parts of the type, so that unsupported types are detected. */
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

  /** Fails unless the parser's current token is {@code token}. */
  static void expect(JsonParser from, JsonToken token) throws IOException {
    if (from.currentToken() != token) {
      throw new ValueFormatException(
          "There is " + from.currentToken() + " where " + token + " should be");
    }
  }
}
