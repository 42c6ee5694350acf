package dev.brume.iam.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.id.SeededIds;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.InMemoryStore;
import dev.brume.core.state.RootSpec;
import dev.brume.core.time.VirtualTimeline;
import dev.brume.iam.IamAccounts;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * What earlier versions kept of IAM in the first region of a partition is there again for the whole
 * account.
 *
 * <p>Source of truth: IAM is the same in all regions of a partition, <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/disaster-recovery-resiliency.html">Resilience
 * in AWS Identity and Access Management</a>.
 */
class RegionalStateTest {
  private static final String ACCOUNT = "123456789012";
  private static final AccountSettingsRecord SETTINGS =
      AccountSettingsRecord.DEFAULT.withAlias("former");

  private final InMemoryStore store = new InMemoryStore();
  private final IamAccounts accounts =
      new IamAccounts(store, new VirtualTimeline(), new SeededIds(1));

  /** Puts settings where earlier versions had them. */
  private void putFormer(String region) {
    AtomicReference<RegionalState> state = new AtomicReference<>();
    RootSpec<RegionalState> spec =
        new RootSpec<>(IamTables.SERVICE, false, (scope, tables) -> new RegionalState(tables));
    in(() -> state.set(store.root(spec, new Scope(ACCOUNT, region))));
    in(() -> state.get().tables().table(IamTables.SETTINGS, "").put("account", SETTINGS));
  }

  private void in(Runnable action) {
    store.enter();
    try {
      action.run();
    } finally {
      store.exit();
    }
  }

  @Test
  void isMovedToTheWholeAccount() {
    Map.of("aws", "us-east-1", "aws-cn", "cn-north-1", "aws-us-gov", "us-gov-west-1")
        .forEach(
            (partition, region) -> {
              in(() -> assertThat(accounts.known(ACCOUNT, partition)).isNull());
              putFormer(region);
              in(
                  () ->
                      assertThat(accounts.known(ACCOUNT, partition).settings())
                          .isEqualTo(SETTINGS));
              in(() -> assertThat(accounts.of(ACCOUNT, partition).settings()).isEqualTo(SETTINGS));
            });
  }

  /** It is moved once: what is changed or deleted afterwards does not come back. */
  @Test
  void doesNotComeBack() {
    putFormer("us-east-1");
    in(() -> accounts.of(ACCOUNT, "aws").change(AccountSettingsRecord.DEFAULT));
    InMemoryStore.Snapshot changed = store.snapshot();
    store.reset();
    in(() -> assertThat(accounts.known(ACCOUNT, "aws")).isNull());
    store.restore(changed);
    in(
        () ->
            assertThat(accounts.of(ACCOUNT, "aws").settings())
                .isEqualTo(AccountSettingsRecord.DEFAULT));
  }
}
