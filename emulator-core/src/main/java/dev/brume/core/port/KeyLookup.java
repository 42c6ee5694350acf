package dev.brume.core.port;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.access.Requester;
import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Scope;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Looks up the KMS keys of a service's resources when they are used, and translates KMS's errors
 * into the service's own. If no service provides keys, all keys are assumed to exist.
 */
public final class KeyLookup {
  /**
   * What a service does to encrypt: it makes a data key, and decrypts it to verify that.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html">Configuring
   *     KMS permissions for Amazon SQS: the producer needs kms:GenerateDataKey and kms:Decrypt</a>
   */
  public static final List<String> ENCRYPTION = List.of("GenerateDataKey", "Decrypt");

  /** What a service does to decrypt. */
  public static final List<String> DECRYPTION = List.of("Decrypt");

  private final Ports ports;
  private final String service;
  private final BiFunction<Refusal, String, AwsError> wording;

  /** Why a key can't be used. */
  public enum Refusal {
    NOT_FOUND,
    DISABLED,
    /** It is pending deletion, or has no key material. */
    INVALID_STATE,
    /** It is not for encryption, or not symmetric. */
    INVALID_KEY_USAGE,
    /** The caller may not use it. */
    ACCESS_DENIED
  }

  /**
   * @param service as {@code kms:ViaService} begins: {@code sqs}
   * @param wording creates the service's error from a refusal and KMS's message
   */
  public KeyLookup(Ports ports, String service, BiFunction<Refusal, String, AwsError> wording) {
    this.ports = ports;
    this.service = service;
    this.wording = wording;
  }

  /**
   * Requires a usable key. Not under an engine's lock.
   *
   * @param scope the scope of the resource that names it
   * @param keyId as for {@link EncryptionKeys#require}; null for none, which is permitted
   * @throws AwsError in the service's words
   */
  public void require(Scope scope, String keyId) {
    if (keyId == null || keyId.isEmpty()) {
      return;
    }
    EncryptionKeys keys = ports.look(EncryptionKeys.class).orElse(null);
    if (keys == null) {
      return;
    }
    try {
      keys.require(scope, keyId);
    } catch (AwsError e) {
      throw e.isClientFault() ? wording.apply(refusal(e.code()), e.getMessage()) : e;
    }
  }

  /**
   * The same, and requires that the caller may use the key through the service. Call in a section
   * of the store.
   *
   * @param caller on whose behalf
   * @param context the encryption context
   * @param actions of KMS without its prefix: {@link #ENCRYPTION} or {@link #DECRYPTION}
   * @throws AwsError in the service's words
   */
  public void require(
      Requester caller,
      Scope scope,
      String keyId,
      Map<String, String> context,
      List<String> actions) {
    require(scope, keyId);
    if (keyId == null || keyId.isEmpty() || !caller.access().isRestricted()) {
      return;
    }
    EncryptionKeys keys = ports.look(EncryptionKeys.class).orElse(null);
    if (keys == null) {
      return;
    }
    CallerIdentity identity = caller.identity().get();
    for (String action : actions) {
      ServiceKeyUse use = new ServiceKeyUse(service, action, keyId, context);
      AwsError refusal =
          caller
              .access()
              .refusal(
                  identity,
                  keys.access(identity, scope, use),
                  denial -> wording.apply(Refusal.ACCESS_DENIED, denial.message()));
      if (refusal != null) {
        throw refusal;
      }
    }
  }

  /**
   * The refusal of a key that another service needs to send to a resource on its own behalf: the
   * key's policy must allow that service. Null if the key is usable, or there is none.
   *
   * @param context the encryption context
   * @see <a
   *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html">Setting
   *     up encryption with an encrypted Amazon SQS queue subscription</a>
   */
  public DeliveryOutcome refusal(
      Authorizer authorizer,
      Sender sender,
      Scope scope,
      String keyId,
      Map<String, String> context) {
    EncryptionKeys keys = ports.look(EncryptionKeys.class).orElse(null);
    if (keyId == null || keyId.isEmpty() || keys == null) {
      return null;
    }
    try {
      require(scope, keyId);
    } catch (AwsError e) {
      return DeliveryOutcome.denied(e.queryCode(), e.getMessage());
    }
    if (authorizer.mode() == Authorizer.Mode.OFF) {
      return null;
    }
    CallerIdentity identity = sender.identity();
    for (String action : ENCRYPTION) {
      ServiceKeyUse use = new ServiceKeyUse(service, action, keyId, context);
      AccessQuery query = keys.access(identity, scope, use);
      if (!authorizer.admits(identity, query)) {
        String why = sender.service() + " may not use the key " + query.target().arn();
        return DeliveryOutcome.denied(wording.apply(Refusal.ACCESS_DENIED, why).queryCode(), why);
      }
    }
    return null;
  }

  private static Refusal refusal(String code) {
    if (code.endsWith("InvalidStateException")) {
      return Refusal.INVALID_STATE;
    }
    return switch (code) {
      case "DisabledException" -> Refusal.DISABLED;
      case "InvalidKeyUsageException" -> Refusal.INVALID_KEY_USAGE;
      default -> Refusal.NOT_FOUND;
    };
  }
}
