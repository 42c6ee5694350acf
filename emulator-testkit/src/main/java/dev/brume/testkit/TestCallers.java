package dev.brume.testkit;

import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerDirectory;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.core.policy.PolicyRules;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Access keys of users with policies of their own, for servers that enforce access. Keys that it
 * does not know are root users', as everywhere.
 *
 * <pre>{@code
 * TestCallers callers = new TestCallers();
 * WireClient ssm = TestServer.builder()
 *     .service(SsmApi.SERVICE, SsmService::new).surroundings(callers::enforcing).build().client();
 * callers.user("ana", "{'Effect': 'Allow', 'Action': 'ssm:*', 'Resource': '*'}");
 * ssm.as("ana").ok("GetParameter", "Name", "/a");
 * }</pre>
 */
public final class TestCallers implements CallerDirectory {
  private static final int MAX_POLICY_LENGTH = 6_144;

  private final Map<String, CallerIdentity> keys = new ConcurrentHashMap<>();

  /** The same surroundings with access enforced for these callers. */
  public Surroundings enforcing(Surroundings usual) {
    return usual.with(new Authorizer(Authorizer.Mode.ENFORCED, this, usual.timeline()));
  }

  /** Gives a key to somebody. */
  public TestCallers give(String accessKeyId, CallerIdentity identity) {
    keys.put(accessKeyId, identity);
    return this;
  }

  /**
   * Gives a key to the user of that name in {@link TestEnvironment#ACCOUNT}.
   *
   * @param statements of the user's only policy; single quotes stand for double ones
   */
  public TestCallers user(String accessKeyId, String... statements) {
    String arn = "arn:aws:iam::" + TestEnvironment.ACCOUNT + ":user/" + accessKeyId;
    return give(
        accessKeyId,
        CallerIdentity.of(PolicyPrincipal.of(arn)).withIdentityPolicies(policies(statements)));
  }

  /** The policies of an identity that has one of those statements; none where there are none. */
  public static List<Policy> policies(String... statements) {
    if (statements.length == 0) {
      return List.of();
    }
    String text = "{'Version': '2012-10-17', 'Statement': [" + String.join(",", statements) + "]}";
    try {
      return List.of(
          Policy.parse(text.replace('\'', '"'), PolicyRules.ofIdentity(MAX_POLICY_LENGTH)));
    } catch (PolicyFault fault) {
      throw new AssertionError(fault);
    }
  }

  @Override
  public String accountOf(String accessKeyId) {
    CallerIdentity known = keys.get(accessKeyId);
    return known == null ? null : known.principal().account();
  }

  @Override
  public CallerIdentity identify(String accessKeyId, String sessionToken) {
    return keys.get(accessKeyId);
  }
}
