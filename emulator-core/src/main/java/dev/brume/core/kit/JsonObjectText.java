package dev.brume.core.kit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes a JSON object in the order of the calls: event messages and other documents of a known
 * form. Members with a null value are omitted.
 *
 * <pre>{@code
 * String text =
 *     JsonObjectText.of(
 *         json ->
 *             json.member("Type", "Notification")
 *                 .object("detail", detail -> detail.member("size", 3)));
 * }</pre>
 */
public final class JsonObjectText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator out;

  private JsonObjectText(JsonGenerator out) {
    this.out = out;
  }

  /** A step of writing. */
  private interface Step {
    void write() throws IOException;
  }

  /** The text, without spaces, of an object with the members that {@code content} writes. */
  public static String of(Consumer<JsonObjectText> content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      out.writeStartObject();
      content.accept(new JsonObjectText(out));
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private JsonObjectText write(Step step) {
    try {
      step.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Adds a string, unless it is null. */
  public JsonObjectText member(String name, String value) {
    return value == null ? this : write(() -> out.writeStringField(name, value));
  }

  /** Adds a number. */
  public JsonObjectText member(String name, long value) {
    return write(() -> out.writeNumberField(name, value));
  }

  /** Adds a boolean. */
  public JsonObjectText member(String name, boolean value) {
    return write(() -> out.writeBooleanField(name, value));
  }

  /** Adds any value, unless it is null. */
  public JsonObjectText member(String name, JsonNode value) {
    return value == null
        ? this
        : write(
            () -> {
              out.writeFieldName(name);
              out.writeRawValue(JsonDocument.text(value));
            });
  }

  /** Adds a JSON null. */
  public JsonObjectText nullMember(String name) {
    return write(() -> out.writeNullField(name));
  }

  /** Adds an object. */
  public JsonObjectText object(String name, Consumer<JsonObjectText> content) {
    return write(
        () -> {
          out.writeObjectFieldStart(name);
          content.accept(this);
          out.writeEndObject();
        });
  }

  /** Adds an object with the members that {@code content} writes. */
  public JsonObjectText object(String name, Runnable content) {
    return object(name, here -> content.run());
  }

  /** Adds an array of strings. */
  public JsonObjectText texts(String name, Collection<String> values) {
    return write(
        () -> {
          out.writeArrayFieldStart(name);
          for (String value : values) {
            out.writeString(value);
          }
          out.writeEndArray();
        });
  }

  /** Adds an array with an object for each of {@code values}. */
  public <T> JsonObjectText objects(
      String name, Collection<T> values, BiConsumer<JsonObjectText, T> content) {
    return write(
        () -> {
          out.writeArrayFieldStart(name);
          for (T value : values) {
            out.writeStartObject();
            content.accept(this, value);
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }
}
