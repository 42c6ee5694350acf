package dev.brume.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.access.Authorizer;
import dev.brume.iam.api.IamApi;
import dev.brume.testkit.WireClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html">Generate
 *     credential reports</a>
 */
class CredentialReportTest {
  private final WireClient iam = IamTestServer.in(Authorizer.Mode.OFF).client(IamApi.SERVICE);

  private List<String> report() {
    String content = iam.ok("GetCredentialReport").path("Content").asText();
    return new String(Base64.getDecoder().decode(content), StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void tellsWhoHasWhichCredentials() {
    iam.call("GetCredentialReport").isError(410, "ReportNotPresent");
    iam.ok("CreateUser", "UserName", "alice");
    iam.ok("CreateAccessKey", "UserName", "alice");
    iam.ok("CreateLoginProfile", "UserName", "alice", "Password", "Passw0rd!x");
    iam.ok("CreateUser", "UserName", "bob");

    assertThat(iam.ok("GenerateCredentialReport").path("State").asText()).isEqualTo("STARTED");
    assertThat(iam.ok("GenerateCredentialReport").path("State").asText()).isEqualTo("COMPLETE");

    List<String> lines = report();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0).split(",")).hasSize(22).startsWith("user", "arn");
    assertThat(lines.get(1)).startsWith("<root_account>,arn:aws:iam::123456789012:root,");
    String[] alice = lines.get(2).split(",");
    assertThat(alice).hasSize(22);
    assertThat(alice[3]).isEqualTo("true");
    assertThat(alice[4]).isEqualTo("no_information");
    assertThat(alice[8]).isEqualTo("true");
    assertThat(alice[13]).isEqualTo("false");
    assertThat(lines.get(3)).contains(",false,N/A,N/A,N/A,false,false,N/A,");
  }

  /** "as often as once every four hours". */
  @Test
  void isMadeAnewAfterFourHours() {
    iam.ok("GenerateCredentialReport");
    iam.ok("CreateUser", "UserName", "late");
    iam.ok("GenerateCredentialReport");
    assertThat(report()).hasSize(2);

    iam.server().passSeconds(4 * 3600);
    iam.call("GetCredentialReport").isError(410, "ReportExpired");
    iam.ok("GenerateCredentialReport");

    assertThat(report()).hasSize(3);
  }
}
