package dev.brume.server.clients.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * A large object is read while others take its place, over sockets: whoever reads gets one of them
 * whole, and there always is one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel">Amazon
 *     S3 data consistency model</a>
 */
class OverwritesTest {
  private static final int ROUNDS = 25;

  /** Kept in a file, and more than a socket takes at once. */
  private static final int BYTES = 3 << 20;

  private final S3Account account = S3Account.fresh();
  private final String bucket = account.createBucket("overwrites");

  @Test
  void readersSeeWholeObjects() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    byte[] content = new byte[BYTES];
    new Random(4).nextBytes(content);
    put(content, 0);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Future<Integer> writer =
          threads.submit(
              () -> {
                for (int round = 1; round <= ROUNDS; round++) {
                  put(content, round);
                }
                over.set(true);
                return ROUNDS;
              });
      List<Future<Integer>> readers = new ArrayList<>();
      for (Callable<Integer> reader : List.<Callable<Integer>>of(this::whole, this::part)) {
        readers.add(threads.submit(() -> readUntil(over, reader)));
      }
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isLessThanOrEqualTo(ROUNDS);
      }
      assertThat(writer.get()).isEqualTo(whole());
    }
  }

  private void put(byte[] content, int number) {
    byte[] numbered = content.clone();
    ByteBuffer.wrap(numbered).putInt(number).putInt(BYTES - Integer.BYTES, number);
    account.s3.putObject(p -> p.bucket(bucket).key("key"), RequestBody.fromBytes(numbered));
  }

  /** The numbers of the objects that are read only rise. */
  private static int readUntil(AtomicBoolean over, Callable<Integer> reader) throws Exception {
    int last = 0;
    while (!over.get()) {
      int number = reader.call();
      assertThat(number).isGreaterThanOrEqualTo(last);
      last = number;
    }
    return last;
  }

  private int whole() throws Exception {
    ResponseBytes<GetObjectResponse> answer =
        account.s3.getObjectAsBytes(g -> g.bucket(bucket).key("key"));
    byte[] digest = MessageDigest.getInstance("MD5").digest(answer.asByteArrayUnsafe());
    assertThat(answer.response().eTag()).isEqualTo('"' + HexFormat.of().formatHex(digest) + '"');
    return ByteBuffer.wrap(answer.asByteArrayUnsafe()).getInt();
  }

  private int part() {
    byte[] end =
        account
            .s3
            .getObjectAsBytes(g -> g.bucket(bucket).key("key").range("bytes=-4"))
            .asByteArray();
    return ByteBuffer.wrap(Arrays.copyOf(end, Integer.BYTES)).getInt();
  }
}
