package dev.brume.kms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.kit.Transitions;
import dev.brume.kms.api.KmsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-store-overview.html">Key
 *     stores</a>
 */
class CustomKeyStoresTest {
  private final WireClient kms =
      TestServer.builder()
          .service(KmsApi.SERVICE, KmsService::new)
          .surroundings(world -> world.with(Transitions.AS_AWS))
          .build()
          .client();

  private String create(String name, String cluster) {
    return kms.ok(
            "CreateCustomKeyStore",
            "CustomKeyStoreName",
            name,
            "CloudHsmClusterId",
            cluster,
            "TrustAnchorCertificate",
            "-----BEGIN CERTIFICATE-----",
            "KeyStorePassword",
            "kmsPswd1")
        .path("CustomKeyStoreId")
        .asText();
  }

  private JsonNode described(String id) {
    return kms.ok("DescribeCustomKeyStores", "CustomKeyStoreId", id)
        .path("CustomKeyStores")
        .path(0);
  }

  /** ConnectionState: DISCONNECTED, CONNECTING, CONNECTED, DISCONNECTING. */
  @Test
  void areConnectedAndDisconnected() {
    String id = create("a", "cluster-234abcdefgh");
    assertThat(described(id).path("ConnectionState").asText()).isEqualTo("DISCONNECTED");
    assertThat(described(id).path("CustomKeyStoreType").asText()).isEqualTo("AWS_CLOUDHSM");

    kms.ok("ConnectCustomKeyStore", "CustomKeyStoreId", id);
    assertThat(described(id).path("ConnectionState").asText()).isEqualTo("CONNECTING");
    kms.call("ConnectCustomKeyStore", "CustomKeyStoreId", id)
        .isError(400, "CustomKeyStoreInvalidStateException");
    kms.server().passSeconds(20 * 60);
    assertThat(described(id).path("ConnectionState").asText()).isEqualTo("CONNECTED");
    kms.call("DeleteCustomKeyStore", "CustomKeyStoreId", id)
        .isError(400, "CustomKeyStoreInvalidStateException");
    kms.server().assertKept(() -> described(id));

    kms.ok("DisconnectCustomKeyStore", "CustomKeyStoreId", id);
    kms.server().passSeconds(60);
    kms.ok("DeleteCustomKeyStore", "CustomKeyStoreId", id);
    kms.call("DescribeCustomKeyStores", "CustomKeyStoreId", id)
        .isError(400, "CustomKeyStoreNotFoundException");
  }

  @Test
  void haveNamesAndClustersOfTheirOwn() {
    String id = create("a", "cluster-234abcdefgh");
    kms.call(
            "CreateCustomKeyStore",
            "CustomKeyStoreName",
            "a",
            "CloudHsmClusterId",
            "cluster-234abcdefgi",
            "TrustAnchorCertificate",
            "x",
            "KeyStorePassword",
            "kmsPswd1")
        .isError(400, "CustomKeyStoreNameInUseException");
    kms.call(
            "CreateCustomKeyStore",
            "CustomKeyStoreName",
            "b",
            "CloudHsmClusterId",
            "cluster-234abcdefgh",
            "TrustAnchorCertificate",
            "x",
            "KeyStorePassword",
            "kmsPswd1")
        .isError(400, "CloudHsmClusterInUseException");
    kms.call("CreateCustomKeyStore", "CustomKeyStoreName", "b").isError(400, "ValidationException");

    kms.ok("UpdateCustomKeyStore", "CustomKeyStoreId", id, "NewCustomKeyStoreName", "c");
    assertThat(kms.ok("DescribeCustomKeyStores", "CustomKeyStoreName", "c").path("CustomKeyStores"))
        .hasSize(1);
  }

  /** The secret of the proxy's credential is never shown. */
  @Test
  void areReachedByAProxy() {
    String id =
        kms.ok(
                "CreateCustomKeyStore",
                "CustomKeyStoreName",
                "x",
                "CustomKeyStoreType",
                "EXTERNAL_KEY_STORE",
                "XksProxyConnectivity",
                "PUBLIC_ENDPOINT",
                "XksProxyUriEndpoint",
                "https://proxy.example.com",
                "XksProxyUriPath",
                "/kms/xks/v1",
                "XksProxyAuthenticationCredential",
                Map.of(
                    "AccessKeyId",
                    "ABCDE2345672EXAMPLEA",
                    "RawSecretAccessKey",
                    "DXjSUawnel2fr6SKC7G25CNxTyWKE5PF9XX6H/u9pSo="))
            .path("CustomKeyStoreId")
            .asText();

    JsonNode proxy = described(id).path("XksProxyConfiguration");

    assertThat(proxy.path("AccessKeyId").asText()).isEqualTo("ABCDE2345672EXAMPLEA");
    assertThat(proxy.path("UriPath").asText()).isEqualTo("/kms/xks/v1");
    assertThat(proxy.toString()).doesNotContain("DXjSUawnel2fr6SKC7G25CNxTyWKE5PF9XX6H");
  }
}
