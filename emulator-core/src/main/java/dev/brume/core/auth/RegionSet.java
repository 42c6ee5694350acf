package dev.brume.core.auth;

import dev.brume.core.scope.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * The regions of a version 4A signature: names separated by commas, in which an asterisk matches
 * any characters.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">Signature
 *     Version 4: how SigV4a works</a>
 */
public final class RegionSet {
  /** An empty set. */
  static final RegionSet NONE = new RegionSet(List.of());

  /**
   * The regions that a wildcard may select if it does not match us-east-1: the first match. They
   * are enabled in every account.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html">
   *     AWS Regions</a>
   */
  private static final List<String> USUAL =
      List.of(
          Scope.DEFAULT_REGION,
          "us-east-2",
          "us-west-1",
          "us-west-2",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "eu-central-1",
          "eu-north-1",
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-southeast-1",
          "ap-southeast-2",
          "ap-south-1",
          "ca-central-1",
          "sa-east-1");

  private final List<String> patterns;

  private RegionSet(List<String> patterns) {
    this.patterns = patterns;
  }

  /**
   * Parses {@code X-Amz-Region-Set}.
   *
   * @param text may be null
   */
  static RegionSet parse(String text) {
    if (text == null) {
      return NONE;
    }
    List<String> patterns = new ArrayList<>(2);
    for (String part : text.split(",")) {
      String pattern = part.strip();
      if (!pattern.isEmpty()) {
        patterns.add(pattern);
      }
    }
    return patterns.isEmpty() ? NONE : new RegionSet(List.copyOf(patterns));
  }

  /** Whether it contains no region. */
  boolean isEmpty() {
    return patterns.isEmpty();
  }

  /** Whether the signature is for {@code region}. */
  public boolean contains(String region) {
    for (String pattern : patterns) {
      if (matches(pattern, region)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The region of a request that is signed for this set and whose address names none: the first
   * literal region, else the first default region that a wildcard matches.
   *
   * @return null if there is none
   */
  public String first() {
    for (String pattern : patterns) {
      if (pattern.indexOf('*') < 0) {
        return pattern;
      }
    }
    for (String region : USUAL) {
      if (contains(region)) {
        return region;
      }
    }
    return null;
  }

  /** Compares piece by piece between the asterisks, without further backtracking. */
  private static boolean matches(String pattern, String name) {
    int at = 0;
    int in = 0;
    int star = -1;
    int retry = 0;
    while (in < name.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        retry = in;
      } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(in)) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++retry;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }

  @Override
  public String toString() {
    return String.join(",", patterns);
  }
}
