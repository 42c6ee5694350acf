package dev.brume.server;

import dev.brume.core.auth.Accounts;
import dev.brume.core.auth.Credential;
import dev.brume.core.auth.Credentials;
import dev.brume.core.auth.Signature;
import dev.brume.core.auth.SignatureRules;

/**
 * Verifies only presigned URLs and forms of S3: against the known keys, and for every other key
 * against the secret {@code test}, with which LocalStack's users sign.
 *
 * @param known the configured keys
 */
record PresignedCredentials(Credentials known) implements Credentials {
  private static final String SECRET = "test";

  @Override
  public Credential find(String accessKeyId) {
    Credential credential = known.find(accessKeyId);
    return credential == null
        ? Credential.of(accessKeyId, SECRET, Accounts.of(accessKeyId))
        : credential;
  }

  @Override
  public boolean verify(Signature.Form form, SignatureRules rules) {
    return rules == SignatureRules.DECLARED_PAYLOAD
        && (form == Signature.Form.PRESIGNED || form == Signature.Form.LEGACY_PRESIGNED);
  }
}
