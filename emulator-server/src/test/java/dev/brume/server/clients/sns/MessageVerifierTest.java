package dev.brume.server.clients.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.sns.util.SignatureChecker;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.server.clients.SharedBrume;
import dev.brume.server.clients.sqs.SqsAccount;
import java.io.InputStream;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Signatures as the AWS SDK for Java verifies them: by the verifier of its version 1, since that of
 * version 2 was not to be had. The whole of it takes certificates from AWS's own hosts only, so the
 * test fetches the certificate.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html">Verifying
 *     the signatures of Amazon SNS messages</a>
 */
class MessageVerifierTest {
  /** The SDK logs that Java has no JAXB any more. */
  private static final Logger SDK_LOG = Logger.getLogger("com.amazonaws");

  private final SqsAccount account = SqsAccount.fresh();

  @BeforeAll
  static void quieten() {
    SDK_LOG.setLevel(Level.OFF);
  }

  @ParameterizedTest
  @SuppressWarnings("deprecation") // The manager in its place takes certificates from AWS only.
  @CsvSource({"1,", "2,", "1,greeting", "2,greeting"})
  void theSdkTakesItsSignatures(String version, String subject) throws Exception {
    String text = "h\u00e9llo \"you\"\n\ud83d\ude00";
    try (SnsClient sns =
        SnsClient.builder()
            .endpointOverride(SharedBrume.endpoint())
            .region(SqsAccount.REGION)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(account.id, "secret")))
            .build()) {
      String url = account.createQueue("inbox");
      String topic =
          sns.createTopic(c -> c.name("news").attributes(Map.of("SignatureVersion", version)))
              .topicArn();
      sns.subscribe(s -> s.topicArn(topic).protocol("sqs").endpoint(account.arn("inbox")));
      sns.publish(p -> p.topicArn(topic).message(text).subject(subject));
      String body =
          account
              .sqs
              .receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(2))
              .messages()
              .getFirst()
              .body();
      PublicKey key = keyOf(body);
      SignatureChecker checker = new SignatureChecker();
      assertThat(checker.verifyMessageSignature(body, key)).isTrue();
      assertThat(checker.verifyMessageSignature(body.replace("you", "me"), key)).isFalse();
    }
  }

  private static PublicKey keyOf(String message) throws Exception {
    String url = new ObjectMapper().readTree(message).path("SigningCertURL").asText();
    try (InputStream in = URI.create(url).toURL().openStream()) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in).getPublicKey();
    }
  }
}
