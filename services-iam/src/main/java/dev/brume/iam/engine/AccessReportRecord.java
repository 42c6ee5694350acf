package dev.brume.iam.engine;

import java.util.List;

/**
 * A report of the services that an entity may use, and of when it did.
 *
 * @param createdMillis when it was asked for, and made
 * @param services by their namespaces
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetails.html">GetServiceLastAccessedDetails</a>
 */
public record AccessReportRecord(long createdMillis, List<ReportedService> services) {

  /**
   * A service that may be used.
   *
   * @param namespace such as {@code s3}
   * @param entities who may use it, those who did it last first
   */
  public record ReportedService(String namespace, List<EntityAccess> entities) {}

  /**
   * Who may use a service.
   *
   * @param type {@code USER} or {@code ROLE}
   * @param millis when he last did; null where he did not
   * @param region where he did; null where he did not
   */
  public record EntityAccess(
      String arn, String name, String type, String id, String path, Long millis, String region) {}
}
