package orders;

import dev.brume.server.Brume;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The emulator for the tests of an application. */
public class BrumeResource implements QuarkusTestResourceLifecycleManager {
  private Brume brume;

  @Override
  public Map<String, String> start() {
    brume = Brume.builder().start();
    return Map.of("orders.endpoint", brume.endpoint().toString());
  }

  @Override
  public void stop() {
    brume.close();
  }
}
