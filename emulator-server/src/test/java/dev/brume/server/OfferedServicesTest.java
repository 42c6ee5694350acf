package dev.brume.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.admin.Coverage;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Health calls a service available just when something of it is done. Source of truth:
 * docs/coverage.md of this project.
 */
class OfferedServicesTest {
  @Test
  void theServicesOfferedAreThoseThatDoSomething() {
    Set<String> doing = new TreeSet<>();
    for (Coverage.CoveredService service : CoverageOfServer.services()) {
      if (!service.done().isEmpty()) {
        doing.add(service.id());
      }
    }

    assertThat(doing).isEqualTo(new TreeSet<>(ServiceTable.OFFERED));
  }
}
