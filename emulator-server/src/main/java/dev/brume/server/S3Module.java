package dev.brume.server;

import dev.brume.core.access.Authorizer;
import dev.brume.core.blob.BodyStore;
import dev.brume.core.effect.Outbox;
import dev.brume.core.id.Ids;
import dev.brume.core.port.Ports;
import dev.brume.core.state.Store;
import dev.brume.core.time.Timeline;
import dev.brume.s3.S3Options;
import dev.brume.s3.S3Service;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Makes S3 out of the configuration, when it is first needed. */
final class S3Module implements Supplier<S3Service> {
  private final Configuration configuration;
  private final Timeline timeline;
  private final Ids ids;
  private final Store store;
  private final BodyStore bodies;
  private final Outbox outbox;
  private final Executor background;
  private final Ports ports;
  private final Authorizer authorizer;
  private S3Service service;

  S3Module(
      Configuration configuration,
      Timeline timeline,
      Ids ids,
      Store store,
      BodyStore bodies,
      Outbox outbox,
      Executor background,
      Ports ports,
      Authorizer authorizer) {
    this.configuration = configuration;
    this.timeline = timeline;
    this.ids = ids;
    this.store = store;
    this.bodies = bodies;
    this.outbox = outbox;
    this.background = background;
    this.ports = ports;
    this.authorizer = authorizer;
  }

  @Override
  public synchronized S3Service get() {
    if (service == null) {
      service =
          new S3Service(
              store, timeline, ids, outbox, bodies, background, ports, authorizer, options());
    }
    return service;
  }

  private S3Options options() {
    return new S3Options(configuration.customerKeysNeedTls());
  }
}
