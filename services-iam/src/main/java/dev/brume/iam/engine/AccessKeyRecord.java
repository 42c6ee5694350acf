package dev.brume.iam.engine;

/**
 * A long-term access key.
 *
 * @param user who has it; null for the account's root user
 * @param active whether it may be used
 * @param createdMillis when it was created
 * @param usedMillis when it was last used; null where never
 * @param usedService the service that was called then, such as {@code s3}
 * @param usedRegion the region that was called then
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

  /** The status as AWS writes it. */
  public String status() {
    return active ? "Active" : "Inactive";
  }

  /** The same, to be used or not. */
  public AccessKeyRecord activated(boolean nowActive) {
    return new AccessKeyRecord(
        id, secret, user, nowActive, createdMillis, usedMillis, usedService, usedRegion);
  }

  /** The same of a user with another name. */
  public AccessKeyRecord of(String newUser) {
    return new AccessKeyRecord(
        id, secret, newUser, active, createdMillis, usedMillis, usedService, usedRegion);
  }

  /** The same, used again. */
  public AccessKeyRecord used(long millis, String service, String region) {
    return new AccessKeyRecord(id, secret, user, active, createdMillis, millis, service, region);
  }
}
