package dev.brume.sns;

import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Arn;
import dev.brume.sns.api.SnsErrors;
import dev.brume.sns.engine.PlatformEndpoint;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * The valid endpoints of each protocol. AWS's error texts for invalid functions, streams and
 * applications are not recorded.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html">Subscribe</a>
 */
final class SubscriptionEndpoints {
  private static final Pattern PHONE_NUMBER = Pattern.compile("\\+?[0-9() ./-]{1,24}");
  private static final Pattern ADDRESS =
      Pattern.compile("[^@\\s:/<>,;]{1,64}@[^@\\s:/<>,;]{1,255}");
  private static final Pattern NO_DIGITS = Pattern.compile("[^0-9+]");

  private static final int MAX_PORT = 65_535;

  private SubscriptionEndpoints() {}

  /**
   * Checks an endpoint; returns its stored form.
   *
   * @throws AwsError InvalidParameter
   */
  static String checked(String protocol, String endpoint) {
    switch (protocol) {
      case "sqs" -> require(isArn(endpoint, "sqs", ""), "SQS endpoint ARN");
      case "lambda" -> require(isArn(endpoint, "lambda", "function:"), "Lambda endpoint ARN");
      case "firehose" ->
          require(isArn(endpoint, "firehose", "deliverystream/"), "Firehose endpoint ARN");
      case "application" ->
          require(
              isArn(endpoint, "sns", PlatformEndpoint.ARN_PREFIX),
              "Application endpoint arn invalid");
      case "http", "https" -> checkUrl(protocol, endpoint);
      case "email", "email-json" -> require(ADDRESS.matcher(endpoint).matches(), "Email address");
      case "sms" -> {
        if (!PHONE_NUMBER.matcher(endpoint).matches()) {
          throw SnsErrors.invalidParameterException("Invalid SMS endpoint: " + endpoint);
        }
        return NO_DIGITS.matcher(endpoint).replaceAll("");
      }
      default ->
          throw SnsFaults.invalid("Amazon SNS does not support this protocol string: " + protocol);
    }
    return endpoint;
  }

  private static boolean isArn(String endpoint, String service, String prefix) {
    return Arn.parse(endpoint)
        .filter(arn -> arn.service().equals(service) && arn.resource().startsWith(prefix))
        .isPresent();
  }

  private static void checkUrl(String protocol, String endpoint) {
    require(endpoint.startsWith(protocol + "://"), "Endpoint must match the specified protocol");
    try {
      URI uri = new URI(endpoint);
      require(uri.getHost() != null && uri.getPort() <= MAX_PORT, "Unreachable Endpoint");
    } catch (URISyntaxException e) {
      throw SnsFaults.invalid("Unreachable Endpoint");
    }
  }

  private static void require(boolean isValid, String what) {
    if (!isValid) {
      throw SnsFaults.invalid(what);
    }
  }
}
