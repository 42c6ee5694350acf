package dev.brume.s3.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bucket {@code source} whose requests are logged in the bucket {@code logs}. */
final class LoggedBuckets {
  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

  /** A field: text in brackets or quotes, or a word. */
  private static final Pattern FIELD = Pattern.compile("\\[[^\\]]*\\]|\"[^\"]*\"|\\S+");

  final S3Wire s3;

  LoggedBuckets(S3Wire s3) {
    this.s3 = s3.create("source").create("logs");
    log("source", "logs", "").hasStatus(200);
    lines();
  }

  /** Logs the requests for a bucket. */
  Answer log(String source, String target, String further) {
    return log(
        s3,
        source,
        "<LoggingEnabled><TargetBucket>"
            + target
            + "</TargetBucket><TargetPrefix>log/</TargetPrefix>"
            + further
            + "</LoggingEnabled>");
  }

  static Answer log(S3Wire s3, String source, String settings) {
    String body =
        "<BucketLoggingStatus xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            + settings
            + "</BucketLoggingStatus>";
    return s3.put("/" + source + "?logging", body, "Content-MD5", S3Wire.md5(body));
  }

  /** The keys of the logs, in order. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    Matcher matcher = KEY.matcher(s3.get("/logs?list-type=2").text());
    while (matcher.find()) {
      keys.add(matcher.group(1));
    }
    return keys;
  }

  /** Has the log delivered; returns its records, and forgets them. */
  List<String> lines() {
    s3.pass(SourceLog.INTERVAL);
    List<String> lines = new ArrayList<>();
    for (String key : keys()) {
      lines.addAll(s3.get("/logs/" + key).hasStatus(200).text().lines().toList());
      s3.delete("/logs/" + key).hasStatus(204);
    }
    return lines;
  }

  /** The only record of the log that is delivered now. */
  String line() {
    List<String> lines = lines();
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }

  static String field(String line, LogField field) {
    return fields(line).get(field.ordinal());
  }

  /** Some of the fields, between spaces. */
  static String fields(String line, LogField... wanted) {
    List<String> texts = new ArrayList<>();
    for (LogField field : wanted) {
      texts.add(field(line, field));
    }
    return String.join(" ", texts);
  }

  static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    Matcher matcher = FIELD.matcher(line);
    while (matcher.find()) {
      fields.add(matcher.group());
    }
    assertThat(fields).as(line).hasSize(LogField.values().length);
    return fields;
  }

  void passDays(int days) {
    s3.pass(Duration.ofDays(days));
  }
}
