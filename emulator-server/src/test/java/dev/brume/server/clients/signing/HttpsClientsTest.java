package dev.brume.server.clients.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.server.clients.SharedBrume;
import java.io.InputStream;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * HTTPS on the port that serves HTTP, by the AWS SDK for Java v2 on Apache's client and on Netty,
 * both of which trust the certificate that the server shows at {@code /_brume/certificate}.
 *
 * <p>Source of truth: docs/decisions/0010-front-end.md
 */
class HttpsClientsTest {
  private static final URI ENDPOINT =
      URI.create("https://localhost:" + SharedBrume.endpoint().getPort());
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("340000000021", "secret"));

  private static TrustManager[] trusted() throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem =
        SharedBrume.endpoint().resolve("/_brume/certificate").toURL().openStream()) {
      store.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  @Test
  void apache() throws Exception {
    TrustManager[] trusted = trusted();
    try (SqsClient sqs =
        SqsClient.builder()
            .endpointOverride(ENDPOINT)
            .region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS)
            .httpClientBuilder(ApacheHttpClient.builder().tlsTrustManagersProvider(() -> trusted))
            .build()) {
      String url = sqs.createQueue(c -> c.queueName("by-apache")).queueUrl();
      assertThat(url).startsWith("https://");
      sqs.sendMessage(s -> s.queueUrl(url).messageBody("hello"));
      assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages())
          .singleElement()
          .satisfies(message -> assertThat(message.body()).isEqualTo("hello"));
    }
  }

  @Test
  void netty() throws Exception {
    TrustManager[] trusted = trusted();
    try (SqsAsyncClient sqs =
        SqsAsyncClient.builder()
            .endpointOverride(ENDPOINT)
            .region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS)
            .httpClientBuilder(
                NettyNioAsyncHttpClient.builder().tlsTrustManagersProvider(() -> trusted))
            .build()) {
      assertThat(sqs.createQueue(c -> c.queueName("by-netty")).get().queueUrl())
          .startsWith("https://");
    }
  }

  @Test
  void anUnknownCertificateIsRefusedByTheClient() {
    try (SqsClient sqs =
        SqsClient.builder()
            .endpointOverride(ENDPOINT)
            .region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS)
            .httpClientBuilder(ApacheHttpClient.builder())
            .build()) {
      assertThatThrownBy(sqs::listQueues)
          .isInstanceOf(SdkClientException.class)
          .hasMessageContaining("unable to find valid certification path");
    }
  }
}
