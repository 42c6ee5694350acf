package dev.brume.iam.engine;

/**
 * An X.509 certificate of a user.
 *
 * @param body in PEM
 * @param active whether it is active
 * @param uploadedMillis when it was uploaded
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SigningCertificate.html">
 *     SigningCertificate</a>
 */
public record SigningCertificateRecord(
    String id, String user, String body, boolean active, long uploadedMillis) {

  /** The same, active or inactive. */
  public SigningCertificateRecord activated(boolean nowActive) {
    return new SigningCertificateRecord(id, user, body, nowActive, uploadedMillis);
  }

  /** The same for a renamed user. */
  public SigningCertificateRecord of(String newUser) {
    return new SigningCertificateRecord(id, newUser, body, active, uploadedMillis);
  }
}
