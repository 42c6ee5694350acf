package dev.brume.s3.replication;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;

/** Replication configurations, as tests send them. */
final class Rules {
  static final String ROLE = "arn:aws:iam::123456789012:role/replication";
  static final String EVERYTHING = "<Filter/>";
  static final String NO_MARKERS =
      "<DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>";
  static final String MARKERS =
      "<DeleteMarkerReplication><Status>Enabled</Status></DeleteMarkerReplication>";

  private Rules() {}

  static String configuration(String role, String... rules) {
    return "<ReplicationConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Role>"
        + role
        + "</Role>"
        + String.join("", rules)
        + "</ReplicationConfiguration>";
  }

  /** An enabled rule. */
  static String rule(String destination, String further) {
    return "<Rule><Status>Enabled</Status>"
        + further
        + "<Destination>"
        + destination
        + "</Destination></Rule>";
  }

  /** An enabled rule of the second version for everything but delete markers. */
  static String all(int priority, String destination) {
    return rule(destination, EVERYTHING + NO_MARKERS + priority(priority));
  }

  static String priority(int priority) {
    return "<Priority>" + priority + "</Priority>";
  }

  static String prefix(String prefix) {
    return "<Filter><Prefix>" + prefix + "</Prefix></Filter>";
  }

  static String to(String bucket, String... further) {
    return "<Bucket>arn:aws:s3:::" + bucket + "</Bucket>" + String.join("", further);
  }

  static Answer put(S3Wire s3, String bucket, String configuration) {
    return s3.put(
        "/" + bucket + "?replication",
        configuration,
        "Content-MD5",
        S3Wire.md5(configuration),
        "x-amz-bucket-object-lock-token",
        "token");
  }

  static void replicate(S3Wire s3, String bucket, String... rules) {
    put(s3, bucket, configuration(ROLE, rules)).hasStatus(200);
  }

  /** Makes a bucket that keeps versions. */
  static void create(S3Wire s3, String bucket) {
    s3.create(bucket).versioning(bucket, "Enabled");
  }

  /** Gives an object a single tag, of the key {@code colour}. */
  static Answer tag(S3Wire s3, String object, String value) {
    String body =
        "<Tagging><TagSet><Tag><Key>colour</Key><Value>"
            + value
            + "</Value></Tag></TagSet></Tagging>";
    return s3.put("/" + object + "?tagging", body, "Content-MD5", S3Wire.md5(body));
  }
}
