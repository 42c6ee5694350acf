package dev.brume.core.port;

import java.util.Map;

/**
 * What a service does with a key on somebody's behalf.
 *
 * @param service as {@code kms:ViaService} begins: {@code ssm}
 * @param action of KMS without its prefix: {@code Decrypt}
 * @param keyId as {@link EncryptionKeys#require} takes it; the key is there
 * @param context the encryption context
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service">kms:ViaService</a>
 */
public record ServiceKeyUse(
    String service, String action, String keyId, Map<String, String> context) {}
