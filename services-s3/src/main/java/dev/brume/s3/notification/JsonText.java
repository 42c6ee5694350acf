package dev.brume.s3.notification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes JSON in the order of the calls; members whose value is null are left out. */
final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final StringWriter text = new StringWriter();
  private final JsonGenerator json;

  /** What stands in an object or array. */
  interface Content {
    void write() throws IOException;
  }

  JsonText() {
    try {
      json = FACTORY.createGenerator(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The object that {@code content} writes the members of. */
  String of(Content content) {
    try (json) {
      json.writeStartObject();
      content.write();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  void object(String name, Content content) throws IOException {
    json.writeObjectFieldStart(name);
    content.write();
    json.writeEndObject();
  }

  /** An array of one object. */
  void arrayOfOne(String name, Content content) throws IOException {
    json.writeArrayFieldStart(name);
    json.writeStartObject();
    content.write();
    json.writeEndObject();
    json.writeEndArray();
  }

  /** An array of one text. */
  void arrayOfOne(String name, String value) throws IOException {
    json.writeArrayFieldStart(name);
    json.writeString(value);
    json.writeEndArray();
  }

  void member(String name, String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  void member(String name, long value) throws IOException {
    json.writeNumberField(name, value);
  }

  void flag(String name, boolean value) throws IOException {
    json.writeBooleanField(name, value);
  }
}
