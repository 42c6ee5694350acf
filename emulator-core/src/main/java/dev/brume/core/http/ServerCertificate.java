package dev.brume.core.http;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The certificate chain and private key for TLS, both in PEM, loaded when first needed. */
public final class ServerCertificate {
  /**
   * A self-signed certificate for the emulator's names on this machine. Its private key is public,
   * so it proves nothing; clients that check certificates are given its file to trust.
   */
  public static final ServerCertificate BUNDLED = new ServerCertificate(null);

  private static final String RESOURCE = "/dev/brume/core/netty/localhost.pem";

  private final Path file;

  private ServerCertificate(Path file) {
    this.file = file;
  }

  /**
   * A file with certificate chain and private key (PKCS#8), in any order, as CUSTOM_SSL_CERT_PATH
   * names it.
   */
  public static ServerCertificate ofFile(Path file) {
    return new ServerCertificate(file);
  }

  /**
   * Certificates and key as PEM text.
   *
   * @throws IOException where the file can't be read
   */
  public String pem() throws IOException {
    try (InputStream in =
        file == null ? resource() : new ByteArrayInputStream(Files.readAllBytes(file))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  /**
   * The certificates alone: for a client's trust store.
   *
   * @throws IOException where the file can't be read
   */
  public String certificatesPem() throws IOException {
    return blocks(pem(), "CERTIFICATE");
  }

  /**
   * The private key alone.
   *
   * @throws IOException where the file can't be read
   */
  public String privateKeyPem() throws IOException {
    return blocks(pem(), "PRIVATE KEY");
  }

  private static InputStream resource() throws IOException {
    InputStream in = ServerCertificate.class.getResourceAsStream(RESOURCE);
    if (in == null) {
      throw new FileNotFoundException(RESOURCE);
    }
    return in;
  }

  private static String blocks(String pem, String kind) throws IOException {
    String begin = "-----BEGIN " + kind + "-----";
    String end = "-----END " + kind + "-----";
    StringBuilder found = new StringBuilder();
    int at = pem.indexOf(begin);
    while (at >= 0) {
      int until = pem.indexOf(end, at);
      if (until < 0) {
        throw new IOException("PEM block without end: " + kind);
      }
      found.append(pem, at, until + end.length()).append('\n');
      at = pem.indexOf(begin, until);
    }
    if (found.isEmpty()) {
      throw new IOException("PEM without " + kind);
    }
    return found.toString();
  }
}
