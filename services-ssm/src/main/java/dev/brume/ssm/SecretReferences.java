package dev.brume.ssm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.port.Ports;
import dev.brume.core.port.SecretSource;
import dev.brume.core.port.SecretSource.StoredSecret;
import dev.brume.ssm.api.Parameter;
import dev.brume.ssm.api.SsmErrors;
import java.time.Instant;
import java.util.Base64;

/**
 * Secrets of Secrets Manager that are read as parameters. The caller needs permissions for both.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/integration-ps-secretsmanager.html">Referencing
 *     AWS Secrets Manager secrets from Parameter Store parameters</a>
 */
final class SecretReferences {
  private static final String PREFIX = "/aws/reference/secretsmanager/";

  private final Ports ports;

  SecretReferences(Ports ports) {
    this.ports = ports;
  }

  /** Whether a name refers to a secret. */
  static boolean isOne(String name) {
    return name.startsWith(PREFIX);
  }

  /**
   * The secret with a name.
   *
   * @throws AwsError ValidationException, ParameterNotFound
   */
  Parameter get(RequestContext context, String name, boolean decrypt) {
    if (!decrypt) {
      throw ParameterRefusals.invalid(
          "WithDecryption flag must be True for retrieving a Secret Manager secret.");
    }
    SecretSource secrets = ports.look(SecretSource.class).orElse(null);
    String id = name.substring(PREFIX.length());
    if (secrets == null) {
      throw notFound(name);
    }
    context.require(secrets.access(context.scope(), id));
    StoredSecret secret = read(context, secrets, id, name);
    return Parameter.builder()
        .name(name)
        .type("SecureString")
        .value(secret.string() == null ? base64(secret) : secret.string())
        .version(0L)
        .sourceResult(sourceResult(secret))
        .lastModifiedDate(Instant.ofEpochMilli(secret.createdMillis()))
        .arn(secret.arn())
        .dataType("text")
        .build();
  }

  private static StoredSecret read(
      RequestContext context, SecretSource secrets, String id, String name) {
    try {
      return secrets.read(context.requester(), context.scope(), id);
    } catch (AwsError e) {
      throw e.code().equals("ResourceNotFoundException") ? notFound(name) : e;
    }
  }

  private static AwsError notFound(String name) {
    return SsmErrors.parameterNotFound(
        "An error occurred (ParameterNotFound) when referencing Secrets Manager: Secret "
            + name
            + " not found.");
  }

  private static String base64(StoredSecret secret) {
    return Base64.getEncoder().encodeToString(secret.binary().bytes());
  }

  /** The response of GetSecretValue, as JSON. */
  private static String sourceResult(StoredSecret secret) {
    ObjectNode result = JsonDocument.newObject();
    result.put("ARN", secret.arn()).put("name", secret.name());
    result.put("versionId", secret.versionId());
    if (secret.string() == null) {
      result.put("secretBinary", base64(secret));
    } else {
      result.put("secretString", secret.string());
    }
    secret.stages().forEach(result.putArray("versionStages")::add);
    result.put("createdDate", Instant.ofEpochMilli(secret.createdMillis()).toString());
    return JsonDocument.text(result);
  }
}
