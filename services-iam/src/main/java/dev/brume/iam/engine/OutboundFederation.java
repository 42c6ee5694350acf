package dev.brume.iam.engine;

/**
 * Whether an account vouches for its principals elsewhere, and as whom. The issuer stays the same
 * when it is disabled and enabled again.
 *
 * @param enabled whether tokens are given out
 * @param issuerId what makes the issuer unique
 * @param rsaKey signs by RS256; null until it is needed
 * @param ecKey signs by ES384; null until it is needed
 */
public record OutboundFederation(
    boolean enabled, String issuerId, TokenSigningKey rsaKey, TokenSigningKey ecKey) {

  /** The issuer as tokens name it. */
  public String issuer() {
    return "https://" + issuerId + ".tokens.sts.global.api.aws";
  }

  /** The same, giving out tokens or not. */
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
