package dev.brume.s3.encryption;

import dev.brume.s3.Feature;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.GuardedBinder;
import dev.brume.s3.api.S3Api;

/** Encryption of objects, and the default encryption of buckets. */
public final class EncryptionFeature implements Feature {
  @Override
  public void join(FeatureContext s3) {
    EncryptionHeaders headers = new EncryptionHeaders();
    s3.hooks().answers().add(headers);
    s3.hooks().creations().add(headers);
    s3.hooks().readGuards().add(new CustomerKeyGuard());
    KmsKeys keys = new KmsKeys(s3.surroundings().ports());
    s3.hooks().readGuards().add(new KmsKeyGuard(keys));
    s3.hooks()
        .drafts()
        .add(new RequestedEncryption(s3.ids(), keys, s3.options().customerKeysNeedTls()));

    GuardedBinder b = s3.operations();
    EncryptionOperations encryption = new EncryptionOperations();
    b.onBucket(S3Api.DELETE_BUCKET_ENCRYPTION, encryption::deleteBucketEncryption);
    b.onBucket(S3Api.GET_BUCKET_ENCRYPTION, encryption::getBucketEncryption);
    b.onBucket(S3Api.PUT_BUCKET_ENCRYPTION, encryption::putBucketEncryption);
    b.onBucket(
        S3Api.UPDATE_OBJECT_ENCRYPTION,
        new UpdateEncryptionOperation(keys)::updateObjectEncryption);
  }
}
