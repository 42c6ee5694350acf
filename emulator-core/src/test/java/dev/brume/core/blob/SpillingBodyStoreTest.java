package dev.brume.core.blob;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.brume.core.schema.ByteStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies are kept as they came, on the heap or in files, and files go when nothing needs them any
 * more. Source of truth: the contract of {@link SpillingBodyStore}, which is this project's own.
 */
final class SpillingBodyStoreTest {
  private static final int BIG = 3 * SpillingBodyStore.MOST_INLINE_BYTES;

  @TempDir private Path directory;

  private final State state = new State();
  private SpillingBodyStore store;

  /** A state that does what the test says. */
  private static final class State implements BodyReferences {
    private volatile boolean snapshot;
    private volatile CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
    private volatile CountDownLatch sections = new CountDownLatch(0);

    @Override
    public boolean mayReturn() {
      return snapshot;
    }

    @Override
    public CompletableFuture<Void> written() {
      return written;
    }

    @Override
    public void awaitSections() {
      try {
        sections.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  private SpillingBodyStore store() {
    return store(1L << 40, false);
  }

  private SpillingBodyStore store(long heapBytes, boolean forced) {
    store = new SpillingBodyStore(new BodyDirectory(directory.resolve("b")), forced, heapBytes);
    store.referredToBy(state);
    return store;
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private StoredBody put(byte[] bytes) {
    BodyWriter writer = store.open(bytes.length);
    writer.write(ByteBuffer.wrap(bytes));
    return writer.finish().toCompletableFuture().join();
  }

  private StoredBody referred(byte[] bytes) {
    StoredBody body = put(bytes);
    store.addReference(body);
    return body;
  }

  private List<Path> files() throws IOException {
    Path root = directory.resolve("b");
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(root)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }

  private void awaitFiles(int number) {
    await().atMost(20, SECONDS).until(() -> files().size() == number);
  }

  /** Takes a stream in, asking for one buffer at a time. */
  private static final class Collector implements Flow.Subscriber<ByteBuffer> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private Flow.Subscription subscription;

    static byte[] collect(ByteStream stream) {
      Collector collector = new Collector();
      stream.subscribe(collector);
      return collector.whole.join();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(ByteBuffer piece) {
      bytes.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
      subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {
      whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      whole.complete(bytes.toByteArray());
    }
  }

  @Test
  void keepsSmallBodiesOnTheHeapAndMakesNothingOnDisk() {
    store();
    byte[] bytes = random(SpillingBodyStore.MOST_INLINE_BYTES);
    StoredBody body = referred(bytes);
    assertThat(body.bytes()).isEqualTo(bytes);
    assertThat(body.link()).isNull();
    assertThat(body.stream(10, 20).length()).isEqualTo(20);
    assertThat(put(new byte[0]).length()).isZero();
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, 20_000, 1_000_000})
  void keepsBigBodiesInFilesHoweverTheyCome(int pieceBytes) throws IOException {
    store(1L << 40, true);
    byte[] bytes = random(BIG);
    for (long expected : new long[] {-1, BIG, 10}) {
      BodyWriter writer = store.open(expected);
      for (int at = 0; at < bytes.length; at += pieceBytes) {
        ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(pieceBytes, bytes.length - at));
        writer.write(piece);
        assertThat(piece.hasRemaining()).isFalse();
      }
      StoredBody body = writer.finish().toCompletableFuture().join();
      assertThat(body.length()).isEqualTo(BIG);
      assertThat(body.bytes()).isEqualTo(bytes);
      assertThat(Collector.collect(body.stream(1, BIG - 2)))
          .isEqualTo(Arrays.copyOfRange(bytes, 1, BIG - 1));
      store.addReference(body);
    }
    assertThat(files()).hasSize(3);
  }

  @Test
  void spillsSmallerBodiesTheMoreThereIsOnTheHeap() {
    int much = 10 * SpillingBodyStore.MOST_INLINE_BYTES;
    store(8L * much, false);
    List<StoredBody> held = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      held.add(referred(random(SpillingBodyStore.MOST_INLINE_BYTES)));
    }
    assertThat(put(random(SpillingBodyStore.LESS_INLINE_BYTES + 1)).link()).isNotNull();
    while (store.mostInlineBytes() == SpillingBodyStore.LESS_INLINE_BYTES) {
      held.add(referred(random(SpillingBodyStore.LESS_INLINE_BYTES)));
    }
    assertThat(store.mostInlineBytes()).isEqualTo(SpillingBodyStore.LEAST_INLINE_BYTES);
    // What is referred to twice is there once.
    held.forEach(store::addReference);
    held.forEach(store::removeReference);
    assertThat(store.mostInlineBytes()).isEqualTo(SpillingBodyStore.LEAST_INLINE_BYTES);
    held.forEach(store::removeReference);
    assertThat(store.mostInlineBytes()).isEqualTo(SpillingBodyStore.MOST_INLINE_BYTES);
  }

  @Test
  void forgetsWhatIsAbortedAndWhatIsNeverReferredTo() throws IOException {
    store();
    BodyWriter aborted = store.open(-1);
    aborted.write(ByteBuffer.wrap(random(BIG)));
    assertThat(files()).hasSize(1);
    aborted.abort();
    assertThat(files()).isEmpty();

    put(random(BIG)).discard();
    awaitFiles(0);
    StoredBody kept = referred(random(BIG));
    kept.discard();
    store.close();
    assertThat(files()).hasSize(1);
  }

  @Test
  void deletesWhenTheLastReferenceIsGoneForGood() throws IOException {
    store();
    StoredBody body = referred(random(BIG));
    store.addReference(body);
    store.removeReference(body);

    state.written = new CompletableFuture<>();
    CountDownLatch sections = new CountDownLatch(1);
    state.sections = sections;
    store.removeReference(body);
    assertThat(files()).hasSize(1);
    state.written.complete(null);
    assertThat(files()).hasSize(1);
    sections.countDown();
    awaitFiles(0);
    assertThatThrownBy(() -> body.stream(0, 1)).isInstanceOf(BodyStoreException.class);
    assertThatThrownBy(() -> store.addReference(body)).isInstanceOf(BodyStoreException.class);
  }

  @Test
  void keepsWhatIsReferredToAgainMeanwhile() throws IOException {
    store();
    StoredBody body = referred(random(BIG));
    StoredBody other = referred(random(BIG));
    state.sections = new CountDownLatch(1);
    store.removeReference(body);
    store.removeReference(other);
    store.addReference(body);
    state.sections.countDown();
    awaitFiles(1);
    assertThat(body.bytes()).hasSize(BIG);
  }

  @Test
  void keepsWhatASnapshotNeedsThoughItsDeletionWasDecidedBefore() throws IOException {
    store();
    StoredBody body = referred(random(BIG));
    state.sections = new CountDownLatch(1);
    // It moves from one table to another, which decides its deletion for a moment.
    store.removeReference(body);
    store.addReference(body);
    state.snapshot = true;
    store.removeReference(body);
    state.sections.countDown();
    store.close();
    assertThat(files()).hasSize(1);
    store.addReference(body);
    assertThat(body.bytes()).hasSize(BIG);
  }

  @Test
  void keepsWhatANewSnapshotNeedsThoughAnEarlierOneDidNot() throws IOException {
    store();
    StoredBody body = referred(random(BIG));
    state.snapshot = true;
    store.removeReference(body);
    store.addReference(body);
    state.sections = new CountDownLatch(1);
    state.snapshot = false;
    store.snapshotsReleased();
    state.snapshot = true;
    store.removeReference(body);
    state.sections.countDown();
    store.close();
    assertThat(files()).hasSize(1);
  }

  @Test
  void deletesNothingAsLongAsTheStateCantBeWritten() throws IOException {
    store();
    state.written = CompletableFuture.failedFuture(new IOException("full"));
    store.removeReference(referred(random(BIG)));
    store.close();
    assertThat(files()).hasSize(1);
  }

  @Test
  void keepsWhatSnapshotsHold() throws IOException {
    store();
    StoredBody returns = referred(random(BIG));
    StoredBody goes = referred(random(BIG));
    state.snapshot = true;
    store.removeReference(returns);
    store.removeReference(goes);
    store.addReference(returns);
    assertThat(goes.bytes()).hasSize(BIG);
    state.snapshot = false;
    store.snapshotsReleased();
    awaitFiles(1);
    assertThat(returns.bytes()).hasSize(BIG);
  }

  @Test
  void keepsWhatIsBeingReadUntilItHasBeen() throws IOException {
    store();
    byte[] bytes = random(BIG);
    StoredBody body = referred(bytes);
    ByteStream read = StoredBody.stream(List.of(referred(bytes), body), 5, 2L * BIG - 5);
    ByteStream cancelled = body.stream(0, BIG);
    store.removeReference(body);
    assertThat(Collector.collect(read)).hasSize(2 * BIG - 5).endsWith(bytes);
    assertThat(files()).hasSize(2);
    cancelled.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
          }

          @Override
          public void onNext(ByteBuffer item) {}

          @Override
          public void onError(Throwable failure) {}

          @Override
          public void onComplete() {}
        });
    awaitFiles(1);
  }

  @Test
  void readsBodiesInARowAsOne() {
    store();
    byte[] all = random(3 * BIG);
    List<StoredBody> bodies = new ArrayList<>();
    int[] ends = {BIG, BIG + 7, BIG + 7, 2 * BIG, 3 * BIG};
    int start = 0;
    for (int end : ends) {
      bodies.add(put(Arrays.copyOfRange(all, start, end)));
      start = end;
    }
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      int offset = random.nextInt(3 * BIG);
      int length = i % 5 == 0 ? 0 : random.nextInt(3 * BIG - offset + 1);
      ByteStream stream = StoredBody.stream(bodies, offset, length);
      assertThat(stream.length()).isEqualTo(length);
      assertThat(Collector.collect(stream))
          .isEqualTo(Arrays.copyOfRange(all, offset, offset + length));
    }
    assertThatThrownBy(() -> StoredBody.stream(bodies, 1, 3 * BIG))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void saysWhatCantBeRead() throws IOException {
    store();
    StoredBody shortened = referred(random(BIG));
    Files.write(files().getFirst(), new byte[5]);
    assertThatThrownBy(() -> shortened.stream(0, 1))
        .isInstanceOf(BodyStoreException.class)
        .hasMessageContaining("5 bytes");
    Files.delete(files().getFirst());
    assertThatThrownBy(shortened::bytes).isInstanceOf(BodyStoreException.class);
  }

  @Test
  void saysWhatCantBeWritten() throws IOException {
    store();
    Files.write(directory.resolve("b"), new byte[1]);
    BodyWriter writer = store.open(-1);
    ByteBuffer bytes = ByteBuffer.wrap(random(BIG));
    writer.write(bytes);
    assertThat(bytes.hasRemaining()).isFalse();
    writer.write(ByteBuffer.wrap(random(BIG)));
    assertThatThrownBy(() -> writer.finish().toCompletableFuture().join())
        .hasCauseInstanceOf(BodyStoreException.class);
    assertThat(files()).hasSize(1);
  }

  @Test
  void givesNoNameTwiceAndSweepsWhatIsLeft() throws IOException {
    store();
    StoredBody known = referred(random(BIG));
    put(random(BIG));
    BodyLink link = known.link();
    store.close();

    store();
    assertThat(store.find(link)).isSameAs(store.find(link));
    store.addReference(store.find(link));
    StoredBody unreferred = put(random(BIG));
    assertThat(unreferred.link().id()).isGreaterThan(link.id());
    store.sweep().join();
    assertThat(files()).hasSize(2);
    assertThat(store.find(link).bytes()).isEqualTo(random(BIG));
    assertThat(unreferred.bytes()).isEqualTo(random(BIG));

    store.removeReference(store.find(link));
    awaitFiles(1);
    store.close();
    store();
    store.sweep().join();
    assertThat(directory.resolve("b")).isEmptyDirectory();
    // A link to a file that is gone must not come to mean another one.
    assertThatThrownBy(() -> store.find(link).bytes()).isInstanceOf(BodyStoreException.class);
    assertThat(put(random(BIG)).link().id()).isGreaterThan(link.id());
  }

  @Test
  void temporaryOnesGoInTheEnd() throws IOException {
    BodyDirectory temporary = new TemporaryBodyDirectory(directory);
    store = new SpillingBodyStore(temporary, false, 1L << 40);
    assertThat(directory).isEmptyDirectory();
    put(random(BIG));
    try (Stream<Path> found = Files.list(directory)) {
      assertThat(found).hasSize(2);
    }
    new TemporaryBodyDirectory(directory).sweep(id -> false);
    assertThat(put(random(BIG)).bytes()).hasSize(BIG);
    store.close();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void temporaryOnesOfProcessesThatWereKilledAreDeleted() throws Exception {
    Path left = Files.createDirectories(directory.resolve("brume-bodies-1/2"));
    Files.createFile(left.resolve("3"));
    Files.createFile(directory.resolve("brume-bodies-1.lock"));
    Path used = Files.createDirectories(directory.resolve("brume-bodies-2"));
    Path usedLock = Files.createFile(directory.resolve("brume-bodies-2.lock"));
    Process user = LockHolder.start(usedLock);
    try {
      new TemporaryBodyDirectory(directory).sweep(id -> false);
      assertThat(directory.resolve("brume-bodies-1")).doesNotExist();
      assertThat(directory.resolve("brume-bodies-1.lock")).doesNotExist();
      assertThat(used).exists();
    } finally {
      user.destroyForcibly().waitFor();
    }
    new TemporaryBodyDirectory(directory).sweep(id -> false);
    assertThat(used).doesNotExist();
  }

  /** Another process, which holds the lock of a file until it is killed. */
  static final class LockHolder {
    private LockHolder() {}

    static Process start(Path file) throws IOException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  LockHolder.class.getName(),
                  file.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      assertThat(process.inputReader().readLine()).isEqualTo("locked");
      return process;
    }

    public static void main(String[] arguments) throws IOException {
      try (FileChannel channel =
          FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
        channel.lock();
        System.out.println("locked");
        System.in.read();
      }
    }
  }
}
