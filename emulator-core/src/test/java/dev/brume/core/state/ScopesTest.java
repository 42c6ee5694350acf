package dev.brume.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.scope.Scope;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * State of regions, of whole accounts and of the server, and names that are unique in all of them.
 * Source of truth: the contracts of {@link Store}, {@link Scope} and {@link NameIndex}.
 */
class ScopesTest {
  private static final String ACCOUNT = "111111111111";
  private static final String OTHER_ACCOUNT = "222222222222";
  private static final Scope REGION = new Scope(ACCOUNT, "eu-west-1");
  private static final Scope WHOLE_ACCOUNT = Scope.ofAccount(ACCOUNT);
  private static final TableSpec<String, String> TEXTS =
      new TableSpec<>("scoped", "texts", String.class, String.class);
  private static final RootSpec<Texts> OF_REGION =
      new RootSpec<>("scoped", false, (scope, tables) -> new Texts(scope, tables));
  private static final RootSpec<Texts> OF_ACCOUNT = OF_REGION.of(Scope.Level.ACCOUNT);
  private static final RootSpec<Texts> OF_SERVER = OF_REGION.of(Scope.Level.SERVER);

  @TempDir private Path directory;

  private static final class Texts implements AutoCloseable {
    final Scope scope;
    final Table<String, String> table;

    Texts(Scope scope, Tables tables) {
      this.scope = scope;
      table = tables.table(TEXTS, "");
    }

    @Override
    public void close() {}
  }

  private static void put(Store store, RootSpec<Texts> spec, Scope scope, String value) {
    store.enter();
    try {
      store.root(spec, scope).table.put("key", value);
    } finally {
      store.exit();
    }
  }

  private static String get(Store store, RootSpec<Texts> spec, Scope scope) {
    store.enter();
    try {
      Texts texts = store.root(spec, scope);
      assertThat(texts.scope).isEqualTo(scope);
      return texts.table.get("key");
    } finally {
      store.exit();
    }
  }

  private static void fill(Store store) {
    put(store, OF_REGION, REGION, "region");
    put(store, OF_ACCOUNT, WHOLE_ACCOUNT, "account");
    put(store, OF_ACCOUNT, Scope.ofAccount(OTHER_ACCOUNT), "other account");
    put(store, OF_SERVER, Scope.SERVER, "server");
    NameIndex names = store.names("scoped", "things");
    assertThat(names.claim("regional", REGION)).isNull();
    assertThat(names.claim("of-account", WHOLE_ACCOUNT)).isNull();
    assertThat(names.claim("of-other", Scope.ofAccount(OTHER_ACCOUNT))).isNull();
  }

  private static List<String> texts(Store store) {
    return Arrays.asList(
        get(store, OF_REGION, REGION),
        get(store, OF_ACCOUNT, WHOLE_ACCOUNT),
        get(store, OF_ACCOUNT, Scope.ofAccount(OTHER_ACCOUNT)),
        get(store, OF_SERVER, Scope.SERVER));
  }

  private static List<Scope> owners(Store store) {
    NameIndex names = store.names("scoped", "things");
    return Arrays.asList(
        names.owner("regional"), names.owner("of-account"), names.owner("of-other"));
  }

  private static void assertFull(Store store) {
    assertThat(texts(store)).containsExactly("region", "account", "other account", "server");
    assertThat(owners(store))
        .containsExactly(REGION, WHOLE_ACCOUNT, Scope.ofAccount(OTHER_ACCOUNT));
  }

  @Test
  void theLevelsOfScopesAreKeptApart() {
    InMemoryStore store = new InMemoryStore();
    fill(store);
    assertFull(store);
    assertThat(store.scopes("scoped")).containsExactly(REGION);
    assertThat(store.scopes("scoped", Scope.Level.ACCOUNT))
        .containsExactlyInAnyOrder(WHOLE_ACCOUNT, Scope.ofAccount(OTHER_ACCOUNT));
    assertThat(WHOLE_ACCOUNT.arn("iam", "role/x")).hasToString("arn:aws:iam::111111111111:role/x");
    assertThatThrownBy(() -> store.root(OF_REGION, WHOLE_ACCOUNT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** An account has its own state in each partition, which no region's name can reach. */
  @Test
  void thePartitionsOfAnAccountAreKeptApart() {
    InMemoryStore store = new InMemoryStore();
    Scope china = Scope.ofAccount(ACCOUNT, "aws-cn");
    put(store, OF_ACCOUNT, china, "china");
    assertThat(get(store, OF_ACCOUNT, WHOLE_ACCOUNT)).isNull();
    assertThat(get(store, OF_ACCOUNT, china)).isEqualTo("china");
    assertThat(new Scope(ACCOUNT, "cn-northwest-1").wholeAccount()).isEqualTo(china);
    assertThat(REGION.wholeAccount()).isEqualTo(WHOLE_ACCOUNT);
    assertThat(china.partition()).isEqualTo("aws-cn");
    assertThat(china.wholeAccount()).isEqualTo(china);
    assertThat(china.arn("iam", "role/x")).hasToString("arn:aws-cn:iam::111111111111:role/x");
    assertThat(china.ownerlessArn("s3", "b")).hasToString("arn:aws-cn:s3:::b");
  }

  @Test
  void whatScopesHoldIsFoundWithoutMakingThem() {
    InMemoryStore store = new InMemoryStore();
    Scope other = new Scope(ACCOUNT, "us-west-2");
    Scope empty = new Scope(ACCOUNT, "sa-east-1");
    fill(store);
    put(store, OF_REGION, other, "other region");
    put(store, OF_REGION, new Scope(OTHER_ACCOUNT, "us-west-2"), "other account's");
    assertThat(get(store, OF_REGION, empty)).isNull();

    assertThat(store.regionsOf("scoped", ACCOUNT)).containsExactlyInAnyOrder(REGION, other);
    assertThat(store.regionsOf("scope", ACCOUNT)).isEmpty();
    assertThat(store.regionsOf("scoped", "11111111111")).isEmpty();
    assertThat(store.holds(OF_REGION, other)).isTrue();
    assertThat(store.holds(OF_REGION, empty)).isFalse();
    assertThat(store.holds(OF_ACCOUNT, WHOLE_ACCOUNT)).isTrue();
    assertThat(store.holds(OF_REGION, WHOLE_ACCOUNT)).isFalse();
    store.resetAccount(ACCOUNT);
    assertThat(store.regionsOf("scoped", ACCOUNT)).isEmpty();
    assertThat(store.holds(OF_REGION, other)).isFalse();
  }

  @Test
  void aNameHasOneHolder() {
    NameIndex names = new InMemoryStore().names("scoped", "things");
    assertThat(names.owner("n")).isNull();
    assertThat(names.claim("n", REGION)).isNull();
    assertThat(names.claim("n", Scope.SERVER)).isEqualTo(REGION);
    assertThat(names.release("n", Scope.SERVER)).isFalse();
    assertThat(names.release("n", REGION)).isTrue();
    assertThat(names.claim("n", Scope.SERVER)).isNull();
  }

  @Test
  void aResetOfAnAccountTakesItsRegionsItselfAndItsNames() {
    InMemoryStore store = new InMemoryStore();
    fill(store);
    Store.Snapshot before = store.snapshot();
    store.resetAccount(ACCOUNT);
    assertThat(texts(store)).containsExactly(null, null, "other account", "server");
    assertThat(owners(store)).containsExactly(null, null, Scope.ofAccount(OTHER_ACCOUNT));
    store.restore(before);
    assertFull(store);
  }

  @Test
  void resetsOfAServiceAndOfAllTakeEveryLevel() {
    InMemoryStore store = new InMemoryStore();
    fill(store);
    Store.Snapshot before = store.snapshot();
    store.resetService("another");
    assertFull(store);
    store.resetService("scoped");
    assertThat(texts(store)).containsOnlyNulls();
    assertThat(owners(store)).containsOnlyNulls();
    store.restore(before);
    assertFull(store);
    store.reset();
    assertThat(texts(store)).containsOnlyNulls();
    assertThat(owners(store)).containsOnlyNulls();
  }

  @Test
  void everyLevelSurvivesARestartAndAJourney() {
    Path exported = directory.resolve("exported.db");
    try (InMemoryStore store = Persistence.always(directory.resolve("data")).open()) {
      fill(store);
      StateExport.write(store, exported);
    }
    try (InMemoryStore store = Persistence.always(directory.resolve("data")).open()) {
      assertFull(store);
      store.resetAccount(OTHER_ACCOUNT);
    }
    try (InMemoryStore store = Persistence.always(directory.resolve("data")).open()) {
      assertThat(owners(store)).containsExactly(REGION, WHOLE_ACCOUNT, null);
      StateExport.read(store, exported);
      assertFull(store);
    }
  }

  @Test
  void lookingForWhatIsNotThereLeavesNothingBehind() throws Exception {
    InMemoryStore store = new InMemoryStore();
    fill(store);
    int held = store.counts().scopes();
    WeakReference<Texts> first = new WeakReference<>(store.root(OF_REGION, madeUp(0)));
    for (int i = 1; i < 1_000_000; i++) {
      assertThat(store.root(OF_REGION, madeUp(i)).table.get("key")).isNull();
      assertThat(store.names("scoped", "things").owner("made-up")).isNull();
    }
    assertThat(store.counts().scopes()).isEqualTo(held);
    while (first.get() != null) {
      System.gc();
    }
    // The next ones find the references of the former and take them away.
    for (int i = 0; store.scopesAtHand() > 1_000; i++) {
      store.root(OF_REGION, madeUp(i));
      System.gc();
    }
    assertFull(store);
  }

  private static Scope madeUp(int number) {
    return new Scope(String.format("%012d", number), "eu-west-1");
  }

  @Test
  void whatSomebodyHoldsIsTheSameForEverybodyUntilItHoldsSomething() {
    InMemoryStore store = new InMemoryStore();
    Texts texts = store.root(OF_REGION, REGION);
    System.gc();
    assertThat(store.root(OF_REGION, REGION)).isSameAs(texts);
    assertThat(store.scopes("scoped")).isEmpty();
    texts.table.put("key", "value");
    assertThat(store.scopes("scoped")).containsExactly(REGION);
  }
}
