package dev.brume.iam.engine;

/**
 * A user name and password of a user for one service.
 *
 * @param service such as {@code codecommit.amazonaws.com}
 * @param userName the name for the service
 * @param password the password, or the secret
 * @param active whether it is active
 * @param expiresMillis when it expires; null for never
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ServiceSpecificCredential.html">ServiceSpecificCredential</a>
 */
public record ServiceCredentialRecord(
    String id,
    String user,
    String service,
    String userName,
    String password,
    boolean active,
    long createdMillis,
    Long expiresMillis) {

  /** The same, active or inactive. */
  public ServiceCredentialRecord activated(boolean nowActive) {
    return new ServiceCredentialRecord(
        id, user, service, userName, password, nowActive, createdMillis, expiresMillis);
  }

  /** The same with another password. */
  public ServiceCredentialRecord withPassword(String changed) {
    return new ServiceCredentialRecord(
        id, user, service, userName, changed, active, createdMillis, expiresMillis);
  }

  /** The same for a renamed user. */
  public ServiceCredentialRecord of(String newUser) {
    return new ServiceCredentialRecord(
        id, newUser, service, userName, password, active, createdMillis, expiresMillis);
  }
}
