package dev.brume.secretsmanager;

import dev.brume.core.schema.Blob;
import dev.brume.secretsmanager.api.SecretsManagerErrors;
import dev.brume.secretsmanager.engine.SecretQuotas;
import dev.brume.secretsmanager.engine.SecretRecord;
import dev.brume.secretsmanager.engine.SecretVersion;
import dev.brume.secretsmanager.engine.SecretsRegion;
import dev.brume.secretsmanager.engine.StagingLabels;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Adds versions to secrets. */
final class SecretValues {

  /** Refuses a string and a binary value together. */
  static void checkOne(String string, Blob binary) {
    if (string != null && binary != null) {
      throw SecretRefusals.invalidParameter(
          "You can't specify both a binary secret value and a string secret value in the same"
              + " secret.");
    }
  }

  /**
   * Adds a version whose id is the request's token. A repeated request changes nothing.
   *
   * @param stages its labels
   */
  void add(
      SecretsRegion region,
      SecretRecord secret,
      String token,
      String string,
      Blob binary,
      List<String> stages) {
    SecretVersion known = region.version(secret, token);
    if (known != null && known.isEmpty()) {
      region.putVersion(secret, known.filled(string, binary));
      for (String stage : stages) {
        StagingLabels.move(region, secret, stage, token);
      }
      return;
    }
    if (known != null) {
      if (!known.hasValue(string, binary)) {
        throw SecretRefusals.tokenInUse(token, secret);
      }
      return;
    }
    List<SecretVersion> all = region.versions(secret);
    Set<String> labels = new HashSet<>(stages);
    all.forEach(version -> labels.addAll(version.stages()));
    SecretQuotas.STAGES.require(
        labels.size(),
        most ->
            SecretsManagerErrors.limitExceededException(
                "You cannot attach more than " + most + " staging labels to a secret."));
    region.putVersion(
        secret,
        new SecretVersion(
            token,
            region.nextOrdinal(secret),
            string,
            binary,
            region.nowMillis(),
            0,
            secret.kmsKeyId(),
            List.of()));
    for (String stage : stages) {
      StagingLabels.move(region, secret, stage, token);
    }
    if (all.isEmpty()) {
      StagingLabels.move(region, secret, StagingLabels.CURRENT, token);
    }
    region.forgetOld(secret);
  }
}
