package dev.brume.kms;

import dev.brume.core.scope.Arn;
import dev.brume.kms.api.KmsErrors;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Grant tokens, which identify a grant before it is effective everywhere. Here it is effective at
 * once.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/using-grant-token.html">Using
 *     a grant token</a>
 */
final class GrantTokens {
  private GrantTokens() {}

  /** The grant of a token. */
  record Named(Arn key, String grantId) {}

  /**
   * A token of a grant: "the returned grant token is unique with every CreateGrant request, even
   * when a duplicate GrantId is returned".
   *
   * @param once what makes it unique
   */
  static String of(String keyArn, String grantId, String once) {
    return Base64.getEncoder()
        .encodeToString((keyArn + " " + grantId + " " + once).getBytes(StandardCharsets.UTF_8));
  }

  static Optional<Named> parse(String token) {
    try {
      String[] parts =
          new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8).split(" ");
      return parts.length < 2
          ? Optional.empty()
          : Arn.parse(parts[0]).map(key -> new Named(key, parts[1]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Refuses invalid tokens. */
  static void check(List<String> tokens) {
    if (tokens != null && tokens.stream().anyMatch(token -> parse(token).isEmpty())) {
      throw KmsErrors.invalidGrantTokenException("Invalid grant token");
    }
  }
}
