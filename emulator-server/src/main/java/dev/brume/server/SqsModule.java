package dev.brume.server;

import dev.brume.core.access.Authorizer;
import dev.brume.core.admin.AdminRoutes;
import dev.brume.core.admin.HostGuard;
import dev.brume.core.effect.Outbox;
import dev.brume.core.gateway.InternalEndpoint;
import dev.brume.core.id.Ids;
import dev.brume.core.state.Store;
import dev.brume.core.time.Timeline;
import dev.brume.sqs.QueueUrlStrategy;
import dev.brume.sqs.SqsOptions;
import dev.brume.sqs.SqsService;
import dev.brume.sqs.engine.Surroundings;
import java.util.function.Supplier;

/** Makes SQS out of the configuration, when it is first needed. */
final class SqsModule implements Supplier<SqsService> {
  private final Configuration configuration;
  private final Timeline timeline;
  private final Ids ids;
  private final Store store;
  private final Outbox outbox;
  private final Authorizer authorizer;
  private SqsService service;

  SqsModule(
      Configuration configuration,
      Timeline timeline,
      Ids ids,
      Store store,
      Outbox outbox,
      Authorizer authorizer) {
    this.configuration = configuration;
    this.timeline = timeline;
    this.ids = ids;
    this.store = store;
    this.outbox = outbox;
    this.authorizer = authorizer;
  }

  @Override
  public synchronized SqsService get() {
    if (service == null) {
      SqsOptions options =
          new SqsOptions(
              QueueUrlStrategy.of(configuration.queueUrls()),
              configuration.publicHost(),
              new Surroundings.Rules(
                  configuration.purgeWait(), configuration.deletionWait(), true));
      service = new SqsService(store, timeline, ids, outbox, authorizer, options);
    }
    return service;
  }

  /** The paths that show messages without taking them. */
  AdminRoutes routes(HostGuard guard) {
    InternalEndpoint browser = get().messageBrowser();
    String queue = SqsService.MESSAGES_PATH + "/*/*/*";
    return new AdminRoutes(guard)
        .on("GET", SqsService.MESSAGES_PATH, (request, wildcard) -> browser.handle(request))
        .on("POST", SqsService.MESSAGES_PATH, (request, wildcard) -> browser.handle(request))
        .on("GET", queue, (request, wildcard) -> browser.handle(request));
  }
}
