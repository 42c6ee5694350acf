package dev.brume.server;

import dev.brume.core.kit.Surroundings;
import dev.brume.s3.S3Options;
import dev.brume.s3.S3Service;
import java.util.function.Supplier;

/** Creates S3 from the configuration, when it is first needed. */
final class S3Module implements Supplier<S3Service> {
  private final Configuration configuration;
  private final Surroundings surroundings;
  private S3Service service;

  S3Module(Configuration configuration, Surroundings surroundings) {
    this.configuration = configuration;
    this.surroundings = surroundings;
  }

  @Override
  public synchronized S3Service get() {
    if (service == null) {
      service = new S3Service(surroundings, options());
    }
    return service;
  }

  private S3Options options() {
    return new S3Options(configuration.customerKeysNeedTls());
  }
}
