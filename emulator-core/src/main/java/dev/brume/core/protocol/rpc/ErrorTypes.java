package dev.brume.core.protocol.rpc;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.ServiceSchema;

/**
 * Errors by absolute name. Unmodelled errors belong to AWS's framework and its namespaces, as
 * observed at DynamoDB and SQS: {@code com.amazon.coral.validate#ValidationException}, {@code
 * com.amazon.coral.service#SerializationException}.
 */
final class ErrorTypes {
  private ErrorTypes() {}

  /** The error's name with its namespace. */
  static String absolute(ServiceSchema service, AwsError error) {
    String name = error.shapeName();
    if (error.value() == null) {
      boolean validation = name.equals("ValidationException");
      return (validation ? "com.amazon.coral.validate#" : "com.amazon.coral.service#") + name;
    }
    String stated = error.value().schema().error().type();
    if (stated != null) {
      return stated;
    }
    String namespace = error.value().schema().namespace();
    if (namespace.equals(service.namespace()) && service.errorNamespace() != null) {
      namespace = service.errorNamespace();
    }
    return namespace + "#" + name;
  }
}
