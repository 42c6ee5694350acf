package dev.brume.core.error;

import java.util.HashMap;
import java.util.Map;

/**
 * The unmodelled errors common to all AWS services. AWS's framework uses one name in JSON ({@code
 * __type}) and another in the query protocols and in {@code x-amzn-query-error}; an {@link
 * AwsError} may be created with either.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
final class CommonErrors {
  private static final Map<String, String> QUERY_CODES =
      Map.ofEntries(
          Map.entry("AccessDeniedException", "AccessDenied"),
          Map.entry("ExpiredTokenException", "ExpiredToken"),
          Map.entry("IncompleteSignatureException", "IncompleteSignature"),
          Map.entry("InvalidParameterCombinationException", "InvalidParameterCombination"),
          Map.entry("InvalidParameterValueException", "InvalidParameterValue"),
          Map.entry("InvalidSignatureException", "SignatureDoesNotMatch"),
          Map.entry("MissingAuthenticationTokenException", "MissingAuthenticationToken"),
          Map.entry("MissingRequiredParameterException", "MissingParameter"),
          Map.entry("SerializationException", "MalformedInput"),
          Map.entry("ServiceUnavailableException", "ServiceUnavailable"),
          Map.entry("ThrottlingException", "Throttling"),
          Map.entry("UnknownOperationException", "InvalidAction"),
          Map.entry("UnrecognizedClientException", "InvalidClientTokenId"),
          Map.entry("ValidationException", "ValidationError"));

  private static final Map<String, String> SHAPE_NAMES = inverse(QUERY_CODES);

  private CommonErrors() {}

  private static Map<String, String> inverse(Map<String, String> map) {
    Map<String, String> turned = new HashMap<>();
    for (Map.Entry<String, String> entry : map.entrySet()) {
      turned.put(entry.getValue(), entry.getKey());
    }
    return Map.copyOf(turned);
  }

  /** The query protocols' name of the error with either name {@code code}. */
  static String queryCode(String code) {
    return QUERY_CODES.getOrDefault(code, code);
  }

  /** The JSON name of the error with either name {@code code}. */
  static String shapeName(String code) {
    return SHAPE_NAMES.getOrDefault(code, code);
  }
}
