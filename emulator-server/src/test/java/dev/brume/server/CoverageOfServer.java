package dev.brume.server;

import dev.brume.core.admin.Coverage;
import dev.brume.core.gateway.BoundService;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.gateway.ServiceEntry;
import dev.brume.core.schema.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the server that the composition root puts together does. */
public final class CoverageOfServer {
  private CoverageOfServer() {}

  /** The coverage of every service, in the order of their ids. */
  public static Collection<Coverage.CoveredService> services() {
    try (Brume brume = Brume.builder().start()) {
      return Coverage.of(brume.parts().services).services().values();
    }
  }

  /** The operations that are done, and of which nothing says what they need. */
  public static List<String> withoutAccess() {
    List<String> found = new ArrayList<>();
    try (Brume brume = Brume.builder().setting("ENFORCE_IAM", "1").start()) {
      for (ServiceEntry entry : brume.parts().services.all()) {
        if (entry.isOffered()) {
          addWithoutAccess(entry.bound(), found);
        }
      }
    }
    return found;
  }

  private static void addWithoutAccess(BoundService service, List<String> found) {
    ServiceAccess access = service.service().access();
    for (Operation<?, ?> operation : service.schema().operationMap().values()) {
      if (service.does(operation) && (access == null || !access.covers(operation))) {
        found.add(service.schema().id() + " " + operation.name());
      }
    }
  }
}
