package dev.brume.s3;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Tokens by which the next page of a list is asked for: they tell the last name that was listed.
 */
public final class PageToken {
  private PageToken() {}

  /** The token of the page after {@code last}. */
  public static String after(String last) {
    return Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The last name that was listed; "" where the list begins.
   *
   * @param token as the client sends it, or null
   * @param argument the name under which it is sent
   * @throws dev.brume.core.error.AwsError InvalidArgument where nobody was given such a token
   */
  public static String last(String token, String argument) {
    if (token == null) {
      return "";
    }
    try {
      String last = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (!last.isEmpty() && after(last).equals(token)) {
        return last;
      }
    } catch (IllegalArgumentException e) {
      // Refused below.
    }
    throw S3Refusals.invalidArgument(
        "The continuation token provided is incorrect", argument, null);
  }
}
