package dev.brume.server.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.CoverageOfServer;
import org.junit.jupiter.api.Test;

/**
 * Every operation that is done says what callers must be allowed: an action on a resource, or by
 * {@code onAny} that there is none. Else it would be asked for on all resources, and policies that
 * name the resource would not let it through.
 *
 * <p>Source of truth: CONTRIBUTING.md, "Add an operation"; which resource that is, says AWS's <a
 * href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">service
 * authorization reference</a>.
 */
class AccessTablesTest {
  @Test
  void nameEveryOperationThatIsDone() {
    assertThat(CoverageOfServer.withoutAccess()).isEmpty();
  }
}
