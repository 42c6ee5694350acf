package dev.brume.kms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.kms.api.KmsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/**
 * Material that callers bring.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys.html">Importing
 *     key material</a>
 */
class ImportedMaterialTest {
  private static final byte[] MESSAGE = "some important message".getBytes(StandardCharsets.UTF_8);
  private final WireClient kms = TestServer.of(KmsApi.SERVICE, KmsService::new).client();

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(JsonNode blob) {
    return Base64.getDecoder().decode(blob.asText());
  }

  private String importParameters(String key, String algorithm, byte[] material, boolean padded)
      throws Exception {
    JsonNode parameters =
        kms.ok(
            "GetParametersForImport",
            "KeyId",
            key,
            "WrappingAlgorithm",
            algorithm,
            "WrappingKeySpec",
            "RSA_2048");
    PublicKey wrapping =
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(bytes(parameters.path("PublicKey"))));
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        wrapping,
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    byte[] wrapped;
    if (padded) {
      byte[] aes = new byte[32];
      byte[] first = cipher.doFinal(aes);
      Cipher wrap = Cipher.getInstance("AES/KWP/NoPadding");
      wrap.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(aes, "AES"));
      byte[] second = wrap.doFinal(material);
      wrapped = Arrays.copyOf(first, first.length + second.length);
      System.arraycopy(second, 0, wrapped, first.length, second.length);
    } else {
      wrapped = cipher.doFinal(material);
    }
    return parameters.path("ImportToken").asText() + " " + base64(wrapped);
  }

  private WireAnswer importing(String key, String parameters, String type) {
    String[] parts = parameters.split(" ");
    return kms.call(
        "ImportKeyMaterial",
        Map.of(
            "KeyId",
            key,
            "ImportToken",
            parts[0],
            "EncryptedKeyMaterial",
            parts[1],
            "ImportType",
            type,
            "ExpirationModel",
            "KEY_MATERIAL_DOES_NOT_EXPIRE"));
  }

  /** Answers recorded on AWS, KMS, 05-11-2025 to 19-11-2025. */
  @Test
  void materialIsImported() throws Exception {
    String key = kms.ok("CreateKey", "Origin", "EXTERNAL").path("KeyMetadata").path("Arn").asText();
    kms.call("RotateKeyOnDemand", "KeyId", key)
        .isError(400, "KMSInvalidStateException")
        .says(key + " is pending import.");
    String parameters = importParameters(key, "RSAES_OAEP_SHA_256", new byte[32], false);
    String material =
        importing(key, parameters, "NEW_KEY_MATERIAL").ok().path("KeyMaterialId").asText();
    JsonNode described = kms.ok("DescribeKey", "KeyId", key).path("KeyMetadata");
    assertThat(described.path("KeyState").asText()).isEqualTo("Enabled");
    assertThat(described.path("CurrentKeyMaterialId").asText()).isEqualTo(material);
    assertThat(described.path("ExpirationModel").asText())
        .isEqualTo("KEY_MATERIAL_DOES_NOT_EXPIRE");
    kms.call("RotateKeyOnDemand", "KeyId", key)
        .isError(400, "KMSInvalidStateException")
        .says("No available key material pending rotation for the key: " + key + ".");
    byte[] other = new byte[32];
    other[0] = 1;
    String second = importParameters(key, "RSAES_OAEP_SHA_256", other, false);
    importing(key, second, "EXISTING_KEY_MATERIAL").isError(400, "IncorrectKeyMaterialException");
    String pending = importing(key, second, "NEW_KEY_MATERIAL").ok().path("KeyMaterialId").asText();
    other[0] = 2;
    String third = importParameters(key, "RSAES_OAEP_SHA_256", other, false);
    WireAnswer refused = importing(key, third, "NEW_KEY_MATERIAL");
    refused.isError(400, "KMSInvalidStateException");
    assertThat(refused.message())
        .endsWith(
            "cannot be imported into KMS key "
                + key
                + ", because another key material (id: "
                + pending
                + ") is pending rotation.");
    kms.ok("RotateKeyOnDemand", "KeyId", key);
    assertThat(
            kms.ok("DescribeKey", "KeyId", key)
                .path("KeyMetadata")
                .path("CurrentKeyMaterialId")
                .asText())
        .isEqualTo(pending);
    kms.ok("DeleteImportedKeyMaterial", "KeyId", key);
    assertThat(kms.ok("DescribeKey", "KeyId", key).path("KeyMetadata").path("KeyState").asText())
        .isEqualTo("PendingImport");
    importing(key, second, "EXISTING_KEY_MATERIAL").ok();
    assertThat(kms.ok("DescribeKey", "KeyId", key).path("KeyMetadata").path("KeyState").asText())
        .isEqualTo("Enabled");
    kms.call(
            "GetParametersForImport",
            "KeyId",
            kms.ok("CreateKey").path("KeyMetadata").path("Arn").asText(),
            "WrappingAlgorithm",
            "RSAES_OAEP_SHA_256",
            "WrappingKeySpec",
            "RSA_2048")
        .isError(400, "UnsupportedOperationException");
  }

  /** Answers recorded on AWS, KMS, 22-07-2025 and 10-11-2025. */
  @Test
  void keyPairsAreImported() throws Exception {
    String key =
        kms.ok(
                "CreateKey",
                "Origin",
                "EXTERNAL",
                "KeySpec",
                "ECC_NIST_P256",
                "KeyUsage",
                "SIGN_VERIFY")
            .path("KeyMetadata")
            .path("Arn")
            .asText();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair mine = generator.generateKeyPair();
    String parameters =
        importParameters(key, "RSA_AES_KEY_WRAP_SHA_256", mine.getPrivate().getEncoded(), true);
    assertThat(importing(key, parameters, "NEW_KEY_MATERIAL").ok().has("KeyMaterialId")).isFalse();
    assertThat(bytes(kms.ok("GetPublicKey", "KeyId", key).path("PublicKey")))
        .isEqualTo(mine.getPublic().getEncoded());
    kms.server().passSeconds(86_401);
    importing(key, parameters, "EXISTING_KEY_MATERIAL").isError(400, "ExpiredImportTokenException");
  }

  /** LocalStack's tag; see docs/decisions. */
  @Test
  void materialIsChosen() {
    List<Map<String, String>> tags =
        List.of(Map.of("TagKey", "_custom_key_material_", "TagValue", base64(new byte[32])));
    JsonNode key =
        kms.ok("CreateKey", "KeySpec", "HMAC_256", "KeyUsage", "GENERATE_VERIFY_MAC", "Tags", tags)
            .path("KeyMetadata");
    String mac =
        kms.ok(
                "GenerateMac",
                "KeyId",
                key.path("KeyId").asText(),
                "Message",
                base64(MESSAGE),
                "MacAlgorithm",
                "HMAC_SHA_256")
            .path("Mac")
            .asText();
    assertThat(mac).isEqualTo(javaMac());
    assertThat(kms.ok("ListResourceTags", "KeyId", key.path("KeyId").asText()).path("Tags"))
        .isEmpty();
  }

  private static String javaMac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
      return base64(mac.doFinal(MESSAGE));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
