package dev.brume.s3.encryption;

import dev.brume.core.scope.Scope;
import dev.brume.s3.engine.Bucket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The ARNs of keys in KMS. Whether a key exists, and what an alias stands for, only KMS could tell:
 * what a client names is taken.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html">Using
 *     server-side encryption with AWS KMS keys</a>
 */
public final class KmsKeys {
  private KmsKeys() {}

  /**
   * The ARN of the key that a client names; of the account's own key for S3 where it names none.
   */
  public static String arn(Bucket bucket, String named) {
    if (named == null || named.isEmpty()) {
      return arn(bucket.scope(), "key/" + ownKeyOf(bucket.scope()));
    }
    if (named.startsWith("arn:")) {
      return named;
    }
    boolean resource = named.startsWith("alias/") || named.startsWith("key/");
    return arn(bucket.scope(), resource ? named : "key/" + named);
  }

  private static String arn(Scope scope, String resource) {
    return scope.arn("kms", resource).toString();
  }

  /** The same for an account and region at all times. */
  private static UUID ownKeyOf(Scope scope) {
    String name = "aws/s3 " + scope.account() + " " + scope.region();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII));
  }
}
