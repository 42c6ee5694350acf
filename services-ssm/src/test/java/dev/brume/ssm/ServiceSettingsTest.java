package dev.brume.ssm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.ssm.api.SsmApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import org.junit.jupiter.api.Test;

/**
 * The settings of Parameter Store, as the examples of the API Reference show them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetServiceSetting.html">GetServiceSetting</a>
 */
class ServiceSettingsTest {
  private static final String TIER = "/ssm/parameter-store/default-parameter-tier";
  private static final String ARN = "arn:aws:ssm:eu-west-1:123456789012:servicesetting" + TIER;

  private final WireClient ssm = TestServer.of(SsmApi.SERVICE, SsmService::new).client();

  private JsonNode setting() {
    return ssm.ok("GetServiceSetting", "SettingId", ARN).path("ServiceSetting");
  }

  @Test
  void areChangedAndReset() {
    assertThat(setting().path("SettingValue").asText()).isEqualTo("Standard");
    assertThat(setting().path("Status").asText()).isEqualTo("Default");
    assertThat(setting().path("LastModifiedUser").asText()).isEqualTo("System");
    assertThat(setting().path("ARN").asText()).isEqualTo(ARN);
    assertThat(setting().path("SettingId").asText()).isEqualTo(TIER);

    ssm.ok("UpdateServiceSetting", "SettingId", TIER, "SettingValue", "Advanced");

    assertThat(setting().path("Status").asText()).isEqualTo("Customized");
    assertThat(setting().path("LastModifiedUser").asText())
        .isEqualTo("arn:aws:iam::123456789012:root");
    ssm.server().assertKept(this::setting);
    assertThat(
            ssm.ok("ResetServiceSetting", "SettingId", TIER)
                .path("ServiceSetting")
                .path("SettingValue")
                .asText())
        .isEqualTo("Standard");
  }

  /** "The default parameter tier … to use when a request … does not specify a tier." */
  @Test
  void chooseTheTierOfParameters() {
    ssm.ok("UpdateServiceSetting", "SettingId", TIER, "SettingValue", "Intelligent-Tiering");
    String large = "x".repeat(5_000);
    assertThat(put("/small", "1")).isEqualTo("Standard");
    assertThat(put("/large", large)).isEqualTo("Advanced");
  }

  private String put(String name, String value) {
    return ssm.ok("PutParameter", "Name", name, "Value", value, "Type", "String")
        .path("Tier")
        .asText();
  }

  /** The words for a value that a setting can't have are not documented. */
  @Test
  void areRefusedWhereUnknown() {
    ssm.call("GetServiceSetting", "SettingId", "/ssm/x")
        .isError(
            400,
            "ServiceSettingNotFound",
            "The specified service setting wasn't found. Either the service name or the setting"
                + " hasn't been provisioned by the Amazon Web Services service team.");
    ssm.call("UpdateServiceSetting", "SettingId", TIER, "SettingValue", "Gold")
        .isError(400, "ValidationException");
    ssm.call("GetServiceSetting", "SettingId", "/ssm/managed-instance/activation-tier")
        .isError(501, "NotImplemented");
  }
}
