package dev.brume.server;

import dev.brume.core.id.Ids;
import dev.brume.core.state.Store;
import dev.brume.core.time.Timeline;
import dev.brume.dynamodb.DynamoDbService;
import java.util.function.Supplier;

/** Makes DynamoDB when it is first needed. */
final class DynamoDbModule implements Supplier<DynamoDbService> {
  private final Timeline timeline;
  private final Ids ids;
  private final Store store;
  private DynamoDbService service;

  DynamoDbModule(Timeline timeline, Ids ids, Store store) {
    this.timeline = timeline;
    this.ids = ids;
    this.store = store;
  }

  @Override
  public synchronized DynamoDbService get() {
    if (service == null) {
      service = new DynamoDbService(store, timeline, ids);
    }
    return service;
  }
}
