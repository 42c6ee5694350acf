package dev.brume.server;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.error.AwsError;
import dev.brume.core.port.EncryptionKeys;
import dev.brume.core.port.ServiceKeyUse;
import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Scope;
import java.util.Map;

/**
 * The keys when KMS is not offered to clients: nobody can create any, so an unknown key that a
 * client names is assumed to exist. AWS managed keys work as usual.
 */
record AssumedKeys(EncryptionKeys known) implements EncryptionKeys {
  @Override
  public String require(Scope caller, String keyId) {
    try {
      return known.require(caller, keyId);
    } catch (AwsError unknown) {
      if (keyId.startsWith("arn:")) {
        return keyId;
      }
      String resource = keyId.startsWith("alias/") ? keyId : "key/" + keyId;
      return caller.arn("kms", resource).toString();
    }
  }

  @Override
  public AccessQuery access(CallerIdentity caller, Scope scope, ServiceKeyUse use) {
    return known.access(caller, scope, use);
  }

  @Override
  public Blob encrypt(Scope caller, String keyId, Blob plaintext, Map<String, String> context) {
    return known.encrypt(caller, keyId, plaintext, context);
  }

  @Override
  public Blob decrypt(Scope caller, Blob ciphertext, Map<String, String> context) {
    return known.decrypt(caller, ciphertext, context);
  }
}
