package dev.brume.server;

import dev.brume.core.admin.Coverage;
import java.util.Collection;

/** What the server that the composition root puts together does. */
public final class CoverageOfServer {
  private CoverageOfServer() {}

  /** The coverage of every service, in the order of their ids. */
  public static Collection<Coverage.CoveredService> services() {
    try (Brume brume = Brume.builder().start()) {
      return Coverage.of(brume.parts().services).services().values();
    }
  }
}
