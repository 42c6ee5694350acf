package dev.brume.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.http.Headers;
import java.nio.charset.StandardCharsets;

/**
 * The response to an operation, as a client sees it.
 *
 * @param operation the operation
 * @param status the HTTP status
 * @param headers the HTTP headers
 * @param body the body as received
 * @param output the members of the output by their names in the model: blobs in base64, timestamps
 *     in seconds since 1970; of an error everything except code and message
 * @param code the error's code; null for a success
 * @param message the error's text; null if there is none
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

  /** Asserts success; returns the output. */
  public JsonNode ok() {
    assertThat(status).as("status of %s, with the body %s", operation, text()).isBetween(200, 299);
    return output;
  }

  /** Asserts the status. */
  public WireAnswer hasStatus(int expected) {
    assertThat(status).as("status of %s, with the body %s", operation, text()).isEqualTo(expected);
    return this;
  }

  /** Asserts the value of a header; null for no such header. */
  public WireAnswer hasHeader(String name, String value) {
    assertThat(header(name)).as("%s of %s", name, operation).isEqualTo(value);
    return this;
  }

  /** Asserts an error with that status and code. */
  public WireAnswer isError(int expectedStatus, String expectedCode) {
    assertThat(code).as("code of %s, with the body %s", operation, text()).isEqualTo(expectedCode);
    return hasStatus(expectedStatus);
  }

  /** Asserts an error with that status, code and message. */
  public WireAnswer isError(int expectedStatus, String expectedCode, String expectedMessage) {
    return isError(expectedStatus, expectedCode).says(expectedMessage);
  }

  /** Asserts an error with that message; null for none. */
  public WireAnswer says(String expectedMessage) {
    assertThat(message).as("message of %s", operation).isEqualTo(expectedMessage);
    return this;
  }

  /** Asserts the code in its query form, {@code x-amzn-query-error}, and the party at fault. */
  public WireAnswer hasQueryError(String expected) {
    return hasHeader("x-amzn-query-error", expected);
  }
}
