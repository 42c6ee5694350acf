package dev.brume.server.clients;

import dev.brume.server.Brume;
import java.net.URI;
import java.time.Instant;

/**
 * The server that the client tests of one JVM share: started by the first that asks, with time
 * running as it does. Every test takes its own account, so none sees another's queues. A test that
 * moves time starts a server of its own.
 */
public final class SharedBrume {
  private SharedBrume() {}

  /** Where it listens. */
  public static URI endpoint() {
    return Running.BRUME.endpoint();
  }

  /** The present, as the server sees it. */
  public static Instant now() {
    return Running.BRUME.timeline().now();
  }

  /** Started when first touched; ends with the JVM. */
  private static final class Running {
    static final Brume BRUME =
        Brume.builder()
            .port(0)
            .onFailure((id, request, failure) -> failure.printStackTrace())
            .start();
  }
}
