package dev.brume.core.policy;

import java.util.List;

/** Policies and requests of tests. Apostrophes stand for quotation marks. */
final class PolicyText {
  static final String OWNER = "111122223333";
  static final String OBJECT = "arn:aws:s3:::amzn-s3-demo-bucket/photos/cat.jpg";
  static final PolicyPrincipal USER = PolicyPrincipal.of("arn:aws:iam::111122223333:user/team/ana");
  static final PolicyPrincipal SESSION =
      PolicyPrincipal.of("arn:aws:sts::111122223333:assumed-role/reader/tuesday")
          .withUserId("AROAEXAMPLE:tuesday");

  private static final int MAX_BYTES = 20_480;
  static final PolicyRules RESOURCE = PolicyRules.ofResource(MAX_BYTES);
  static final PolicyRules IDENTITY = PolicyRules.ofIdentity(MAX_BYTES);

  private PolicyText() {}

  static Policy parse(String text, PolicyRules rules) {
    try {
      return Policy.parse(text.replace('\'', '"'), rules);
    } catch (PolicyFault fault) {
      throw new AssertionError(fault.getMessage() + " in " + text, fault);
    }
  }

  /** A policy of one or more statements, each without braces. */
  static Policy ofResource(String... statements) {
    return parse(document(statements), RESOURCE);
  }

  static Policy ofIdentity(String... statements) {
    return parse(document(statements), IDENTITY);
  }

  static String document(String... statements) {
    List<String> objects = List.of(statements).stream().map(each -> "{" + each + "}").toList();
    return "{'Version':'2012-10-17','Statement':[" + String.join(",", objects) + "]}";
  }

  /** {@code USER} gets {@link #OBJECT}, whose owner is in the same account. */
  static PolicyRequest request(ContextKeys context) {
    return request(USER, context);
  }

  static PolicyRequest request(PolicyPrincipal principal, ContextKeys context) {
    return new PolicyRequest(principal, "s3:GetObject", OBJECT, OWNER, context);
  }

  static PolicyRequest by(PolicyPrincipal principal) {
    return request(principal, ContextKeys.NONE);
  }
}
