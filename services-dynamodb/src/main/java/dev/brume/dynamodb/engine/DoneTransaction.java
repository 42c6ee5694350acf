package dev.brume.dynamodb.engine;

import dev.brume.core.state.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * A transaction performed with a client's token.
 *
 * @param digest of the request's parameters
 * @param doneMillis when it was performed
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-apis-txwriteitems-idempotency">Idempotency:
 *     a client token is valid for 10 minutes after the request that uses it finishes</a>
 */
record DoneTransaction(String digest, long doneMillis) {
  private static final long VALID_MILLIS = 600_000;

  /** Removes expired tokens. */
  static void forgetOld(Table<String, DoneTransaction> done, long nowMillis) {
    List<String> old = new ArrayList<>();
    done.forEach(
        (token, transaction) -> {
          if (nowMillis - transaction.doneMillis() > VALID_MILLIS) {
            old.add(token);
          }
        });
    old.forEach(done::remove);
  }
}
