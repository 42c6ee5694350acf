package dev.brume.lambda.invoke;

import dev.brume.core.scope.Arn;
import dev.brume.lambda.engine.LambdaRegion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Buckets as destinations of failures: each record becomes an object with a name of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">
 *     Capturing records of Lambda asynchronous invocations</a>
 */
public final class ObjectDestination {
  private static final DateTimeFormatter KEY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd/uuuu-MM-dd'T'HH.mm.ss-", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private ObjectDestination() {}

  /**
   * Where a record goes: to an object of a bucket, or to the destination itself where that is none.
   *
   * @param destination the ARN of the destination
   * @param place what the object's key has after {@code aws/lambda/}, such as {@code async/name}
   */
  public static String of(LambdaRegion region, String destination, String place) {
    boolean bucket = Arn.parse(destination).filter(arn -> arn.service().equals("s3")).isPresent();
    return bucket
        ? destination
            + "/aws/lambda/"
            + place
            + "/"
            + KEY.format(Instant.ofEpochMilli(region.nowMillis()))
            + region.newId()
        : destination;
  }
}
