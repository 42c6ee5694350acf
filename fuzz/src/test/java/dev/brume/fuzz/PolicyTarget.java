package dev.brume.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.core.policy.PolicyRequest;
import dev.brume.core.policy.PolicyRules;
import dev.brume.core.policy.PublicAccess;
import java.util.List;
import java.util.Set;

/** Policies: refused with a fault, or read, and then a request is decided on. */
final class PolicyTarget implements Target {
  private static final int MOST_BYTES = 20_480;

  private static final PublicAccess PUBLIC_ACCESS =
      new PublicAccess(Set.of("s3:dataaccesspointaccount"), Set.of("s3:dataaccesspointarn"));

  private static final PolicyRequest REQUEST =
      new PolicyRequest(
          PolicyPrincipal.of("arn:aws:iam::111122223333:user/team/ana"),
          "s3:GetObject",
          "arn:aws:s3:::bucket/photos/cat.jpg",
          "111122223333",
          ContextKeys.builder()
              .put("aws:SourceIp", "10.1.2.3")
              .put("aws:CurrentTime", "2025-01-01T00:00:00Z")
              .put("aws:SecureTransport", "true")
              .put("s3:max-keys", "10")
              .put("aws:TagKeys", List.of("a", "b"))
              .build());

  @Override
  public List<byte[]> seeds() {
    return Refusals.seeds(
        "{\"Version\":\"2012-10-17\",\"Id\":\"i\",\"Statement\":[{\"Sid\":\"s\",\"Effect\":\"Allow\","
            + "\"Principal\":{\"AWS\":[\"111122223333\",\"arn:aws:iam::111122223333:root\"]},"
            + "\"Action\":\"s3:Get*\",\"Resource\":\"arn:aws:s3:::bucket/${aws:username}/*\"}]}",
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"NotPrincipal\":\"*\","
            + "\"NotAction\":[\"s3:?etObject\"],\"NotResource\":\"*\",\"Condition\":{\"NotIpAddress\":"
            + "{\"aws:SourceIp\":[\"10.0.0.0/8\",\"2001:db8::/32\"]},\"Bool\":{\"aws:SecureTransport\":\"true\"}}}}",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\","
            + "\"Resource\":\"*\",\"Condition\":{\"ForAllValues:StringLikeIfExists\":{\"aws:TagKeys\":"
            + "[\"a*\",\"${aws:userid, 'none'}\"]},\"DateLessThan\":{\"aws:CurrentTime\":\"2026-01-01T00:00:00Z\"},"
            + "\"NumericLessThanEquals\":{\"s3:max-keys\":\"1e2\"},\"Null\":{\"aws:x\":\"true\"},"
            + "\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::*:user/*\"},\"BinaryEquals\":{\"k\":\"AAEC\"}}}]}",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"sqs:*\"],\"Resource\":[\"arn:aws:sqs:*:*:q*\"]}]}");
  }

  @Override
  public void take(byte[] input) {
    String text = new String(input, UTF_8);
    for (PolicyRules rules :
        List.of(PolicyRules.ofResource(MOST_BYTES), PolicyRules.ofIdentity(MOST_BYTES))) {
      try {
        Policy policy = Policy.parse(text, rules);
        Refusals.check(policy.decide(REQUEST).outcome() != null, "No decision");
        PUBLIC_ACCESS.isPublic(policy);
      } catch (PolicyFault fault) {
        Refusals.check(fault.kind() != null, "A fault without a kind");
      }
    }
  }
}
