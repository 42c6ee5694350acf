package dev.brume.server;

import dev.brume.core.kit.Surroundings;
import dev.brume.kinesis.KinesisService;
import java.util.function.Supplier;

/** Creates Kinesis from the configuration, when it is first needed. */
final class KinesisModule implements Supplier<KinesisService> {
  private final Configuration configuration;
  private final Surroundings surroundings;
  private KinesisService service;

  KinesisModule(Configuration configuration, Surroundings surroundings) {
    this.configuration = configuration;
    this.surroundings = surroundings;
  }

  @Override
  public synchronized KinesisService get() {
    if (service == null) {
      service = new KinesisService(surroundings, configuration.kinesis());
    }
    return service;
  }
}
