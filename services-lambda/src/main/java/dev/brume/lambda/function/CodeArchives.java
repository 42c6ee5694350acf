package dev.brume.lambda.function;

import dev.brume.core.blob.BodyReceiver;
import dev.brume.core.blob.BodyReceiver.ReceivedBody;
import dev.brume.core.blob.BodyStore;
import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.Digest;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.port.ObjectSource;
import dev.brume.core.port.Ports;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.InMemoryByteStream;
import dev.brume.core.scope.Scope;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.engine.CodePackage;
import dev.brume.lambda.engine.ZipDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Accepts the zip files of functions and layers: checks them, and stores them as bodies. This takes
 * long, so it belongs on a background thread.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-function-zip.html">Deploying
 *     Lambda functions as .zip file archives</a>
 */
public final class CodeArchives {
  /** The bucket whose keys are names of handlers in the program that Brume is embedded in. */
  public static final String HANDLERS = "jvm-handlers";

  private static final String NO_ZIP =
      "Could not unzip uploaded file. Please check your file, then try to upload again.";

  private static final int BUFFER_BYTES = 65_536;

  private static final int MAX_NAME_BYTES = 255;

  private final BodyStore bodies;
  private final Ports ports;
  private final String folders;
  private final Predicate<String> handlers;

  /**
   * The source of code.
   *
   * @param zipFile the archive itself, or null
   * @param bucket null if it is not in S3
   * @param key null if it is not in S3
   * @param versionId null for the latest
   */
  public record Source(Blob zipFile, String bucket, String key, String versionId) {
    /** Whether no source is given. */
    public boolean isEmpty() {
      return zipFile == null && bucket == null && key == null;
    }
  }

  /**
   * @param bodies stores archives
   * @param ports provide objects in S3
   * @param folders the bucket whose keys are folders of this machine
   * @param handlers whether the program that Brume is embedded in has a handler of a name
   */
  public CodeArchives(BodyStore bodies, Ports ports, String folders, Predicate<String> handlers) {
    this.bodies = bodies;
    this.ports = ports;
    this.folders = folders;
    this.handlers = handlers;
  }

  /**
   * Stores an archive.
   *
   * @throws AwsError if it is invalid or too large
   */
  public CodePackage take(Source source, Scope reader, StoreSection section) {
    if (folders.equals(source.bucket()) && source.key() != null) {
      return folder(source.key());
    }
    if (HANDLERS.equals(source.bucket()) && source.key() != null) {
      return handler(source.key());
    }
    if (source.zipFile() != null && source.zipFile().length() > LambdaQuotas.ZIPPED_BYTES) {
      throw LambdaFaults.tooLarge(
          "Zipped size must be smaller than " + LambdaQuotas.ZIPPED_BYTES + " bytes");
    }
    ReceivedBody received =
        source.zipFile() != null
            ? receive(
                new InMemoryByteStream(source.zipFile().bytes(), 0, source.zipFile().length()))
            : section.call(() -> fromS3(source, reader)).toCompletableFuture().join();
    try {
      long unzipped = unzippedSize(received.body().bytes());
      String sha256 =
          Base64.getEncoder().encodeToString(received.digests().get(ChecksumAlgorithm.SHA256));
      return new CodePackage(received.body(), sha256, received.body().length(), unzipped, null);
    } catch (AwsError refusal) {
      received.body().discard();
      throw refusal;
    }
  }

  /** Code that is not copied: changes take effect at the next call. */
  private static CodePackage folder(String path) {
    Path folder = Path.of(path);
    if (!folder.isAbsolute() || !Files.isDirectory(folder)) {
      throw LambdaFaults.invalid("There is no folder " + path + " on the machine of Brume.");
    }
    return CodePackage.ofFolder(path, sha256(path));
  }

  /** Code that is an object of the program that Brume is embedded in. */
  private CodePackage handler(String name) {
    if (!handlers.test(name)) {
      throw LambdaFaults.invalid(
          "The program that Brume is embedded in has no handler '" + name + "'.");
    }
    return CodePackage.ofHandler(name, sha256("handler " + name));
  }

  private static String sha256(String text) {
    Digest digest = ChecksumAlgorithm.SHA256.start();
    digest.update(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    return digest.base64();
  }

  private ReceivedBody receive(ByteStream stream) {
    return BodyReceiver.receive(bodies, stream, Set.of(ChecksumAlgorithm.SHA256))
        .toCompletableFuture()
        .join();
  }

  private CompletionStage<ReceivedBody> fromS3(Source source, Scope reader) {
    if (source.bucket() == null || source.key() == null) {
      throw LambdaFaults.invalid("Please provide a source for function code.");
    }
    try {
      ByteStream stream =
          ports
              .find(ObjectSource.class)
              .open(reader, source.bucket(), source.key(), source.versionId());
      if (stream.length() > LambdaQuotas.UNZIPPED_BYTES) {
        throw tooLargeUnzipped();
      }
      return BodyReceiver.receive(bodies, stream, Set.of(ChecksumAlgorithm.SHA256));
    } catch (AwsError refusal) {
      if (refusal.value() != null && refusal.value().schema().namespace().endsWith("lambda")) {
        throw refusal;
      }
      throw LambdaFaults.invalid(
          "Error occurred while GetObject. S3 Error Code: "
              + refusal.code()
              + ". S3 Error Message: "
              + refusal.getMessage());
    }
  }

  private static AwsError tooLargeUnzipped() {
    return LambdaFaults.invalid(
        "Unzipped size must be smaller than " + LambdaQuotas.UNZIPPED_BYTES + " bytes");
  }

  /** Decompresses it without storing anything: the sizes in an archive may be wrong. */
  private static long unzippedSize(byte[] archive) {
    long total = 0;
    int entries = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (leavesItsFolder(entry.getName()) || isTooLong(entry.getName())) {
          throw LambdaFaults.invalid(NO_ZIP);
        }
        entries++;
        total += length(zip, buffer, LambdaQuotas.UNZIPPED_BYTES - total);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw LambdaFaults.invalid(NO_ZIP);
    }
    if (entries == 0) {
      throw LambdaFaults.invalid(
          isEmptyArchive(archive) ? "Uploaded file must be a non-empty zip" : NO_ZIP);
    }
    if (ZipDirectory.of(archive) == null) {
      throw LambdaFaults.invalid(NO_ZIP);
    }
    return total;
  }

  /** Whether an entry would lie outside of the function's folder; AWS's words are not known. */
  private static boolean leavesItsFolder(String name) {
    return Arrays.asList(name.split("[/\\\\]")).contains("..");
  }

  /** Whether no file system of Linux has a file of this name. */
  private static boolean isTooLong(String name) {
    return Arrays.stream(name.split("/"))
        .anyMatch(part -> part.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES);
  }

  private static long length(InputStream entry, byte[] buffer, long most) throws IOException {
    long length = 0;
    for (int read = entry.read(buffer); read >= 0; read = entry.read(buffer)) {
      length += read;
      if (length > most) {
        throw tooLargeUnzipped();
      }
    }
    return length;
  }

  /** An archive without entries only consists of its end. */
  private static boolean isEmptyArchive(byte[] archive) {
    return archive.length == 0 || isEnd(archive, 0);
  }

  /** Whether the end begins there: the bytes PK, 5, 6. */
  private static boolean isEnd(byte[] archive, int at) {
    return archive.length > at + 4
        && archive[at] == 'P'
        && archive[at + 1] == 'K'
        && archive[at + 2] == 5
        && archive[at + 3] == 6;
  }
}
