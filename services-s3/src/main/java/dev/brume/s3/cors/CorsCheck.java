package dev.brume.s3.cors;

import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.CORSConfiguration;
import dev.brume.s3.api.CORSRule;
import java.util.List;
import java.util.Set;

/**
 * Checks CORS configurations.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html">Elements of
 *     a CORS configuration</a>
 */
final class CorsCheck {
  private static final int MAX_RULES = 100;
  private static final int MAX_ID_LENGTH = 255;
  private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "HEAD");
  private static final String WILDCARD = "*";

  private CorsCheck() {}

  /**
   * Refuses invalid configurations.
   *
   * @throws dev.brume.core.error.AwsError MalformedXML, InvalidRequest or InvalidArgument
   */
  static void check(CORSConfiguration configuration) {
    List<CORSRule> rules = configuration.corsRules();
    if (rules == null || rules.isEmpty()) {
      throw S3Refusals.malformedXml();
    }
    if (rules.size() > MAX_RULES) {
      throw S3Refusals.invalidRequest(
          "The number of CORS rules should not exceed allowed limit of 100 rules.");
    }
    rules.forEach(CorsCheck::check);
  }

  private static void check(CORSRule rule) {
    if (isEmpty(rule.allowedMethods()) || isEmpty(rule.allowedOrigins())) {
      throw S3Refusals.malformedXml();
    }
    if (rule.maxAgeSeconds() != null && rule.maxAgeSeconds() < 0) {
      throw S3Refusals.malformedXml();
    }
    if (rule.id() != null && rule.id().length() > MAX_ID_LENGTH) {
      throw S3Refusals.invalidArgument(
          "ID length should not exceed allowed limit of 255", "ID", rule.id());
    }
    for (String method : rule.allowedMethods()) {
      if (!METHODS.contains(method)) {
        throw S3Refusals.invalidRequest(
            "Found unsupported HTTP method in CORS config. Unsupported method is " + method);
      }
    }
    rule.allowedOrigins().forEach(origin -> checkWildcard("AllowedOrigin", origin));
    if (rule.allowedHeaders() != null) {
      rule.allowedHeaders().forEach(header -> checkWildcard("AllowedHeader", header));
    }
    if (rule.exposeHeaders() != null) {
      rule.exposeHeaders().forEach(CorsCheck::checkExposed);
    }
  }

  private static boolean isEmpty(List<String> values) {
    return values == null || values.isEmpty();
  }

  private static void checkWildcard(String element, String pattern) {
    if (pattern.indexOf(WILDCARD) != pattern.lastIndexOf(WILDCARD)) {
      throw S3Refusals.invalidRequest(
          element + " \"" + pattern + "\" can not have more than one wildcard.");
    }
  }

  private static void checkExposed(String header) {
    if (header.contains(WILDCARD)) {
      throw S3Refusals.invalidRequest(
          "ExposeHeader \""
              + header
              + "\" contains wildcard. We currently do not support wildcard for ExposeHeader.");
    }
  }
}
