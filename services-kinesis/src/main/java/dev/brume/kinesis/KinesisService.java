package dev.brume.kinesis;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Service;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.kinesis.api.KinesisApi;

/** Amazon Kinesis Data Streams: every operation is known, and none is done yet. */
public final class KinesisService implements Service {
  @Override
  public ServiceSchema schema() {
    return KinesisApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    // None is done: each answers 501 by its name.
  }
}
