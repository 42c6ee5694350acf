package dev.brume.core.netty;

import dev.brume.core.http.ServerCertificate;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What a client does that is given a certificate's file to trust. */
final class TrustingTls {
  private TrustingTls() {}

  static SSLContext bundled() throws Exception {
    return trusting(ServerCertificate.BUNDLED);
  }

  static SSLContext trusting(ServerCertificate certificate) throws Exception {
    byte[] pem = certificate.certificatesPem().getBytes(StandardCharsets.US_ASCII);
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "server",
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
