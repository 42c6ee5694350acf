package dev.brume.s3.encryption;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.port.EncryptionKeys;
import dev.brume.core.port.Ports;
import dev.brume.core.port.ServiceKeyUse;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.S3Errors;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * The KMS keys of objects. KMS determines whether a key exists and is usable; if no service
 * provides keys, any key is accepted.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html">Using
 *     server-side encryption with AWS KMS keys</a>
 */
public final class KmsKeys {
  /** "If you don't specify a key, Amazon S3 uses the AWS managed key (aws/s3)." */
  private static final String OWN_KEY = "alias/aws/s3";

  private static final String PREFIX = "KMS.";
  private static final String NOT_FOUND = "NotFoundException";
  private static final int BAD_REQUEST = 400;

  private final Ports ports;

  /**
   * @param ports provide the keys
   */
  public KmsKeys(Ports ports) {
    this.ports = ports;
  }

  /**
   * The ARN of the usable key that a request names; of the account's AWS managed key for S3 if it
   * names none. Names without an account belong to the caller's account and the bucket's region.
   *
   * @param named an id, an alias, an ARN of either, or null
   * @throws AwsError KMS.NotFoundException, KMS.DisabledException, KMS.KMSInvalidStateException, or
   *     AccessDenied where the caller may not use the key
   */
  String arn(BucketRequest request, String named) {
    Scope bucket = request.bucket().scope();
    String requester = request.requester();
    String arn = arn(requester == null ? bucket : new Scope(requester, bucket.region()), named);
    require(request, "GenerateDataKey", arn);
    return arn;
  }

  /** The caller must be allowed to use the key, through S3. */
  private void require(BucketRequest request, String action, String keyArn) {
    EncryptionKeys keys = ports.look(EncryptionKeys.class).orElse(null);
    RequestContext context = request.context();
    if (keys != null && context.access().isRestricted()) {
      Scope scope = Arn.parse(keyArn).map(Arn::scope).orElse(context.scope());
      ServiceKeyUse use = new ServiceKeyUse("s3", action, keyArn, Map.of());
      context.require(keys.access(context.identity(), scope, use));
    }
  }

  /**
   * The same for a scope.
   *
   * @throws AwsError as {@link #arn(BucketRequest, String)}
   */
  public String arn(Scope scope, String named) {
    boolean own = named == null || named.isEmpty();
    EncryptionKeys keys = ports.look(EncryptionKeys.class).orElse(null);
    if (keys == null) {
      return own ? arnOf(scope, "key/" + ownKeyOf(scope)) : assumed(scope, named);
    }
    try {
      return keys.require(scope, own ? OWN_KEY : named);
    } catch (AwsError e) {
      throw e.isClientFault() ? refusal(e) : e;
    }
  }

  /**
   * Requires that an object's key is usable for decryption.
   *
   * @throws AwsError KMS.DisabledException, KMS.KMSInvalidStateException, or AccessDenied if the
   *     key no longer exists
   */
  void requireUsable(BucketRequest request, String keyArn) {
    require(request, "Decrypt", keyArn);
    EncryptionKeys keys = ports.look(EncryptionKeys.class).orElse(null);
    if (keys == null) {
      return;
    }
    try {
      keys.require(Arn.parse(keyArn).orElseThrow().scope(), keyArn);
    } catch (AwsError e) {
      if (e.code().equals(NOT_FOUND)) {
        // KMS's words for decryption with an unknown key.
        throw S3Errors.accessDenied(
            "The ciphertext refers to a customer master key that does not exist, does not exist in"
                + " this region, or you are not allowed to access.");
      }
      throw e.isClientFault() ? refusal(e) : e;
    }
  }

  /** Whether an error of {@link #arn} means that the key does not exist. */
  public static boolean isMissing(AwsError refusal) {
    return refusal.code().equals(PREFIX + NOT_FOUND);
  }

  /** KMS's errors get the prefix of its name. */
  private static AwsError refusal(AwsError cause) {
    return AwsError.client(PREFIX + cause.code(), BAD_REQUEST, cause.getMessage());
  }

  private static String assumed(Scope scope, String named) {
    if (named.startsWith("arn:")) {
      return named;
    }
    boolean resource = named.startsWith("alias/") || named.startsWith("key/");
    return arnOf(scope, resource ? named : "key/" + named);
  }

  private static String arnOf(Scope scope, String resource) {
    return scope.arn("kms", resource).toString();
  }

  /** The same value for an account and region at all times. */
  private static UUID ownKeyOf(Scope scope) {
    String name = "aws/s3 " + scope.account() + " " + scope.region();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII));
  }
}
