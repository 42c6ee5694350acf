package dev.brume.iam.sts;

import dev.brume.iam.engine.SessionRecord;
import dev.brume.iam.sts.api.Credentials;
import java.time.Instant;

/** Temporary credentials in their response form. */
final class Issued {
  private Issued() {}

  static Credentials credentials(SessionRecord session) {
    return Credentials.builder()
        .accessKeyId(session.keyId())
        .secretAccessKey(session.secret())
        .sessionToken(session.token())
        .expiration(Instant.ofEpochSecond(session.expiresMillis() / 1000))
        .build();
  }
}
