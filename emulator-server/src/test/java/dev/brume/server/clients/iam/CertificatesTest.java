package dev.brume.server.clients.iam;

import static dev.brume.server.clients.iam.IamClients.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.EncodingType;
import software.amazon.awssdk.services.iam.model.SSHPublicKey;
import software.amazon.awssdk.services.iam.model.ServerCertificateMetadata;

/**
 * Certificates and public keys.
 *
 * <p>Source of truth: <a
 * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadServerCertificate.html">UploadServerCertificate</a>,
 * <a
 * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadSSHPublicKey.html">UploadSSHPublicKey</a>.
 * Texts are those that users of AWS report.
 */
class CertificatesTest {
  /** Made for this test; it ends in a hundred years. */
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIDETCCAfmgAwIBAgIUYEV0QcN1v3pu3G6nxnNMe7bdsrswDQYJKoZIhvcNAQEL
      BQAwFzEVMBMGA1UEAwwMZXhhbXBsZS50ZXN0MCAXDTI2MTEzMDA3NDgyM1oYDzIx
      MjYxMTA2MDc0ODIzWjAXMRUwEwYDVQQDDAxleGFtcGxlLnRlc3QwggEiMA0GCSqG
      SIb3DQEBAQUAA4IBDwAwggEKAoIBAQCJXnhmZAQAFjwlR6pM/GpjmnIurmCu5jDR
      OknDAmkzbIoI2QsGuQmtiVhRcMpMoFONBVE79O4qdfdfiOPqWKMnzQredT9qrOHf
      TqpLUh/ccbYyIZCrgUjs9LXij4OdIMRPDh05T06gJYVNZYvToXjdrkOvxMaR1RPG
      Ap6HnbqKab8RIExrzDPnHg1aXL3XIY2WtJPVM3SapXUfBoxi6TUkdat6+11CylWE
      l1+Wio3eNR4Vgmkm26EUJ2UQ/JUrkqfsFvB2BArGaUk9x79eiUuk4TEnH59oke0O
      aPL60oBkkK2UPJkfNwzqFDU/q34OUElX42pConXrDcCstQtuubQ3AgMBAAGjUzBR
      MB0GA1UdDgQWBBRf14xqX+O6OGwkZbXTxwhVe3trzTAfBgNVHSMEGDAWgBRf14xq
      X+O6OGwkZbXTxwhVe3trzTAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUA
      A4IBAQBpu1DAXyV1ZSATg3Jv5JqqAhT6JtvHSgLY3M1LCY4eiQY8klydMaU3N+zp
      lJ0xX9ktEXfwhRgCo+hpqE5aIWBsEgkknW3d255wrbkU27SutY9omVQlsD+mJbYT
      wmofI44ZIxl9UMR5lE0pgd3TVZEkMjy/iN17T/LQ886Du8/k+4J5qhfeTXSVDixw
      zMFoFYFF3JBF765BgkZX3b0tS/9T+E4Sd3LXhaOjwiJqPUq/FyeS8kukhQm+3dOP
      c2B/5rUoGsJOoTnDqFhcvQiv1NRf2VBXMgg7wEUPK2nNmlWYup9KqR1noHBfFI5k
      4Foa03XwbfOprhd6JnH79R8oEdXn
      -----END CERTIFICATE-----
      """;

  /** Nothing is protected by it. */
  private static final String KEY =
      """
      -----BEGIN PRIVATE KEY-----
      MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQCJXnhmZAQAFjwl
      R6pM/GpjmnIurmCu5jDROknDAmkzbIoI2QsGuQmtiVhRcMpMoFONBVE79O4qdfdf
      iOPqWKMnzQredT9qrOHfTqpLUh/ccbYyIZCrgUjs9LXij4OdIMRPDh05T06gJYVN
      ZYvToXjdrkOvxMaR1RPGAp6HnbqKab8RIExrzDPnHg1aXL3XIY2WtJPVM3SapXUf
      Boxi6TUkdat6+11CylWEl1+Wio3eNR4Vgmkm26EUJ2UQ/JUrkqfsFvB2BArGaUk9
      x79eiUuk4TEnH59oke0OaPL60oBkkK2UPJkfNwzqFDU/q34OUElX42pConXrDcCs
      tQtuubQ3AgMBAAECggEAFlsV3xwB0VMiYLLOvWQK8Gt55QJOC8i8mHW9prX6vFAQ
      ECvlG9KmB4768kNtOOvoDQ2Y0ILQ9n9noy2aYft2OguoQYH1WygIQ8OqpULCmqlg
      NxJirUwHZpYrZP6+3aXagj8ldGaQFjIPsAPfA1xxA4AmgIbWsMnA7mW4umYUrg0V
      7UxOELSgh4s8XfFSz2L9lOSYUxCVXjQZ8/+siDHAnTXzCKTXE2kwjH0014mcmmaj
      twnY7BZyohuqLo4HqEfQxVwk5oyO7kyV6+2535Y8Orvv7cg7yQaiFtN9pf/RlrTp
      M6mnr+U9gQK0IryLeCXP5A+CzlP7mgABJNpazbqBcQKBgQC9D4FpyFfjqcmzqpnD
      +wXF0cZTP/JBEz/RXD+PWZ3rj2o1gvUzEwgtl2t0hagpxu3PGgL6/eUgxF1XCAGv
      lG+PYadeMp582DJB5WxWoKS3NwJTqHuZ7B1ov2+OnL0E/PfasbfF3LAlOL9CprLk
      LCEHSyjLLxc9R3VuvkpgiGKJ+QKBgQC6AaGOjORBGRmH7Tb+KcTBx4z5VBlKiUII
      WAhA+U1AkPV4COif74GK+bbwdvBjkAUhrIRR2M98/nhyvkWgcs1mCjGfj1QsW1c+
      DtSkKfC+z1TqlzUFetxnX/AXgCPQMzQ9k7scJDjM1g7r7B9gNJwNILih5X8gNIWk
      kQUbNlk7rwKBgQCVXOqg5+aHtlvj1aQlcOvenRxSKPL69no0rOyKFALvVx5RqGSP
      NToAyt/Z7r4sQz0doS85m9ypRnl3iJvMWzjHzh6sDNGpUCRkaxxsU/3NwWfVMAZ2
      VFPnrVY1FR9AEZq+7CiD6RZAUdTIk2pBWZu+Z2KTI2D4yLu+AhhAq38uAQKBgH84
      Dl+JTbSYjjXBsRM1TjWbXnhJZOLt7hP24e5OlN/MRZfLwA9jqJ59HPpq3w+5uUjG
      zdmNCJzdD1SrfsO2wXVBE5+mUFPmRU1Up2uApABdnh61PLZ6ybSKkZQBOH12CAz1
      tcwRmie/YIVMAkmysejosF9KsCA+zAk6htuN2IpRAoGBALeKcfKOcTpL0+9gvr7+
      CXrQxchu4Rfl1LVCOiIVFkWYei1BQJeKVHQ4K49syYj3BK9epO6FVkKk+z0fShat
      T8GRUV3vHoFeiI+77TEBgFYkQdvbD6PKeADEnKaFpqeQzvh4H3ouLg132PkJfRzr
      5/QEGwZMd9OD5NhlfCUe/uiz
      -----END PRIVATE KEY-----
      """;

  private final IamClients root = IamClients.fresh();

  @Test
  void aServerCertificateIsReadAndKept() {
    ServerCertificateMetadata uploaded =
        root.iam
            .uploadServerCertificate(
                r ->
                    r.serverCertificateName("site")
                        .path("/cloudfront/")
                        .certificateBody(CERTIFICATE)
                        .privateKey(KEY))
            .serverCertificateMetadata();

    assertThat(uploaded.arn()).isEqualTo(root.arn("server-certificate/cloudfront/site"));
    assertThat(uploaded.serverCertificateId()).startsWith("ASCA");
    assertThat(uploaded.expiration()).isAfter(uploaded.uploadDate());
    assertThat(
            root.iam
                .getServerCertificate(r -> r.serverCertificateName("site"))
                .serverCertificate()
                .certificateBody()
                .strip())
        .isEqualTo(CERTIFICATE.strip());
    assertRefused(
        () ->
            root.iam.uploadServerCertificate(
                r -> r.serverCertificateName("bad").certificateBody("no").privateKey(KEY)),
        400,
        "MalformedCertificate",
        "Unable to parse certificate. Please ensure the certificate is in PEM format.");
    root.iam.deleteServerCertificate(r -> r.serverCertificateName("site"));
    assertThat(root.iam.listServerCertificates().serverCertificateMetadataList()).isEmpty();
  }

  @Test
  void aSigningCertificateIsAUsers() {
    root.iam.createUser(r -> r.userName("eve"));
    String id =
        root.iam
            .uploadSigningCertificate(r -> r.userName("eve").certificateBody(CERTIFICATE))
            .certificate()
            .certificateId();

    root.iam.updateSigningCertificate(r -> r.userName("eve").certificateId(id).status("Inactive"));
    assertThat(root.iam.listSigningCertificates(r -> r.userName("eve")).certificates())
        .extracting(each -> each.statusAsString())
        .containsExactly("Inactive");
    root.iam.deleteSigningCertificate(r -> r.userName("eve").certificateId(id));
    root.iam.deleteUser(r -> r.userName("eve"));
  }

  @Test
  void anSshKeyIsShownInBothForms() {
    root.iam.createUser(r -> r.userName("eve"));
    String openSsh =
        "ssh-rsa " + encoded(BigInteger.ONE.shiftLeft(2047).add(BigInteger.TEN.pow(9)));

    SSHPublicKey uploaded =
        root.iam
            .uploadSSHPublicKey(r -> r.userName("eve").sshPublicKeyBody(openSsh + " eve@host"))
            .sshPublicKey();

    assertThat(uploaded.sshPublicKeyId()).startsWith("APKA");
    assertThat(uploaded.fingerprint()).hasSize(47).contains(":");
    assertThat(key(uploaded, EncodingType.SSH).sshPublicKeyBody()).isEqualTo(openSsh);
    assertThat(key(uploaded, EncodingType.PEM).sshPublicKeyBody())
        .startsWith("-----BEGIN PUBLIC KEY-----");
    assertRefused(
        () ->
            root.iam.uploadSSHPublicKey(
                r -> r.userName("eve").sshPublicKeyBody("ssh-ed25519 AAAA")),
        400,
        "UnrecognizedPublicKeyEncoding",
        "The public key is not in ssh-rsa format or PEM format.");
  }

  private SSHPublicKey key(SSHPublicKey uploaded, EncodingType form) {
    return root.iam
        .getSSHPublicKey(
            r -> r.userName("eve").sshPublicKeyId(uploaded.sshPublicKeyId()).encoding(form))
        .sshPublicKey();
  }

  private static String encoded(BigInteger modulus) {
    byte[] type = "ssh-rsa".getBytes(StandardCharsets.US_ASCII);
    byte[] exponent = BigInteger.valueOf(65_537).toByteArray();
    byte[] number = modulus.toByteArray();
    ByteBuffer bytes = ByteBuffer.allocate(12 + type.length + exponent.length + number.length);
    bytes.putInt(type.length).put(type).putInt(exponent.length).put(exponent);
    bytes.putInt(number.length).put(number);
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
