package dev.brume.s3.access;

import dev.brume.core.error.AwsError;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyRules;
import dev.brume.core.policy.PublicAccess;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The parsed policy of a bucket or an access point.
 *
 * @param text JSON without insignificant white space
 * @param policy the parsed policy
 * @param isPublic whether it grants public access
 */
record BucketPolicy(String text, Policy policy, boolean isPublic) {
  /**
   * "Bucket policies are limited to 20 KB in size"; the same for access points. S3 counts the
   * stored form.
   */
  static final int MAX_BYTES = 20 * 1024;

  private static final Set<String> LIMITING_KEYS =
      Set.of("s3:x-amz-server-side-encryption-aws-kms-key-id", "s3:dataaccesspointaccount");

  private static final PublicAccess OF_BUCKETS =
      new PublicAccess(LIMITING_KEYS, Set.of("s3:dataaccesspointarn"));

  /** {@code s3:DataAccessPointArn} does not limit the policy of an access point. */
  private static final PublicAccess OF_ACCESS_POINTS = new PublicAccess(LIMITING_KEYS, Set.of());

  /**
   * Parses a new policy of a bucket or an access point.
   *
   * @param vocabulary the names that it may use
   * @throws AwsError MalformedPolicy
   */
  static BucketPolicy parse(String given, BucketVocabulary vocabulary) {
    PolicyRules rules = PolicyRules.ofResource(Integer.MAX_VALUE).withVocabulary(vocabulary);
    try {
      Policy policy = Policy.parse(given, rules);
      String text = compact(given);
      if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
        throw PolicyErrors.tooLong();
      }
      return of(text, policy, vocabulary.isOfAccessPoint());
    } catch (PolicyFault fault) {
      throw PolicyErrors.of(fault);
    }
  }

  /** Parses a bucket's stored policy, which was checked when it was set. */
  static BucketPolicy read(String text) {
    return read(text, false);
  }

  /** The same for an access point's policy. */
  static BucketPolicy readOfAccessPoint(String text) {
    return read(text, true);
  }

  private static BucketPolicy read(String text, boolean ofAccessPoint) {
    try {
      return of(text, Policy.parse(text, PolicyRules.ofResource(Integer.MAX_VALUE)), ofAccessPoint);
    } catch (PolicyFault fault) {
      throw new IllegalStateException(fault);
    }
  }

  private static BucketPolicy of(String text, Policy policy, boolean ofAccessPoint) {
    boolean isPublic = (ofAccessPoint ? OF_ACCESS_POINTS : OF_BUCKETS).isPublic(policy);
    return new BucketPolicy(text, policy, isPublic);
  }

  /** The policy under its owner's name; null if {@code policy} is null. */
  static Policy of(BucketPolicy policy, String arn) {
    return policy == null ? null : policy.policy().named("policy of " + arn);
  }

  /** Valid JSON without the white space outside of strings. */
  private static String compact(String json) {
    StringBuilder text = new StringBuilder(json.length());
    boolean inString = false;
    for (int i = 0; i < json.length(); i++) {
      char character = json.charAt(i);
      if (inString && character == '\\') {
        text.append(character).append(json.charAt(++i));
        continue;
      }
      inString ^= character == '"';
      if (inString || !isWhiteSpace(character)) {
        text.append(character);
      }
    }
    return text.toString();
  }

  private static boolean isWhiteSpace(char character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
  }
}
