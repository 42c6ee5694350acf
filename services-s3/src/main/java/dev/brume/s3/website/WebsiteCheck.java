package dev.brume.s3.website;

import dev.brume.core.error.AwsError;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.Condition;
import dev.brume.s3.api.Redirect;
import dev.brume.s3.api.RedirectAllRequestsTo;
import dev.brume.s3.api.RoutingRule;
import dev.brume.s3.api.WebsiteConfiguration;
import java.util.List;

/**
 * Checks website configurations.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html">Configuring
 *     a webpage redirect</a>
 */
final class WebsiteCheck {
  private static final int MAX_RULES = 50;

  private WebsiteCheck() {}

  /**
   * Refuses invalid configurations.
   *
   * @throws AwsError InvalidArgument, InvalidRequest or MalformedXML
   */
  static void check(WebsiteConfiguration configuration) {
    RedirectAllRequestsTo all = configuration.redirectAllRequestsTo();
    if (all != null) {
      checkRedirect(all, configuration);
      return;
    }
    if (configuration.indexDocument() == null) {
      throw argument(
          "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty",
          "IndexDocument",
          "null");
    }
    String suffix = configuration.indexDocument().suffix();
    if (suffix == null || suffix.isEmpty() || suffix.indexOf('/') >= 0) {
      throw argument("The IndexDocument Suffix is not well formed", "IndexDocument", suffix);
    }
    if (configuration.errorDocument() != null) {
      String key = configuration.errorDocument().key();
      if (key == null || key.isEmpty()) {
        throw argument("The ErrorDocument Key is not well formed", "ErrorDocument", key);
      }
    }
    checkRules(configuration.routingRules());
  }

  private static void checkRedirect(RedirectAllRequestsTo all, WebsiteConfiguration configuration) {
    if (configuration.indexDocument() != null
        || configuration.errorDocument() != null
        || configuration.routingRules() != null) {
      throw argument(
          "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.",
          "RedirectAllRequestsTo",
          "not null");
    }
    if (all.hostName() == null || all.hostName().isEmpty()) {
      throw S3Refusals.malformedXml();
    }
    checkProtocol(all.protocol());
  }

  private static AwsError argument(String message, String name, String value) {
    return S3Refusals.invalidArgument(message, name, value);
  }

  private static void checkProtocol(String protocol) {
    if (protocol != null && !protocol.equals("http") && !protocol.equals("https")) {
      throw S3Refusals.invalidRequest(
          "Invalid protocol, protocol can be http or https. If not defined the protocol will be"
              + " selected automatically.");
    }
  }

  private static void checkRules(List<RoutingRule> rules) {
    if (rules == null) {
      return;
    }
    if (rules.isEmpty()) {
      throw S3Refusals.malformedXml();
    }
    if (rules.size() > MAX_RULES) {
      throw S3Refusals.invalidRequest(
          rules.size()
              + " routing rules provided, the number of routing rules in a website configuration is"
              + " limited to "
              + MAX_RULES
              + ".");
    }
    for (RoutingRule rule : rules) {
      if (rule.redirect() == null) {
        throw S3Refusals.malformedXml();
      }
      check(rule.redirect());
      if (rule.condition() != null) {
        check(rule.condition());
      }
    }
  }

  private static void check(Redirect redirect) {
    checkProtocol(redirect.protocol());
    if (redirect.hostName() == null
        && redirect.httpRedirectCode() == null
        && redirect.protocol() == null
        && redirect.replaceKeyWith() == null
        && redirect.replaceKeyPrefixWith() == null) {
      throw S3Refusals.malformedXml();
    }
    if (redirect.replaceKeyWith() != null && redirect.replaceKeyPrefixWith() != null) {
      throw S3Refusals.invalidRequest(
          "You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
    }
    String code = redirect.httpRedirectCode();
    if (code != null && (!isStatus(code, '3', '3') || code.equals("300"))) {
      throw S3Refusals.invalidRequest(
          "The provided HTTP redirect code ("
              + code
              + ") is not valid. Valid codes are 3XX except 300.");
    }
  }

  private static void check(Condition condition) {
    String code = condition.httpErrorCodeReturnedEquals();
    if (code == null && condition.keyPrefixEquals() == null) {
      throw S3Refusals.invalidRequest(
          "Condition cannot be empty. To redirect all requests without a condition, the condition"
              + " element shouldn't be present.");
    }
    if (code != null && !isStatus(code, '4', '5')) {
      throw S3Refusals.invalidRequest(
          "The provided HTTP error code (" + code + ") is not valid. Valid codes are 4XX or 5XX.");
    }
  }

  private static boolean isStatus(String code, char lowest, char highest) {
    return code.length() == 3
        && code.charAt(0) >= lowest
        && code.charAt(0) <= highest
        && Character.isDigit(code.charAt(1))
        && Character.isDigit(code.charAt(2));
  }
}
