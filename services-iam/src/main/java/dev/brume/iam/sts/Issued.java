package dev.brume.iam.sts;

import dev.brume.core.error.AwsError;
import dev.brume.iam.engine.SessionRecord;
import dev.brume.iam.sts.api.Credentials;
import java.time.Instant;

/** Temporary credentials as responses show them. */
final class Issued {
  private Issued() {}

  /**
   * Refuses to promise tokens of a size: those of here have one size, and nothing in them to fill.
   *
   * @param minimumSize in bytes, or null
   */
  static void refuseTokenSize(Integer minimumSize) {
    if (minimumSize != null && minimumSize > 0) {
      throw AwsError.server("NotImplemented", 501, "MinimumSessionTokenSize is not implemented.");
    }
  }

  static Credentials credentials(SessionRecord session) {
    return Credentials.builder()
        .accessKeyId(session.keyId())
        .secretAccessKey(session.secret())
        .sessionToken(session.token())
        .expiration(Instant.ofEpochSecond(session.expiresMillis() / 1000))
        .build();
  }
}
