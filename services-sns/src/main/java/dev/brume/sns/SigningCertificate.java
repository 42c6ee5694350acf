package dev.brume.sns;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A self-signed X.509 certificate for an RSA key. Java can parse such certificates, but has no
 * public API to create one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">RFC 5280, certificate
 *     fields</a>
 */
final class SigningCertificate {
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int UTF8_STRING = 0x0c;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int VERSION = 0xa0;

  /** sha256WithRSAEncryption, with null parameters. */
  private static final byte[] SHA256_WITH_RSA =
      HexFormat.of().parseHex("300d06092a864886f70d01010b0500");

  /** commonName. */
  private static final byte[] COMMON_NAME = HexFormat.of().parseHex("550403");

  private SigningCertificate() {}

  /** The certificate as PEM, valid from 2000 to 2100. */
  static String pem(MultiPrimeKey key, String commonName) {
    byte[] name =
        tagged(
            SEQUENCE,
            tagged(
                SET,
                tagged(
                    SEQUENCE,
                    tagged(OBJECT_IDENTIFIER, COMMON_NAME),
                    tagged(UTF8_STRING, commonName.getBytes(StandardCharsets.UTF_8)))));
    byte[] body =
        tagged(
            SEQUENCE,
            tagged(VERSION, tagged(INTEGER, new byte[] {2})),
            tagged(INTEGER, BigInteger.ONE.toByteArray()),
            SHA256_WITH_RSA,
            name,
            tagged(SEQUENCE, time("20000101000000Z"), time("21000101000000Z")),
            name,
            key.publicKey().getEncoded());
    byte[] signature = key.sign(MultiPrimeKey.Scheme.SHA256, body);
    byte[] certificate =
        tagged(SEQUENCE, body, SHA256_WITH_RSA, tagged(BIT_STRING, new byte[] {0}, signature));
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
        + "\n-----END CERTIFICATE-----\n";
  }

  private static byte[] time(String text) {
    return tagged(GENERALIZED_TIME, text.getBytes(StandardCharsets.US_ASCII));
  }

  /** DER: a tag, the length of the contents, the contents. */
  private static byte[] tagged(int tag, byte[]... contents) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] content : contents) {
      all.writeBytes(content);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = all.size();
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    out.writeBytes(all.toByteArray());
    return out.toByteArray();
  }
}
