package dev.brume.server.clients.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.transfer.s3.S3TransferManager;
import software.amazon.awssdk.transfer.s3.model.FileDownload;
import software.amazon.awssdk.transfer.s3.model.FileUpload;
import software.amazon.awssdk.transfer.s3.model.ResumableFileDownload;
import software.amazon.awssdk.transfer.s3.model.ResumableFileUpload;

/**
 * Files and directories by the Transfer Manager of the AWS SDK for Java v2.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/transfer-manager.html">Transfer
 *     files and directories with the Amazon S3 Transfer Manager</a>
 */
class TransfersTest {
  private static final int LARGE_BYTES = (16 << 20) + 1;

  @TempDir private Path folder;

  private final S3Account account = S3Account.fresh();
  private final String bucket = account.createBucket("transfers");
  private S3AsyncClient s3;
  private S3TransferManager transfers;

  @BeforeEach
  void open() {
    s3 = account.commonRuntime();
    transfers = S3TransferManager.builder().s3Client(s3).build();
  }

  @AfterEach
  void close() {
    transfers.close();
    s3.close();
  }

  private Path file(String name, int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  @Test
  void filesGoUpAndDown() throws IOException {
    Path sent = file("sent", LARGE_BYTES);
    Path received = folder.resolve("received");
    transfers
        .uploadFile(u -> u.source(sent).putObjectRequest(p -> p.bucket(bucket).key("a b+c")))
        .completionFuture()
        .join();
    transfers
        .copy(
            c ->
                c.copyObjectRequest(
                    r ->
                        r.sourceBucket(bucket)
                            .sourceKey("a b+c")
                            .destinationBucket(bucket)
                            .destinationKey("copy")))
        .completionFuture()
        .join();
    transfers
        .downloadFile(
            d -> d.destination(received).getObjectRequest(g -> g.bucket(bucket).key("copy")))
        .completionFuture()
        .join();

    assertThat(received).hasSameBinaryContentAs(sent);
    transfers
        .upload(
            u ->
                u.requestBody(AsyncRequestBody.fromString("text"))
                    .putObjectRequest(p -> p.bucket(bucket).key("text")))
        .completionFuture()
        .join();
    assertThat(account.read(bucket, "text")).isEqualTo("text");
  }

  @Test
  void directoriesGoUpAndDown() throws IOException {
    Path sent = folder.resolve("sent");
    for (String name : List.of("one", "a b/two+", "a b/\u00fc/three", "\u20ac%2F")) {
      file("sent/" + name, 1_000 + name.length());
    }
    assertThat(
            transfers
                .uploadDirectory(u -> u.source(sent).bucket(bucket).s3Prefix("all"))
                .completionFuture()
                .join()
                .failedTransfers())
        .isEmpty();
    assertThat(account.s3.listObjectsV2(l -> l.bucket(bucket)).contents())
        .extracting(S3Object::key)
        .containsExactly("all/a b/two+", "all/a b/\u00fc/three", "all/one", "all/\u20ac%2F");
    Path received = folder.resolve("received");
    assertThat(
            transfers
                .downloadDirectory(
                    d ->
                        d.destination(received)
                            .bucket(bucket)
                            .listObjectsV2RequestTransformer(l -> l.prefix("all/")))
                .completionFuture()
                .join()
                .failedTransfers())
        .isEmpty();
    assertThat(contents(received)).isEqualTo(contents(sent));
  }

  private static Map<String, ByteBuffer> contents(Path root) throws IOException {
    Map<String, ByteBuffer> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(file).toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  /** Whenever they are paused: before they have begun, in the middle, or too late. */
  @Test
  void transfersArePausedAndResumed() throws IOException {
    Path sent = file("sent", LARGE_BYTES);
    Path received = folder.resolve("received");
    FileUpload upload =
        transfers.uploadFile(
            u -> u.source(sent).putObjectRequest(p -> p.bucket(bucket).key("key")));
    ResumableFileUpload paused = upload.pause();
    transfers
        .resumeUploadFile(ResumableFileUpload.fromString(paused.serializeToString()))
        .completionFuture()
        .join();
    assertThat(account.s3.headObject(h -> h.bucket(bucket).key("key")).contentLength())
        .isEqualTo(LARGE_BYTES);
    FileDownload download =
        transfers.downloadFile(
            d -> d.destination(received).getObjectRequest(g -> g.bucket(bucket).key("key")));
    ResumableFileDownload half = download.pause();
    transfers.resumeDownloadFile(half).completionFuture().join();

    assertThat(received).hasSameBinaryContentAs(sent);
  }
}
