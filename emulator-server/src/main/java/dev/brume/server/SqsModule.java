package dev.brume.server;

import dev.brume.core.admin.AdminRoutes;
import dev.brume.core.admin.HostGuard;
import dev.brume.core.gateway.InternalEndpoint;
import dev.brume.core.kit.Surroundings;
import dev.brume.sqs.QueueUrlStrategy;
import dev.brume.sqs.SqsOptions;
import dev.brume.sqs.SqsService;
import dev.brume.sqs.engine.QueueRules;
import java.util.function.Supplier;

/** Creates SQS from the configuration, when it is first needed. */
final class SqsModule implements Supplier<SqsService> {
  private final Configuration configuration;
  private final Surroundings surroundings;
  private SqsService service;

  SqsModule(Configuration configuration, Surroundings surroundings) {
    this.configuration = configuration;
    this.surroundings = surroundings;
  }

  @Override
  public synchronized SqsService get() {
    if (service == null) {
      SqsOptions options =
          new SqsOptions(
              QueueUrlStrategy.of(configuration.queueUrls()),
              configuration.publicHost(),
              new QueueRules(configuration.purgeWait(), configuration.deletionWait(), true));
      service = new SqsService(surroundings, options);
    }
    return service;
  }

  /** The paths that show messages without receiving them. */
  AdminRoutes routes(HostGuard guard) {
    InternalEndpoint browser = get().messageBrowser();
    String queue = SqsService.MESSAGES_PATH + "/*/*/*";
    return new AdminRoutes(guard)
        .on("GET", SqsService.MESSAGES_PATH, (request, wildcard) -> browser.handle(request))
        .on("POST", SqsService.MESSAGES_PATH, (request, wildcard) -> browser.handle(request))
        .on("GET", queue, (request, wildcard) -> browser.handle(request));
  }
}
