package dev.brume.server;

import dev.brume.core.kit.Surroundings;
import dev.brume.kms.KmsService;
import java.util.function.Supplier;

/** Creates KMS when it is first needed, by its clients or by services that encrypt. */
final class KmsModule implements Supplier<KmsService> {
  private final Surroundings surroundings;
  private KmsService service;

  KmsModule(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public synchronized KmsService get() {
    if (service == null) {
      service = new KmsService(surroundings);
    }
    return service;
  }
}
