package dev.brume.server.clients.iam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.secretsmanager.caching.SecretCache;
import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.encryption.s3.S3EncryptionClient;
import software.amazon.encryption.s3.S3EncryptionClientException;
import software.amazon.encryption.s3.materials.KmsKeyring;

/**
 * Libraries in Java that use keys and secrets for their users.
 *
 * <p>Source of truth: <a
 * href="https://docs.aws.amazon.com/amazon-s3-encryption-client/latest/developerguide/what-is-s3-encryption-client.html">Amazon
 * S3 Encryption Client</a> and <a
 * href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_cache-java.html">Get
 * a secret using Java with client-side caching</a>
 */
class KeyLibrariesTest {
  private final StaticCredentialsProvider credentials =
      StaticCredentialsProvider.create(AwsBasicCredentials.create(Accounts.next(), "secret"));
  private final String bucket = "sealed-" + credentials.resolveCredentials().accessKeyId();

  private S3Client s3() {
    return S3Client.builder()
        .endpointOverride(SharedBrume.endpoint())
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials)
        .build();
  }

  private S3AsyncClient s3Async() {
    return S3AsyncClient.builder()
        .endpointOverride(SharedBrume.endpoint())
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials)
        .build();
  }

  @Test
  void anObjectIsEncryptedByItsClient() {
    try (S3Client s3 = s3();
        S3AsyncClient async = s3Async();
        KmsClient kms =
            KmsClient.builder()
                .endpointOverride(SharedBrume.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build()) {
      String key = kms.createKey().keyMetadata().arn();
      s3.createBucket(r -> r.bucket(bucket));
      S3Client sealed =
          S3EncryptionClient.builder()
              .wrappedClient(s3)
              .wrappedAsyncClient(async)
              .keyring(KmsKeyring.builder().kmsClient(kms).wrappingKeyId(key).build())
              .build();

      sealed.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("plain words"));

      assertThat(sealed.getObjectAsBytes(r -> r.bucket(bucket).key("k")).asUtf8String())
          .isEqualTo("plain words");
      var stored = s3.getObjectAsBytes(r -> r.bucket(bucket).key("k"));
      assertThat(stored.asByteArray()).isNotEqualTo("plain words".getBytes(UTF_8));
      assertThat(stored.response().metadata())
          .containsAllEntriesOf(Map.of("x-amz-wrap-alg", "kms+context"));
      kms.disableKey(r -> r.keyId(key));
      assertThatThrownBy(() -> sealed.getObjectAsBytes(r -> r.bucket(bucket).key("k")))
          .isInstanceOf(S3EncryptionClientException.class)
          .hasMessageContaining("is disabled");
    }
  }

  @Test
  void secretsAreCached() {
    try (SecretsManagerClient secrets =
            SecretsManagerClient.builder()
                .endpointOverride(SharedBrume.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build();
        SecretCache cache = new SecretCache(secrets)) {
      secrets.createSecret(r -> r.name("cached").secretString("one"));
      assertThat(cache.getSecretString("cached")).isEqualTo("one");
      secrets.putSecretValue(r -> r.secretId("cached").secretString("two"));
      assertThat(cache.getSecretString("cached")).isEqualTo("one");
      try (SecretCache fresh = new SecretCache(secrets)) {
        assertThat(fresh.getSecretString("cached")).isEqualTo("two");
      }
    }
  }
}
