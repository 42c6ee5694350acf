package dev.brume.server;

import dev.brume.core.kit.Surroundings;
import dev.brume.logs.LogsService;
import java.util.function.Supplier;

/** Creates CloudWatch Logs when it is first needed, by its clients or by functions that print. */
final class LogsModule implements Supplier<LogsService> {
  private final Surroundings surroundings;
  private LogsService service;

  LogsModule(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public synchronized LogsService get() {
    if (service == null) {
      service = new LogsService(surroundings);
    }
    return service;
  }
}
