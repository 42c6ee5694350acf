package dev.brume.core.scope;

import java.util.Optional;

/**
 * An Amazon Resource Name. Region and account may be empty, as S3's are.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs</a>
 */
public record Arn(
    String partition, String service, String region, String account, String resource) {

  /**
   * Reads {@code arn:partition:service:region:account:resource}; empty where {@code text} is no
   * ARN.
   */
  public static Optional<Arn> parse(String text) {
    if (text == null || !text.startsWith("arn:")) {
      return Optional.empty();
    }
    String[] parts = text.split(":", 6);
    if (parts.length < 6 || parts[1].isEmpty() || parts[2].isEmpty() || parts[5].isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
  }

  /** The scope that the resource lives in. */
  public Scope scope() {
    return new Scope(account, region);
  }

  @Override
  public String toString() {
    return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
  }
}
