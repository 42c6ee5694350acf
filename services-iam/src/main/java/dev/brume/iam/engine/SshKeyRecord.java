package dev.brume.iam.engine;

/**
 * An SSH public key of a user.
 *
 * @param body in OpenSSH's format
 * @param fingerprint the MD5 of the key in pairs of digits
 * @param active whether it is active
 * @param uploadedMillis when it was uploaded
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SSHPublicKey.html">
 *     SSHPublicKey</a>
 */
public record SshKeyRecord(
    String id, String user, String body, String fingerprint, boolean active, long uploadedMillis) {

  /** The same, active or inactive. */
  public SshKeyRecord activated(boolean nowActive) {
    return new SshKeyRecord(id, user, body, fingerprint, nowActive, uploadedMillis);
  }

  /** The same for a renamed user. */
  public SshKeyRecord of(String newUser) {
    return new SshKeyRecord(id, newUser, body, fingerprint, active, uploadedMillis);
  }
}
