package dev.brume.iam.engine;

/**
 * A long-term access key.
 *
 * @param user its user; null for the account's root user
 * @param active whether it is active
 * @param createdMillis when it was created
 * @param usedMillis when it was last used; null for never
 * @param usedService the service of that request, such as {@code s3}
 * @param usedRegion the region of that request
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKey.html">
 *     AccessKey</a>
 */
public record AccessKeyRecord(
    String id,
    String secret,
    String user,
    boolean active,
    long createdMillis,
    Long usedMillis,
    String usedService,
    String usedRegion) {

  /** The status in AWS's spelling. */
  public String status() {
    return active ? "Active" : "Inactive";
  }

  /** The same, active or inactive. */
  public AccessKeyRecord activated(boolean nowActive) {
    return new AccessKeyRecord(
        id, secret, user, nowActive, createdMillis, usedMillis, usedService, usedRegion);
  }

  /** The same for a renamed user. */
  public AccessKeyRecord of(String newUser) {
    return new AccessKeyRecord(
        id, secret, newUser, active, createdMillis, usedMillis, usedService, usedRegion);
  }

  /** The same with another last use. */
  public AccessKeyRecord used(long millis, String service, String region) {
    return new AccessKeyRecord(id, secret, user, active, createdMillis, millis, service, region);
  }
}
