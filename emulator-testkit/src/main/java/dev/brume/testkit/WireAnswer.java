package dev.brume.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.http.Headers;
import java.nio.charset.StandardCharsets;

/**
 * The answer to an operation, as a client sees it.
 *
 * @param operation what was asked for
 * @param status the HTTP status
 * @param headers the HTTP headers
 * @param body the body as it came
 * @param output the members of the output by their names in the model: blobs in base64, timestamps
 *     in seconds since 1970; of an error all that it says beside code and message
 * @param code the error's code; null of a success
 * @param message the error's text; null where there is none
 */
public record WireAnswer(
    String operation,
    int status,
    Headers headers,
    byte[] body,
    JsonNode output,
    String code,
    String message) {

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The first value of a header, or null. */
  public String header(String name) {
    return headers.first(name);
  }

  /** It succeeded; returns the output. */
  public JsonNode ok() {
    assertThat(status).as("status of %s, with the body %s", operation, text()).isBetween(200, 299);
    return output;
  }

  /** It has that status. */
  public WireAnswer hasStatus(int expected) {
    assertThat(status).as("status of %s, with the body %s", operation, text()).isEqualTo(expected);
    return this;
  }

  /** It has that header, with that value; null for none. */
  public WireAnswer hasHeader(String name, String value) {
    assertThat(header(name)).as("%s of %s", name, operation).isEqualTo(value);
    return this;
  }

  /** It is an error of that status and code. */
  public WireAnswer isError(int expectedStatus, String expectedCode) {
    assertThat(code).as("code of %s, with the body %s", operation, text()).isEqualTo(expectedCode);
    return hasStatus(expectedStatus);
  }

  /** It is an error of that status and code, in these words. */
  public WireAnswer isError(int expectedStatus, String expectedCode, String expectedMessage) {
    return isError(expectedStatus, expectedCode).says(expectedMessage);
  }

  /** It is an error in these words; null for none. */
  public WireAnswer says(String expectedMessage) {
    assertThat(message).as("message of %s", operation).isEqualTo(expectedMessage);
    return this;
  }

  /** The code in its old form, {@code x-amzn-query-error}, and whose fault it is. */
  public WireAnswer hasQueryError(String expected) {
    return hasHeader("x-amzn-query-error", expected);
  }
}
