package dev.brume.lambda.runtime;

import dev.brume.core.port.Ports;
import dev.brume.core.port.RoleCredentials;
import dev.brume.core.port.RoleSession;
import dev.brume.core.time.Timeline;
import dev.brume.lambda.LambdaQuotas;
import java.time.Duration;

/**
 * The credentials of environments: a session of the function's execution role that is named like
 * the function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html">
 *     Defining Lambda function permissions with an execution role</a>
 */
public final class EnvironmentCredentials {
  /** AWS does not document how long they are valid; the longest session of a role lasts as long. */
  private static final int SECONDS = (int) Duration.ofHours(12).toSeconds();

  /** What functions get where nobody can assume roles. */
  private static final String UNCHECKED = "test";

  private final Ports ports;
  private final Timeline timeline;

  /**
   * @param ports may offer {@link RoleCredentials}
   * @param timeline on which credentials expire
   */
  public EnvironmentCredentials(Ports ports, Timeline timeline) {
    this.ports = ports;
    this.timeline = timeline;
  }

  /** New credentials. Opens a section of the store. */
  RoleSession of(RuntimePlan plan) {
    RoleCredentials roles = ports.look(RoleCredentials.class).orElse(null);
    return roles == null
        ? new RoleSession(plan.scope().account(), UNCHECKED, UNCHECKED, Long.MAX_VALUE)
        : roles.assume(plan.scope(), plan.settings().role(), plan.function(), SECONDS);
  }

  /** Whether credentials last for another call, however long it takes. */
  boolean outlastACall(RoleSession credentials) {
    long longest = Duration.ofSeconds(LambdaQuotas.TIMEOUT_SECONDS).toMillis();
    return timeline.nowMillis() < credentials.expiresMillis() - longest;
  }
}
