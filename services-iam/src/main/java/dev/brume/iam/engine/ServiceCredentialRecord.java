package dev.brume.iam.engine;

/**
 * A user name and password of a user for one service.
 *
 * @param service such as {@code codecommit.amazonaws.com}
 * @param userName the name that the service is given
 * @param password the password, or the secret
 * @param active whether it may be used
 * @param expiresMillis when it ends; null where it does not
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

  /** The same, to be used or not. */
  public ServiceCredentialRecord activated(boolean nowActive) {
    return new ServiceCredentialRecord(
        id, user, service, userName, password, nowActive, createdMillis, expiresMillis);
  }

  /** The same with another password. */
  public ServiceCredentialRecord withPassword(String changed) {
    return new ServiceCredentialRecord(
        id, user, service, userName, changed, active, createdMillis, expiresMillis);
  }

  /** The same of a user with another name. */
  public ServiceCredentialRecord of(String newUser) {
    return new ServiceCredentialRecord(
        id, newUser, service, userName, password, active, createdMillis, expiresMillis);
  }
}
