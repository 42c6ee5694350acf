package dev.brume.ssm;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.brume.core.error.AwsError;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The text of documents in JSON and YAML.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-schemas-features.html">Schemas,
 *     features, and examples</a>
 */
final class DocumentText {
  static final String JSON = "JSON";
  static final String YAML = "YAML";
  static final String TEXT = "TEXT";

  /** Made when the first document in YAML comes. */
  private static final class Yaml {
    static final ObjectMapper MAPPER =
        new ObjectMapper(
            YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build());
  }

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private DocumentText() {}

  /**
   * Reads a text.
   *
   * @throws AwsError InvalidDocumentContent where it is not well-formed
   */
  static JsonNode read(String content, String format) {
    ObjectMapper mapper = format.equals(YAML) ? Yaml.MAPPER : MAPPER;
    try {
      JsonParser in = mapper.createParser(content);
      try {
        JsonNode node = mapper.readTree(in);
        if (node != null && in.nextToken() == null) {
          return node;
        }
      } catch (JsonProcessingException e) {
        // What is wrong is told by the place alone, as on AWS.
      }
      JsonLocation place = in.currentLocation();
      throw DocumentRefusals.badContent(
          format
              + " not well-formed. at Line: "
              + place.getLineNr()
              + ", Column: "
              + place.getColumnNr());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text in another format. AWS does not document how it lays it out. */
  static String converted(String content, String from, String to) {
    if (from.equals(to) || from.equals(TEXT) || to.equals(TEXT)) {
      return content;
    }
    ObjectWriter writer =
        to.equals(YAML) ? Yaml.MAPPER.writer() : MAPPER.writerWithDefaultPrettyPrinter();
    try {
      return writer.writeValueAsString(read(content, from));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored document can't be written", e);
    }
  }
}
