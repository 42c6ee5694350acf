package dev.brume.core.port;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Scope;
import java.util.Map;

/**
 * The symmetric keys of an account, for services that encrypt with them. All methods are fast, run
 * in a section of the store, and must not be called under an engine's lock. Errors are KMS's own;
 * callers translate them.
 */
public interface EncryptionKeys {
  /**
   * The ARN of the key that {@code keyId} names, which exists, is enabled and symmetric. AWS
   * managed keys ({@code alias/aws/s3}) are created on first use.
   *
   * @param caller the caller's account and region
   * @param keyId an id, an alias, or the ARN of a key or an alias
   * @throws AwsError NotFoundException, DisabledException, KMSInvalidStateException,
   *     InvalidKeyUsageException or InvalidArnException
   */
  String require(Scope caller, String keyId);

  /**
   * What a caller must be allowed for a service to use a key on its behalf. Services require it
   * where access is restricted, before {@link #encrypt} or {@link #decrypt}.
   *
   * @param caller who called the service
   * @param scope account and region in which the key is named
   */
  AccessQuery access(CallerIdentity caller, Scope scope, ServiceKeyUse use);

  /**
   * Encrypts up to 4 KiB, and slightly more for services.
   *
   * @param context the encryption context, required again for decryption
   * @throws AwsError as {@link #require}
   */
  Blob encrypt(Scope caller, String keyId, Blob plaintext, Map<String, String> context);

  /**
   * Decrypts the result of {@link #encrypt}, whatever its key.
   *
   * @throws AwsError as {@link #require}, or InvalidCiphertextException
   */
  Blob decrypt(Scope caller, Blob ciphertext, Map<String, String> context);
}
