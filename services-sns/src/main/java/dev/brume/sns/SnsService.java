package dev.brume.sns;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.gateway.Service;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.sns.api.SnsApi;

/** Amazon SNS: every operation is known, and none is done yet. */
public final class SnsService implements Service {
  /** A topic's policy may let anybody in, and subscribers confirm and leave without a signature. */
  private static final Dialect UNSIGNED_TOO =
      new Dialect() {
        @Override
        public boolean acceptsUnsigned(Operation<?, ?> operation) {
          return true;
        }
      };

  @Override
  public ServiceSchema schema() {
    return SnsApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    // None is done: each answers 501 by its name.
  }

  @Override
  public Dialect dialect() {
    return UNSIGNED_TOO;
  }
}
