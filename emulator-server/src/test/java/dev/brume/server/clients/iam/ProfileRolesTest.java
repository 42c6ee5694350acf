package dev.brume.server.clients.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.server.clients.SharedBrume;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Roles that the AWS SDK for Java v2 assumes by itself.
 *
 * <p>Source of truth: <a
 * href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html">Assume
 * role credential provider</a>
 */
@Isolated("the endpoint of STS is a property of the whole JVM")
class ProfileRolesTest {
  private static final String ENDPOINT = "aws.endpointUrlSts";

  private final IamClients root = IamClients.fresh();

  @BeforeAll
  static void nameTheEndpoint() {
    System.setProperty(ENDPOINT, SharedBrume.endpoint().toString());
  }

  @AfterAll
  static void forgetTheEndpoint() {
    System.clearProperty(ENDPOINT);
  }

  private String profiles(AccessKey key, String roles) {
    return """
    [profile base]
    aws_access_key_id = %s
    aws_secret_access_key = %s
    """
            .formatted(key.accessKeyId(), key.secretAccessKey())
        + roles;
  }

  private String identity(String profiles, String name) {
    ProfileFile file =
        ProfileFile.builder().content(profiles).type(ProfileFile.Type.CONFIGURATION).build();
    try (ProfileCredentialsProvider provider =
            ProfileCredentialsProvider.builder().profileFile(file).profileName(name).build();
        StsClient sts =
            StsClient.builder()
                .endpointOverride(SharedBrume.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(provider)
                .build()) {
      return sts.getCallerIdentity().arn();
    }
  }

  @Test
  void areChainedByProfiles() {
    root.iam.createUser(r -> r.userName("ana"));
    AccessKey key = root.iam.createAccessKey(r -> r.userName("ana")).accessKey();
    String profiles =
        profiles(
            key,
            """
            [profile first]
            region = us-east-1
            role_arn = %s
            source_profile = base
            [profile second]
            region = us-east-1
            role_arn = %s
            source_profile = first
            role_session_name = named
            """
                .formatted(root.role("first"), root.role("second")));

    assertThat(identity(profiles, "base")).isEqualTo(root.arn("user/ana"));
    assertThat(identity(profiles, "first")).contains(":assumed-role/first/");
    assertThat(identity(profiles, "second"))
        .isEqualTo("arn:aws:sts::" + root.id + ":assumed-role/second/named");
  }

  /** A role session may last an hour at most where the role says nothing else. */
  @Test
  void areAssumedByAProvider() {
    String role = root.role("provided");
    try (StsAssumeRoleCredentialsProvider provider =
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(root.sts)
            .refreshRequest(r -> r.roleArn(role).roleSessionName("named"))
            .build()) {
      assertThat(provider.resolveCredentials().accessKeyId()).startsWith("ASIA");
      assertThat(provider.resolveCredentials().expirationTime()).isPresent();
    }
    try (StsAssumeRoleCredentialsProvider provider =
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(root.sts)
            .refreshRequest(r -> r.roleArn(role).roleSessionName("named").durationSeconds(7200))
            .build()) {
      assertThatThrownBy(provider::resolveCredentials).hasMessageContaining("DurationSeconds");
    }
  }
}
