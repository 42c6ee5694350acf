package dev.brume.ssm;

import dev.brume.ssm.api.SsmApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What policies of parameters, and the paths that are asked for, may not be.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-policies.html">Assigning
 *     parameter policies</a>
 */
class ParameterPoliciesTest {
  private static final String EXPIRATION =
      "{\"Type\":\"Expiration\",\"Version\":\"1.0\",\"Attributes\":"
          + "{\"Timestamp\":\"2050-01-01T00:00:00Z\"}}";

  private final WireClient ssm = TestServer.of(SsmApi.SERVICE, SsmService::new).client();

  private WireAnswer put(String policies) {
    return ssm.call(
        "PutParameter",
        "Name",
        "/a",
        "Value",
        "v",
        "Type",
        "String",
        "Tier",
        "Advanced",
        "Overwrite",
        true,
        "Policies",
        policies);
  }

  /** AWS's text is not known. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Type\":\"ExpirationNotification\",\"Version\":\"1.0\",\"Attributes\":{\"Before\":\"15\",\"Unit\":\"Weeks\"}}",
        "{\"Type\":\"ExpirationNotification\",\"Version\":\"1.0\",\"Attributes\":{\"Unit\":\"Days\"}}",
        "{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"0\",\"Unit\":\"Days\"}}",
        "{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"x\",\"Unit\":\"Days\"}}"
      })
  void periodsAreNumbersOfDaysOrHours(String policy) {
    put("[" + policy + "]").isError(400, "InvalidPolicyAttributeException");
  }

  @Test
  void notificationsAreKept() {
    put("["
            + EXPIRATION
            + ",{\"Type\":\"ExpirationNotification\",\"Version\":\"1.0\",\"Attributes\":"
            + "{\"Before\":\"15\",\"Unit\":\"Days\"}},{\"Type\":\"NoChangeNotification\","
            + "\"Version\":\"1.0\",\"Attributes\":{\"After\":\"20\",\"Unit\":\"Hours\"}}]")
        .ok();
  }

  /** IncompatiblePolicyException of the model. */
  @Test
  void expireOnce() {
    put("[" + EXPIRATION + "]").ok();
    put("[" + EXPIRATION + "," + EXPIRATION + "]").isError(400, "IncompatiblePolicyException");
    put("[]").ok();
  }

  /** "The parameter doesn't meet the parameter name requirements." */
  @ParameterizedTest
  @ValueSource(strings = {"a", "//", "/a//b", "/a b", "/é"})
  void pathsAreThoseOfNames(String path) {
    ssm.call("GetParametersByPath", "Path", path).isError(400, "ValidationException");
  }
}
