package dev.brume.server;

import dev.brume.core.kit.Surroundings;
import dev.brume.secretsmanager.SecretsManagerService;
import java.util.function.Supplier;

/** Creates Secrets Manager when it is first needed, by its clients or by references to secrets. */
final class SecretsModule implements Supplier<SecretsManagerService> {
  private final Surroundings surroundings;
  private SecretsManagerService service;

  SecretsModule(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public synchronized SecretsManagerService get() {
    if (service == null) {
      service = new SecretsManagerService(surroundings);
    }
    return service;
  }
}
