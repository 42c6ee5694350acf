package dev.brume.iam.engine;

/**
 * The outbound federation settings of an account. The issuer stays the same when it is disabled and
 * enabled again.
 *
 * @param enabled whether tokens are issued
 * @param issuerId makes the issuer unique
 * @param rsaKey signs by RS256; null until it is needed
 * @param ecKey signs by ES384; null until it is needed
 */
public record OutboundFederation(
    boolean enabled, String issuerId, TokenSigningKey rsaKey, TokenSigningKey ecKey) {

  /** The issuer in tokens. */
  public String issuer() {
    return "https://" + issuerId + ".tokens.sts.global.api.aws";
  }

  /** The same, enabled or disabled. */
  public OutboundFederation enabled(boolean now) {
    return new OutboundFederation(now, issuerId, rsaKey, ecKey);
  }

  /** The key for an algorithm, or null. */
  public TokenSigningKey key(String algorithm) {
    return algorithm.startsWith("RS") ? rsaKey : ecKey;
  }

  /** The same with a key. */
  public OutboundFederation with(TokenSigningKey key) {
    boolean isRsa = key.algorithm().startsWith("RS");
    return new OutboundFederation(enabled, issuerId, isRsa ? key : rsaKey, isRsa ? ecKey : key);
  }
}
