package dev.brume.iam.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Temporary credentials to be issued; {@link SessionRecord} describes each part. */
public record NewSession(
    SessionRecord.Kind kind,
    String arn,
    String userId,
    String source,
    String name,
    int seconds,
    List<String> policies,
    boolean restricted,
    Map<String, String> tags,
    List<String> transitiveTags,
    String sourceIdentity,
    String provider,
    Long mfaMillis) {

  private static final int TOKEN_BYTES = 270;

  /** The session of a user or the root user itself. */
  public static NewSession self(String arn, String userId, String user, int seconds, Long mfa) {
    return new NewSession(
        SessionRecord.Kind.SELF,
        arn,
        userId,
        user,
        null,
        seconds,
        List.of(),
        false,
        Map.of(),
        List.of(),
        null,
        null,
        mfa);
  }

  /**
   * Gives out the credentials.
   *
   * @param minimumTokenSize that the session token has at least, in bytes, "regardless of its
   *     actual content"; null for any
   */
  public SessionRecord open(IamAccount account, Integer minimumTokenSize) {
    int wanted = minimumTokenSize == null ? 0 : minimumTokenSize;
    int bytes = Math.max(TOKEN_BYTES, (wanted + 3) / 4 * 3); // Three bytes are four letters.
    long now = account.nowMillis();
    SessionRecord session =
        new SessionRecord(
            account.ids().accessKey(IamIds.TEMPORARY_KEY),
            account.ids().secret(),
            java.util.Base64.getEncoder().encodeToString(account.ids().bytes(bytes)),
            kind,
            arn,
            userId,
            source,
            name,
            policies,
            restricted,
            new TreeMap<>(tags),
            List.copyOf(Set.copyOf(transitiveTags)),
            sourceIdentity,
            provider,
            now,
            now + seconds * 1000L,
            mfaMillis);
    account.sessions().add(session);
    return session;
  }
}
