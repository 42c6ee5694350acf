package dev.brume.s3.encryption;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.engine.ObjectEncryption;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.object.ReadGuard;

/** Permits reading objects under KMS keys only while the key is usable. */
final class KmsKeyGuard implements ReadGuard {
  private final KmsKeys keys;

  KmsKeyGuard(KmsKeys keys) {
    this.keys = keys;
  }

  @Override
  public void check(BucketRequest request, ObjectVersion version, Purpose purpose) {
    ObjectEncryption encryption = version.encryption();
    if (encryption != null && encryption.kmsKeyId() != null && purpose != Purpose.DESCRIPTION) {
      keys.requireUsable(request, encryption.kmsKeyId());
    }
  }
}
