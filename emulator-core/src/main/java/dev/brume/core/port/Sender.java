package dev.brume.core.port;

import dev.brume.core.access.CallerIdentity;

/**
 * The service that sends on behalf of a resource, for evaluation of the target's policy.
 *
 * @param service its principal, such as {@code s3.amazonaws.com}
 * @param sourceArn the source resource: {@code aws:SourceArn}; null if there is none
 * @param sourceAccount the source's account: {@code aws:SourceAccount}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">The confused
 *     deputy problem</a>
 */
public record Sender(String service, String sourceArn, String sourceAccount) {
  /** The sender as a caller. */
  public CallerIdentity identity() {
    return CallerIdentity.service(service, sourceArn, sourceAccount);
  }
}
