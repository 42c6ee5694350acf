package dev.brume.core.port;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Scope;
import java.util.Map;

/**
 * The symmetric keys of an account, for services that encrypt by them. All methods are quick, run
 * in a section of the store, and are not to be called under an engine's lock. Refusals are in the
 * words of the service that has the keys, for callers to put into their own.
 */
public interface EncryptionKeys {
  /**
   * The ARN of the key that {@code keyId} names, which is there, enabled and symmetric. The keys
   * that AWS manages for services ({@code alias/aws/s3}) are made on first use.
   *
   * @param caller account and region of who names it
   * @param keyId an id, an alias, or the ARN of a key or an alias
   * @throws AwsError NotFoundException, DisabledException, KMSInvalidStateException,
   *     InvalidKeyUsageException or InvalidArnException
   */
  String require(Scope caller, String keyId);

  /**
   * Encrypts up to 4 KiB, and somewhat more for services.
   *
   * @param context what must be given again to decrypt
   * @throws AwsError as {@link #require}
   */
  Blob encrypt(Scope caller, String keyId, Blob plaintext, Map<String, String> context);

  /**
   * Decrypts what {@link #encrypt} returned, by whatever key that was.
   *
   * @throws AwsError as {@link #require}, or InvalidCiphertextException
   */
  Blob decrypt(Scope caller, Blob ciphertext, Map<String, String> context);
}
