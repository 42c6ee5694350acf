package dev.brume.testkit;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.error.AwsError;
import dev.brume.core.port.EncryptionKeys;
import dev.brume.core.port.ServiceKeyUse;
import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Scope;
import java.util.Map;

/** An account's keys, consisting of {@code alias/known}, as a replacement of KMS. */
public final class KnownKey implements EncryptionKeys {
  /** The name of the key. */
  public static final String ALIAS = "alias/known";

  private boolean enabled = true;

  /** Enables or disables the key. */
  public void enable(boolean now) {
    enabled = now;
  }

  @Override
  public String require(Scope caller, String keyId) {
    if (!keyId.equals(ALIAS)) {
      throw AwsError.client(
          "NotFoundException", 400, "Alias " + caller.arn("kms", keyId) + " is not found.");
    }
    String arn = caller.slashArn("kms", "key", "known").toString();
    if (!enabled) {
      throw AwsError.client("DisabledException", 400, arn + " is disabled.");
    }
    return arn;
  }

  @Override
  public AccessQuery access(CallerIdentity caller, Scope scope, ServiceKeyUse use) {
    return new AccessQuery(
        "kms:" + use.action(), AccessTarget.of(require(scope, use.keyId()), scope.account()));
  }

  @Override
  public Blob encrypt(Scope caller, String keyId, Blob plaintext, Map<String, String> context) {
    require(caller, keyId);
    return plaintext;
  }

  @Override
  public Blob decrypt(Scope caller, Blob ciphertext, Map<String, String> context) {
    require(caller, ALIAS);
    return ciphertext;
  }
}
