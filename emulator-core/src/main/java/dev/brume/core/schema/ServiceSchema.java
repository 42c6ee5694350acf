package dev.brume.core.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The service-level part of a model; one constant per service in generated code.
 *
 * @param id the name that Brume and LocalStack use, such as {@code sqs}, {@code dynamodbstreams},
 *     {@code events}
 * @param sdkId the name that SDKs use, such as {@code SQS}, {@code DynamoDB Streams}
 * @param namespace the model's namespace
 * @param targetPrefix the part before the dot in {@code X-Amz-Target} and names the service in
 *     rpcv2Cbor paths
 * @param signingName the service in the credential scope
 * @param endpointPrefix the first label of the service's host
 * @param version the API version, as in the query protocol's {@code Version}
 * @param protocols all its protocols; the first is the main one
 * @param xmlNamespace the namespace of XML responses, or null
 * @param queryCompatible whether JSON errors carry {@code x-amzn-query-error}
 * @param wrapsErrors false only if restXml errors come without {@code <ErrorResponse>} (S3)
 * @param errorNamespace the part before {@code #} in {@code __type} of a JSON error, or null:
 *     {@code __type} is the bare name, in awsJson1_0 with the model's namespace
 * @param bodyChecksum whether JSON responses carry {@code x-amz-crc32} (DynamoDB)
 * @param operationMap every modelled operation by name
 */
public record ServiceSchema(
    String id,
    String sdkId,
    String namespace,
    String targetPrefix,
    String signingName,
    String endpointPrefix,
    String version,
    List<ProtocolId> protocols,
    String xmlNamespace,
    boolean queryCompatible,
    boolean wrapsErrors,
    String errorNamespace,
    boolean bodyChecksum,
    Map<String, Operation<?, ?>> operationMap) {

  /** A service whose JSON errors have plain names. */
  public ServiceSchema(
      String id,
      String sdkId,
      String namespace,
      String targetPrefix,
      String signingName,
      String endpointPrefix,
      String version,
      List<ProtocolId> protocols,
      String xmlNamespace,
      boolean queryCompatible,
      boolean wrapsErrors,
      Map<String, Operation<?, ?>> operationMap) {
    this(
        id,
        sdkId,
        namespace,
        targetPrefix,
        signingName,
        endpointPrefix,
        version,
        protocols,
        xmlNamespace,
        queryCompatible,
        wrapsErrors,
        null,
        false,
        operationMap);
  }

  /** Operations by name, in the given order. */
  public static Map<String, Operation<?, ?>> operations(Operation<?, ?>... operations) {
    Map<String, Operation<?, ?>> map = LinkedHashMap.newLinkedHashMap(operations.length);
    for (Operation<?, ?> operation : operations) {
      map.put(operation.name(), operation);
    }
    return Collections.unmodifiableMap(map);
  }

  /** The operation with that name, or null. */
  public Operation<?, ?> operation(String name) {
    return operationMap.get(name);
  }
}
