package dev.brume.kms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.kms.api.KmsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What keys do; signatures and ciphertexts are checked by Java's own algorithms, which are RFC
 * 8017's, RFC 8032's and NIST's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html">Key
 *     spec reference</a>
 */
class KeyUseTest {
  private static final byte[] MESSAGE = "some important message".getBytes(StandardCharsets.UTF_8);
  private final WireClient kms = TestServer.of(KmsApi.SERVICE, KmsService::new).client();

  private String key(String spec, String usage) {
    return kms.ok("CreateKey", "KeySpec", spec, "KeyUsage", usage)
        .path("KeyMetadata")
        .path("Arn")
        .asText();
  }

  private String symmetricKey() {
    return key("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(JsonNode blob) {
    return Base64.getDecoder().decode(blob.asText());
  }

  private PublicKey publicKey(String key, String algorithm) throws Exception {
    byte[] encoded = bytes(kms.ok("GetPublicKey", "KeyId", key).path("PublicKey"));
    return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
  }

  /** Answers recorded on AWS, KMS, 22-09-2025 and 16-06-2023. */
  @Test
  void encryptionContextIsNeededAgain() {
    String key = symmetricKey();
    Map<String, String> context = Map.of("context", "testing", "b", "2");
    JsonNode encrypted =
        kms.ok("Encrypt", "KeyId", key, "Plaintext", base64(MESSAGE), "EncryptionContext", context);
    String blob = encrypted.path("CiphertextBlob").asText();
    assertThat(encrypted.path("KeyId").asText()).isEqualTo(key);
    assertThat(encrypted.path("EncryptionAlgorithm").asText()).isEqualTo("SYMMETRIC_DEFAULT");
    JsonNode decrypted = kms.ok("Decrypt", "CiphertextBlob", blob, "EncryptionContext", context);
    assertThat(bytes(decrypted.path("Plaintext"))).isEqualTo(MESSAGE);
    assertThat(decrypted.path("KeyMaterialId").asText()).matches("[0-9a-f]{64}");
    kms.call("Decrypt", "CiphertextBlob", blob)
        .isError(400, "InvalidCiphertextException")
        .says(null);
    kms.call("Decrypt", "CiphertextBlob", base64(MESSAGE))
        .isError(400, "InvalidCiphertextException");
    byte[] changed = Base64.getDecoder().decode(blob);
    changed[changed.length - 1] ^= 1;
    kms.call("Decrypt", "CiphertextBlob", base64(changed), "EncryptionContext", context)
        .isError(400, "InvalidCiphertextException");
  }

  /** Answer recorded on AWS, KMS, 09-06-2025; the text for other regions is AWS's own. */
  @Test
  void ciphertextBelongsToItsKey() {
    String key = symmetricKey();
    String other = symmetricKey();
    String blob =
        kms.ok("Encrypt", "KeyId", key, "Plaintext", base64(MESSAGE))
            .path("CiphertextBlob")
            .asText();
    kms.call("Decrypt", "CiphertextBlob", blob, "KeyId", other)
        .isError(400, "IncorrectKeyException")
        .says("The key ID in the request does not identify a CMK that can perform this operation.");
    kms.in("us-west-2")
        .call("Decrypt", "CiphertextBlob", blob)
        .isError(400, "AccessDeniedException");
    JsonNode moved = kms.ok("ReEncrypt", "CiphertextBlob", blob, "DestinationKeyId", other);
    assertThat(moved.path("SourceKeyId").asText()).isEqualTo(key);
    assertThat(moved.path("KeyId").asText()).isEqualTo(other);
    JsonNode decrypted = kms.ok("Decrypt", "CiphertextBlob", moved.path("CiphertextBlob").asText());
    assertThat(bytes(decrypted.path("Plaintext"))).isEqualTo(MESSAGE);
    kms.call("ReEncrypt", "CiphertextBlob", blob, "SourceKeyId", other, "DestinationKeyId", other)
        .isError(400, "IncorrectKeyException");
  }

  /** Answer recorded on AWS, KMS, 13-04-2023. */
  @Test
  void plaintextIsShort() {
    kms.call("Encrypt", "KeyId", symmetricKey(), "Plaintext", base64(new byte[4097]))
        .isError(400, "ValidationException")
        .says(
            "1 validation error detected: Value at 'plaintext' failed to satisfy constraint:"
                + " Member must have length less than or equal to 4096");
  }

  /**
   * AWS's words are not known for plaintexts that are too long; that on the algorithm follows the
   * one of HMAC keys, recorded on AWS, KMS, 13-04-2023.
   */
  @Test
  void rsaEncrypts() throws Exception {
    String key = key("RSA_2048", "ENCRYPT_DECRYPT");
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        publicKey(key, "RSA"),
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    JsonNode decrypted =
        kms.ok(
            "Decrypt",
            "CiphertextBlob",
            base64(cipher.doFinal(MESSAGE)),
            "KeyId",
            key,
            "EncryptionAlgorithm",
            "RSAES_OAEP_SHA_256");
    assertThat(bytes(decrypted.path("Plaintext"))).isEqualTo(MESSAGE);
    kms.call(
            "Encrypt",
            "KeyId",
            key,
            "Plaintext",
            base64(new byte[191]),
            "EncryptionAlgorithm",
            "RSAES_OAEP_SHA_256")
        .isError(400, "ValidationException");
    kms.call("Encrypt", "KeyId", key, "Plaintext", base64(MESSAGE))
        .isError(400, "InvalidKeyUsageException")
        .says("Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.");
    kms.call("GenerateDataKey", "KeyId", key, "KeySpec", "AES_256")
        .isError(400, "InvalidKeyUsageException");
  }

  /** Answers recorded on AWS, KMS, 13-04-2023. */
  @ParameterizedTest
  @CsvSource({
    "RSA_2048, RSASSA_PSS_SHA_256, SHA-256",
    "RSA_2048, RSASSA_PSS_SHA_512, SHA-512",
    "RSA_2048, RSASSA_PKCS1_V1_5_SHA_384, SHA-384",
    "ECC_NIST_P256, ECDSA_SHA_256, SHA-256",
    "ECC_NIST_P384, ECDSA_SHA_384, SHA-384",
    "ECC_NIST_P521, ECDSA_SHA_512, SHA-512",
    "ECC_SECG_P256K1, ECDSA_SHA_256, SHA-256"
  })
  void signaturesAreVerified(String spec, String algorithm, String hash) throws Exception {
    String key = key(spec, "SIGN_VERIFY");
    JsonNode signed =
        kms.ok("Sign", "KeyId", key, "Message", base64(MESSAGE), "SigningAlgorithm", algorithm);
    String signature = signed.path("Signature").asText();
    String digest = base64(MessageDigest.getInstance(hash).digest(MESSAGE));
    JsonNode verified = verify(key, algorithm, digest, "DIGEST", signature).ok();
    assertThat(verified.path("SignatureValid").asBoolean()).isTrue();
    verify(key, algorithm, base64(MESSAGE), "DIGEST", signature)
        .isError(400, "ValidationException")
        .says("Digest is invalid length for algorithm " + algorithm + ".");
    verify(key, algorithm, base64("other".getBytes(StandardCharsets.UTF_8)), "RAW", signature)
        .isError(400, "KMSInvalidSignatureException")
        .says(null);
    verify(key, algorithm, base64(MESSAGE), "RAW", "YQ==")
        .isError(400, "KMSInvalidSignatureException");
    if (!spec.equals("ECC_SECG_P256K1")) {
      assertThat(javaVerifies(key, spec, algorithm, hash, signature)).isTrue();
    }
  }

  private WireAnswer verify(
      String key, String algorithm, String message, String type, String signature) {
    return kms.call(
        "Verify",
        "KeyId",
        key,
        "Message",
        message,
        "MessageType",
        type,
        "Signature",
        signature,
        "SigningAlgorithm",
        algorithm);
  }

  private boolean javaVerifies(
      String key, String spec, String algorithm, String hash, String signature) throws Exception {
    String plain = hash.replace("-", "");
    Signature java;
    if (algorithm.startsWith("RSASSA_PSS")) {
      java = Signature.getInstance("RSASSA-PSS");
      java.setParameter(
          new PSSParameterSpec(
              hash,
              "MGF1",
              new MGF1ParameterSpec(hash),
              MessageDigest.getInstance(hash).getDigestLength(),
              1));
    } else {
      java = Signature.getInstance(plain + (spec.startsWith("RSA") ? "withRSA" : "withECDSA"));
    }
    java.initVerify(publicKey(key, spec.startsWith("RSA") ? "RSA" : "EC"));
    java.update(MESSAGE);
    return java.verify(Base64.getDecoder().decode(signature));
  }

  /** RFC 8032, as Java has it: Ed25519 of messages, Ed25519ph of digests. */
  @Test
  void edwardsCurveSigns() throws Exception {
    String key = key("ECC_NIST_EDWARDS25519", "SIGN_VERIFY");
    PublicKey publicKey = publicKey(key, "Ed25519");
    String pure =
        kms.ok(
                "Sign",
                "KeyId",
                key,
                "Message",
                base64(MESSAGE),
                "SigningAlgorithm",
                "ED25519_SHA_512")
            .path("Signature")
            .asText();
    Signature java = Signature.getInstance("Ed25519");
    java.initVerify(publicKey);
    java.update(MESSAGE);
    assertThat(java.verify(Base64.getDecoder().decode(pure))).isTrue();
    String digest = base64(MessageDigest.getInstance("SHA-512").digest(MESSAGE));
    String hashed =
        kms.ok(
                "Sign",
                "KeyId",
                key,
                "Message",
                digest,
                "MessageType",
                "DIGEST",
                "SigningAlgorithm",
                "ED25519_PH_SHA_512")
            .path("Signature")
            .asText();
    java.setParameter(new EdDSAParameterSpec(true));
    java.initVerify(publicKey);
    java.update(MESSAGE);
    assertThat(java.verify(Base64.getDecoder().decode(hashed))).isTrue();
    verify(key, "ED25519_PH_SHA_512", digest, "DIGEST", hashed).ok();
    verify(key, "ED25519_PH_SHA_512", digest, "DIGEST", pure)
        .isError(400, "KMSInvalidSignatureException");
    verify(key, "ED25519_SHA_512", base64(MESSAGE), "RAW", pure).ok();
  }

  /** Answers recorded on AWS, KMS, 13-04-2023. */
  @Test
  void macsAreVerified() {
    String key = key("HMAC_256", "GENERATE_VERIFY_MAC");
    kms.call("GenerateMac", "KeyId", key, "Message", "YQ==", "MacAlgorithm", "HMAC_SHA_512")
        .isError(400, "InvalidKeyUsageException")
        .says("Algorithm HMAC_SHA_512 is incompatible with key spec HMAC_256.");
    String mac =
        kms.ok("GenerateMac", "KeyId", key, "Message", "YQ==", "MacAlgorithm", "HMAC_SHA_256")
            .path("Mac")
            .asText();
    assertThat(
            kms.ok(
                    "VerifyMac",
                    "KeyId",
                    key,
                    "Message",
                    "YQ==",
                    "Mac",
                    mac,
                    "MacAlgorithm",
                    "HMAC_SHA_256")
                .path("MacValid")
                .asBoolean())
        .isTrue();
    kms.call(
            "VerifyMac",
            "KeyId",
            key,
            "Message",
            "Yg==",
            "Mac",
            mac,
            "MacAlgorithm",
            "HMAC_SHA_256")
        .isError(400, "KMSInvalidMacException")
        .says(null);
  }

  /** Answers recorded on AWS, KMS, 25-12-2024. */
  @Test
  void secretsAreShared() throws Exception {
    String key = key("ECC_NIST_P256", "KEY_AGREEMENT");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair mine = generator.generateKeyPair();
    JsonNode derived = derive(key, mine.getPublic().getEncoded()).ok();
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(mine.getPrivate());
    agreement.doPhase(publicKey(key, "EC"), true);
    assertThat(bytes(derived.path("SharedSecret"))).isEqualTo(agreement.generateSecret());
    assertThat(derived.path("KeyOrigin").asText()).isEqualTo("AWS_KMS");
    derive(key, MESSAGE).isError(400, "ValidationException");
    String signing = key("ECC_NIST_P256", "SIGN_VERIFY");
    derive(signing, mine.getPublic().getEncoded())
        .isError(400, "InvalidKeyUsageException")
        .says(signing + " key usage is SIGN_VERIFY which is not valid for DeriveSharedSecret.");
  }

  private WireAnswer derive(String key, byte[] publicKey) {
    return kms.call(
        "DeriveSharedSecret",
        "KeyId",
        key,
        "KeyAgreementAlgorithm",
        "ECDH",
        "PublicKey",
        base64(publicKey));
  }

  /** Answers recorded on AWS, KMS, 11-05-2023 and 06-04-2025. */
  @Test
  void dataKeysAreMade() {
    String key = symmetricKey();
    kms.call("GenerateDataKey", "KeyId", key).isError(400, "ValidationException");
    JsonNode made = kms.ok("GenerateDataKey", "KeyId", key, "KeySpec", "AES_256");
    assertThat(bytes(made.path("Plaintext"))).hasSize(32);
    JsonNode decrypted = kms.ok("Decrypt", "CiphertextBlob", made.path("CiphertextBlob").asText());
    assertThat(decrypted.path("Plaintext")).isEqualTo(made.path("Plaintext"));
    JsonNode silent = kms.ok("GenerateDataKeyWithoutPlaintext", "KeyId", key, "NumberOfBytes", 12);
    assertThat(silent.has("Plaintext")).isFalse();
    JsonNode pair = kms.ok("GenerateDataKeyPair", "KeyId", key, "KeyPairSpec", "ECC_SECG_P256K1");
    assertThat(
            kms.ok("Decrypt", "CiphertextBlob", pair.path("PrivateKeyCiphertextBlob").asText())
                .path("Plaintext"))
        .isEqualTo(pair.path("PrivateKeyPlaintext"));
    kms.call("GenerateDataKeyPair", "KeyId", key, "KeyPairSpec", "RSA_2048", "DryRun", true)
        .isError(400, "DryRunOperationException")
        .says("The request would have succeeded, but the DryRun option is set.");
  }

  /** Answers recorded on AWS, KMS, 13-04-2023. */
  @Test
  void randomBytesAreMade() {
    assertThat(bytes(kms.ok("GenerateRandom", "NumberOfBytes", 91).path("Plaintext"))).hasSize(91);
    kms.call("GenerateRandom")
        .isError(400, "ValidationException")
        .says("NumberOfBytes is required.");
    kms.call("GenerateRandom", "NumberOfBytes", 1025)
        .says(
            "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy"
                + " constraint: Member must have value less than or equal to 1024");
  }

  /** Answers recorded on AWS, KMS, 02-03-2025 to 19-11-2025. */
  @Test
  void rotatedKeysReadOldCiphertexts() {
    String key = symmetricKey();
    String old =
        kms.ok("Encrypt", "KeyId", key, "Plaintext", base64(MESSAGE))
            .path("CiphertextBlob")
            .asText();
    kms.ok("EnableKeyRotation", "KeyId", key, "RotationPeriodInDays", 90);
    JsonNode status = kms.ok("GetKeyRotationStatus", "KeyId", key);
    assertThat(status.path("KeyRotationEnabled").asBoolean()).isTrue();
    assertThat(status.path("RotationPeriodInDays").asInt()).isEqualTo(90);
    kms.server().passSeconds(200L * 86_400);
    assertThat(kms.ok("ListKeyRotations", "KeyId", key).path("Rotations")).hasSize(2);
    assertThat(kms.ok("RotateKeyOnDemand", "KeyId", key).path("KeyId").asText()).isEqualTo(key);
    JsonNode rotations = kms.ok("ListKeyRotations", "KeyId", key).path("Rotations");
    assertThat(rotations).hasSize(3);
    assertThat(rotations.path(2).path("RotationType").asText()).isEqualTo("ON_DEMAND");
    assertThat(bytes(kms.ok("Decrypt", "CiphertextBlob", old).path("Plaintext")))
        .isEqualTo(MESSAGE);
    kms.call("EnableKeyRotation", "KeyId", key("HMAC_256", "GENERATE_VERIFY_MAC"))
        .isError(400, "UnsupportedOperationException");
  }

  /**
   * "You cannot create a grant for a symmetric encryption KMS key that allows the Sign operation.
   * If you try, AWS KMS returns a ValidationError exception":
   * https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html. Its text is unknown.
   */
  @ParameterizedTest
  @CsvSource({
    "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, GenerateDataKeyPair, Sign",
    "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, ReEncryptTo, GetPublicKey",
    "RSA_2048, ENCRYPT_DECRYPT, GetPublicKey, GenerateDataKey",
    "ECC_NIST_P256, SIGN_VERIFY, Verify, DeriveSharedSecret",
    "ECC_NIST_P256, KEY_AGREEMENT, DeriveSharedSecret, Verify",
    "HMAC_256, GENERATE_VERIFY_MAC, VerifyMac, Decrypt",
    "HMAC_256, GENERATE_VERIFY_MAC, DescribeKey, GetPublicKey"
  })
  void grantOnlyWhatTheyAreFor(String spec, String usage, String supported, String foreign) {
    String key = key(spec, usage);
    grant(key, supported).ok();
    grant(key, foreign).isError(400, "ValidationException");
    assertThat(kms.ok("ListGrants", "KeyId", key).path("Grants")).hasSize(1);
  }

  /**
   * "If the KeyLastUsage response element is empty … the key has not been used".
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html">GetKeyLastUsage</a>
   */
  @Test
  void isNoted() {
    String key = kms.ok("CreateKey").path("KeyMetadata").path("KeyId").asText();
    assertThat(kms.ok("GetKeyLastUsage", "KeyId", key).path("KeyLastUsage")).isEmpty();
    String ciphertext =
        kms.ok("Encrypt", "KeyId", key, "Plaintext", "YQ==").path("CiphertextBlob").asText();
    assertThat(lastOperation(key)).isEqualTo("Encrypt");
    kms.call("Decrypt", "CiphertextBlob", "YWJj").isError(400, "InvalidCiphertextException");
    assertThat(lastOperation(key)).isEqualTo("Encrypt");
    kms.ok("Decrypt", "CiphertextBlob", ciphertext);
    assertThat(lastOperation(key)).isEqualTo("Decrypt");
  }

  private String lastOperation(String key) {
    return kms.ok("GetKeyLastUsage", "KeyId", key).path("KeyLastUsage").path("Operation").asText();
  }

  private WireAnswer grant(String key, String operation) {
    return kms.call(
        "CreateGrant",
        "KeyId",
        key,
        "GranteePrincipal",
        "arn:aws:iam::123456789012:role/reader",
        "Operations",
        List.of(operation));
  }
}
