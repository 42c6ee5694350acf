package dev.brume.core.port;

import dev.brume.core.access.CallerIdentity;

/**
 * The service that sends something on behalf of a resource, as policies of the target see it.
 *
 * @param service its principal, such as {@code s3.amazonaws.com}
 * @param sourceArn the resource that causes it: {@code aws:SourceArn}; null where there is none
 * @param sourceAccount whose it is: {@code aws:SourceAccount}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">The confused
 *     deputy problem</a>
 */
public record Sender(String service, String sourceArn, String sourceAccount) {
  /** The sender as a caller. */
  public CallerIdentity identity() {
    return CallerIdentity.service(service, sourceArn, sourceAccount);
  }
}
