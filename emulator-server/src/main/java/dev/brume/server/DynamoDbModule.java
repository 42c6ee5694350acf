package dev.brume.server;

import dev.brume.core.admin.AdminRoutes;
import dev.brume.core.admin.HostGuard;
import dev.brume.core.kit.Surroundings;
import dev.brume.dynamodb.DynamoDbService;
import java.util.Map;
import java.util.function.Supplier;

/** Creates DynamoDB from the configuration, when it is first needed. */
final class DynamoDbModule implements Supplier<DynamoDbService> {
  private final Configuration configuration;
  private final Surroundings surroundings;
  private DynamoDbService service;

  DynamoDbModule(Configuration configuration, Surroundings surroundings) {
    this.configuration = configuration;
    this.surroundings = surroundings;
  }

  @Override
  public synchronized DynamoDbService get() {
    if (service == null) {
      service = new DynamoDbService(surroundings, configuration.dynamoDb());
    }
    return service;
  }

  /** The path that deletes expired items. */
  AdminRoutes routes(HostGuard guard) {
    return new AdminRoutes(guard)
        .on(
            "DELETE",
            DynamoDbService.EXPIRED_PATH,
            (request, wildcard) -> Map.of("ExpiredItems", get().deleteExpiredItems()));
  }
}
