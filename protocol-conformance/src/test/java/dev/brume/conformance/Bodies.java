package dev.brume.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the bodies of cases, and compares bodies by what their media type makes of them. */
final class Bodies {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private Bodies() {}

  /** Bodies of binary media types are written in Base64. */
  static byte[] bytes(String body, Optional<String> mediaType) {
    return isBinary(mediaType)
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isBinary(Optional<String> mediaType) {
    return mediaType
        .filter(
            type ->
                type.equals("application/cbor")
                    || type.equals("application/vnd.amazon.eventstream"))
        .isPresent();
  }

  static void assertSame(byte[] actual, String expected, Optional<String> mediaType) {
    if (expected.isEmpty()) {
      assertThat(new String(actual, StandardCharsets.UTF_8)).isEmpty();
      return;
    }
    String text = new String(actual, StandardCharsets.UTF_8);
    switch (mediaType.orElse("")) {
      case "application/json" -> assertThat(json(text)).isEqualTo(json(expected));
      case "application/xml" -> assertThat(xml(text, expected)).isEqualTo(XmlValues.of(expected));
      case "application/cbor" ->
          assertThat(CborValues.of(actual)).isEqualTo(CborValues.of(bytes(expected, mediaType)));
      case "application/x-www-form-urlencoded" -> assertThat(form(text)).isEqualTo(form(expected));
      default -> assertThat(text).isEqualTo(expected);
    }
  }

  static Object json(String text) {
    try {
      return PlainValues.json(JSON.readTree(text));
    } catch (JsonProcessingException malformed) {
      throw new AssertionError("not JSON: " + text, malformed);
    }
  }

  /** The text of an error in JSON. */
  static String message(byte[] body) {
    return json(new String(body, StandardCharsets.UTF_8)) instanceof Map<?, ?> error
        ? String.valueOf(error.get("message"))
        : "";
  }

  /**
   * The cases leave out what every response of awsQuery and ec2Query has in truth: the
   * ResponseMetadata, the requestId, and the namespace of an ErrorResponse.
   */
  private static Object xml(String text, String expected) {
    String comparable = text;
    if (!expected.contains("ResponseMetadata")) {
      comparable = comparable.replaceFirst("(?s)<ResponseMetadata>.*</ResponseMetadata>", "");
    }
    if (!expected.contains("<requestId>")) {
      comparable = comparable.replaceFirst("<requestId>[^<]*</requestId>", "");
    }
    if (expected.contains("<ErrorResponse>")) {
      comparable = comparable.replaceFirst("<ErrorResponse xmlns=\"[^\"]*\">", "<ErrorResponse>");
    }
    return XmlValues.of(comparable);
  }

  private static List<String> form(String text) {
    return Stream.of(text.split("&")).sorted().toList();
  }
}
