package dev.brume.server.clients.iam;

import static dev.brume.server.clients.iam.IamClients.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.clients.SharedBrume;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * What AssumeRole takes.
 *
 * <p>Source of truth: answers recorded on AWS, sts, 2025-04-10 and 2025-07-21, and <a
 * href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>.
 */
class AssumeRoleTest {
  private final IamClients root = IamClients.fresh();

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing-valid-in-here",
        "arn::b:::something/test-role",
        "arn:a::::something/test-role",
        "arn:a:::something/test-role",
        "arn:a:a::aaaaaaaaaa:",
        "arn:aws:iam::123456789012:role/"
      })
  void anArnMustBeOne(String arn) {
    assertRefused(
        () -> root.sts.assumeRole(r -> r.roleArn(arn).roleSessionName("one")),
        400,
        "ValidationError",
        arn + " is invalid");
  }

  @Test
  void aSessionNameHasNoColon() {
    assertRefused(
        () -> root.sts.assumeRole(r -> r.roleArn(root.arn("role/r")).roleSessionName("Session1:2")),
        400,
        "ValidationError",
        "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy"
            + " constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*");
  }

  @Test
  void aTransitiveTagIsOneOfTheTags() {
    String role = root.role("tagged");

    assertRefused(
        () ->
            root.sts.assumeRole(
                r ->
                    r.roleArn(role)
                        .roleSessionName("one")
                        .tags(tag("key", "value"))
                        .transitiveTagKeys("other")),
        400,
        "InvalidParameterValue",
        "The specified transitive tag key must be included in the requested tags.");
  }

  @Test
  void keysOfTagsDifferInMoreThanCase() {
    String role = root.role("tagged");

    assertRefused(
        () ->
            root.sts.assumeRole(
                r ->
                    r.roleArn(role)
                        .roleSessionName("one")
                        .tags(tag("key", "value"), tag("Key", "value"))),
        400,
        "InvalidParameterValue",
        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
  }

  @Test
  void aSessionLastsAnHourUnlessToldOtherwise() {
    String role = root.role("hourly");

    AssumeRoleResponse assumed = root.sts.assumeRole(r -> r.roleArn(role).roleSessionName("one"));

    assertThat(Duration.between(SharedBrume.now(), assumed.credentials().expiration()))
        .isBetween(Duration.ofMinutes(58), Duration.ofMinutes(61));
    assertRefused(
        () -> root.sts.assumeRole(r -> r.roleArn(role).roleSessionName("o2").durationSeconds(7200)),
        400,
        "ValidationError",
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
  }

  /** "Role chaining limits your ... role session to a maximum of one hour." */
  @Test
  void aChainedSessionLastsAnHourAtMost() {
    String role = root.role("chained");
    root.iam.updateRole(r -> r.roleName("chained").maxSessionDuration(43_200));
    IamClients first =
        root.as(
            root.sts
                .assumeRole(r -> r.roleArn(role).roleSessionName("one").durationSeconds(43_200))
                .credentials());

    assertThat(first.sts.assumeRole(r -> r.roleArn(role).roleSessionName("two"))).isNotNull();
    assertRefused(
        () ->
            first.sts.assumeRole(
                r -> r.roleArn(role).roleSessionName("three").durationSeconds(3601)),
        400,
        "ValidationError",
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
            + " chaining");
  }

  @Test
  void aSessionPolicyMustBeOne() {
    String role = root.role("limited");

    assertRefused(
        () -> root.sts.assumeRole(r -> r.roleArn(role).roleSessionName("one").policy("{")),
        400,
        "MalformedPolicyDocument",
        "This policy contains invalid Json");
  }
}
