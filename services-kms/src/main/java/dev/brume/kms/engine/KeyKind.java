package dev.brume.kms.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The key specs, with the usages and algorithms of each. SM2 is only offered in China, and missing
 * here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html">Key
 *     spec reference</a>
 */
public enum KeyKind {
  SYMMETRIC_DEFAULT(Family.SYMMETRIC, 256),
  RSA_2048(Family.RSA, 2048),
  RSA_3072(Family.RSA, 3072),
  RSA_4096(Family.RSA, 4096),
  ECC_NIST_P256(Family.NIST_CURVE, 256),
  ECC_NIST_P384(Family.NIST_CURVE, 384),
  ECC_NIST_P521(Family.NIST_CURVE, 521),
  ECC_SECG_P256K1(Family.SECG_CURVE, 256),
  ECC_NIST_EDWARDS25519(Family.EDWARDS_CURVE, 256),
  HMAC_224(Family.HMAC, 224),
  HMAC_256(Family.HMAC, 256),
  HMAC_384(Family.HMAC, 384),
  HMAC_512(Family.HMAC, 512),
  ML_DSA_44(Family.ML_DSA, 44),
  ML_DSA_65(Family.ML_DSA, 65),
  ML_DSA_87(Family.ML_DSA, 87),
  ML_KEM_512(Family.ML_KEM, 512),
  ML_KEM_768(Family.ML_KEM, 768),
  ML_KEM_1024(Family.ML_KEM, 1024);

  /** Specs whose keys are created and used in the same way. */
  public enum Family {
    SYMMETRIC,
    RSA,
    NIST_CURVE,
    SECG_CURVE,
    EDWARDS_CURVE,
    HMAC,
    ML_DSA,
    ML_KEM
  }

  private static final List<String> RSA_SIGNING =
      List.of(
          "RSASSA_PKCS1_V1_5_SHA_256",
          "RSASSA_PKCS1_V1_5_SHA_384",
          "RSASSA_PKCS1_V1_5_SHA_512",
          "RSASSA_PSS_SHA_256",
          "RSASSA_PSS_SHA_384",
          "RSASSA_PSS_SHA_512");

  private static final Map<KeyKind, String> ECDSA =
      Map.of(
          ECC_NIST_P256, "ECDSA_SHA_256",
          ECC_NIST_P384, "ECDSA_SHA_384",
          ECC_NIST_P521, "ECDSA_SHA_512",
          ECC_SECG_P256K1, "ECDSA_SHA_256");

  private final Family family;
  private final int size;

  KeyKind(Family family, int size) {
    this.family = family;
    this.size = size;
  }

  /** The kind with that key spec; empty if there is none. */
  public static Optional<KeyKind> of(String keySpec) {
    return Stream.of(values()).filter(kind -> kind.name().equals(keySpec)).findFirst();
  }

  /** The family of such keys. */
  public Family family() {
    return family;
  }

  /** The bits of the key, or the number in the name of its parameter set. */
  public int size() {
    return size;
  }

  /** Whether such keys have a public part. */
  public boolean isAsymmetric() {
    return family != Family.SYMMETRIC && family != Family.HMAC;
  }

  /** The possible usages of such keys; a key has one. */
  public List<KeyUsage> usages() {
    return switch (family) {
      case SYMMETRIC -> List.of(KeyUsage.ENCRYPT_DECRYPT);
      case RSA -> List.of(KeyUsage.ENCRYPT_DECRYPT, KeyUsage.SIGN_VERIFY);
      case NIST_CURVE -> List.of(KeyUsage.SIGN_VERIFY, KeyUsage.KEY_AGREEMENT);
      case SECG_CURVE, EDWARDS_CURVE, ML_DSA -> List.of(KeyUsage.SIGN_VERIFY);
      case HMAC -> List.of(KeyUsage.GENERATE_VERIFY_MAC);
      case ML_KEM -> List.of(KeyUsage.ENCAPSULATE_DECAPSULATE);
    };
  }

  /** The algorithms of a usage, in AWS's order; empty if such keys do not have it. */
  public List<String> algorithms(KeyUsage usage) {
    if (!usages().contains(usage)) {
      return List.of();
    }
    return switch (usage) {
      case ENCRYPT_DECRYPT ->
          family == Family.SYMMETRIC
              ? List.of("SYMMETRIC_DEFAULT")
              : List.of("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256");
      case SIGN_VERIFY -> signingAlgorithms();
      case GENERATE_VERIFY_MAC -> List.of("HMAC_SHA_" + size);
      case KEY_AGREEMENT -> List.of("ECDH");
      case ENCAPSULATE_DECAPSULATE -> List.of("ML_KEM");
    };
  }

  private List<String> signingAlgorithms() {
    return switch (family) {
      case RSA -> RSA_SIGNING;
      case EDWARDS_CURVE -> List.of("ED25519_SHA_512", "ED25519_PH_SHA_512");
      case ML_DSA -> List.of("ML_DSA_SHAKE_256");
      default -> List.of(ECDSA.get(this));
    };
  }
}
