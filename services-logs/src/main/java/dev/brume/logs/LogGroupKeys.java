package dev.brume.logs;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.port.KeyLookup;
import dev.brume.core.port.Ports;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Arn;
import dev.brume.logs.api.AssociateKmsKeyRequest;
import dev.brume.logs.api.DisassociateKmsKeyRequest;

/**
 * AssociateKmsKey and DisassociateKmsKey. A group's key is stored and shown; events are not
 * encrypted by it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_AssociateKmsKey.html">
 *     AssociateKmsKey</a>
 */
final class LogGroupKeys {
  private final LogGroupFinder finder;
  private final KeyLookup keys;

  LogGroupKeys(LogGroupFinder finder, Ports ports) {
    this.finder = finder;
    keys = new KeyLookup(ports, "logs", LogGroupKeys::refusal);
  }

  private static AwsError refusal(KeyLookup.Refusal reason, String message) {
    return LogsRefusals.invalid("The specified KMS Key Id could not be found.");
  }

  /**
   * The ARN of a key, which exists and is enabled: "the ARN of the KMS key".
   *
   * @throws AwsError InvalidParameterException
   */
  String require(RequestContext context, String keyId) {
    if (Arn.parse(keyId).filter(arn -> arn.service().equals("kms")).isEmpty()) {
      throw LogsRefusals.invalid("The specified KMS Key Id is invalid.");
    }
    keys.require(context.scope(), keyId);
    return keyId;
  }

  Unit associateKmsKey(RequestContext context, AssociateKmsKeyRequest input) {
    return set(
        context,
        group(context, input.logGroupName(), input.resourceIdentifier()),
        require(context, input.kmsKeyId()));
  }

  Unit disassociateKmsKey(RequestContext context, DisassociateKmsKeyRequest input) {
    return set(context, group(context, input.logGroupName(), input.resourceIdentifier()), null);
  }

  /** Keys of query results, the other resources, are not stored. */
  static String group(RequestContext context, String name, String resource) {
    if (resource != null && resource.contains(":query-result:")) {
      throw LogsRefusals.unbuilt("Keys of query results are not implemented.");
    }
    if ((name == null) == (resource == null)) {
      throw LogsRefusals.invalid(
          "Either logGroupName or resourceIdentifier must be specified, but not both.");
    }
    return name == null ? LogGroupFinder.nameOfArn(context.scope(), resource) : name;
  }

  private Unit set(RequestContext context, String name, String keyArn) {
    return finder.with(
        context.scope(),
        name,
        (region, group) -> {
          region.put(group.withKey(keyArn));
          return Unit.INSTANCE;
        });
  }
}
