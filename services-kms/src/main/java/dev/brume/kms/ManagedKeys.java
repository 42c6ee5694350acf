package dev.brume.kms;

import dev.brume.core.id.Ids;
import dev.brume.core.scope.Scope;
import dev.brume.kms.engine.AliasRecord;
import dev.brume.kms.engine.KeyKind;
import dev.brume.kms.engine.KeyOrigin;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KeyRotation;
import dev.brume.kms.engine.KeySettings;
import dev.brume.kms.engine.KeyUsage;
import dev.brume.kms.engine.KmsAccount;
import dev.brume.kms.engine.KmsQuotas;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The AWS managed keys of an account, with aliases {@code alias/aws/…}. They are created on first
 * use.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-key">AWS
 *     managed keys</a>
 */
final class ManagedKeys {
  static final String PREFIX = "alias/aws/";

  private static final Set<String> SERVICES =
      Set.of(
          "acm",
          "backup",
          "cloud9",
          "codeartifact",
          "codebuild",
          "codecommit",
          "connect",
          "dms",
          "dynamodb",
          "ebs",
          "elasticfilesystem",
          "es",
          "fsx",
          "glue",
          "kinesis",
          "kinesisvideo",
          "lambda",
          "lightsail",
          "rds",
          "redshift",
          "s3",
          "secretsmanager",
          "ses",
          "sns",
          "sqs",
          "ssm",
          "workspaces",
          "xray");

  /** AWS's description of a key, if known. Recorded on AWS, 08-10-2025 and 21-02-2026. */
  private static final Map<String, String> PROTECTED =
      Map.of("dynamodb", "DynamoDB data", "s3", "S3 objects");

  private final Ids ids;

  ManagedKeys(Ids ids) {
    this.ids = ids;
  }

  /** Creates the key of an alias; empty if no service has such a key. Under the lock. */
  Optional<KeyRecord> make(KmsAccount account, Scope scope, String alias) {
    if (!alias.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String service = alias.substring(PREFIX.length());
    if (!SERVICES.contains(service)) {
      return Optional.empty();
    }
    long now = account.nowMillis();
    String what = PROTECTED.getOrDefault(service, service + " data");
    String description = "Default key that protects my " + what + " when no other key is defined";
    KeyRecord key =
        new KeyRecord(
            scope.account(),
            scope.region(),
            ids.uuid(),
            KeyKind.SYMMETRIC_DEFAULT,
            KeyUsage.ENCRYPT_DECRYPT,
            KeyOrigin.AWS_KMS,
            service,
            null,
            now,
            now,
            null,
            null,
            new KeySettings(description, true, KeyPolicies.managed(scope, service), Map.of()),
            new KeyRotation(
                KmsQuotas.ROTATION_DAYS, now + Duration.ofDays(KmsQuotas.ROTATION_DAYS).toMillis()),
            null);
    account.keys().put(key);
    account.keys().rotate(key, now, false);
    account.aliases().put(scope.region(), alias, new AliasRecord(key.id(), now, now));
    return Optional.of(account.keys().find(scope.region(), key.id()));
  }
}
