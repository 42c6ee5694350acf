package dev.brume.s3.control;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;

/** S3 Control beside an S3, as SDKs call it that were given an address. */
public final class ControlWire {
  private static final String VERSION = "/v20180820";

  private final S3Wire s3;
  private final String account;

  public ControlWire(S3Wire s3) {
    this(s3, S3Wire.ACCOUNT);
  }

  /**
   * @param account whose access points and the like are meant
   */
  public ControlWire(S3Wire s3, String account) {
    this.s3 = s3.at(account + ".localhost:4566");
    this.account = account;
  }

  /** The ARN of an access point of {@link S3Wire#ACCOUNT} in {@link S3Wire#REGION}. */
  public static String arn(String name) {
    return "arn:aws:s3:" + S3Wire.REGION + ":" + S3Wire.ACCOUNT + ":accesspoint/" + name;
  }

  /** The same as SDKs write it into paths. */
  public static String encodedArn(String name) {
    return arn(name).replace(":", "%3A");
  }

  private Answer send(String method, String target, String body) {
    return s3.send(method, VERSION + target, body, "x-amz-account-id", account);
  }

  /**
   * Makes an access point.
   *
   * @param bucket its name, or all elements of the request
   */
  public Answer create(String name, String bucket) {
    String content = bucket.startsWith("<") ? bucket : "<Bucket>" + bucket + "</Bucket>";
    return put(
        "/accesspoint/" + name,
        "<CreateAccessPointRequest xmlns=\"http://awss3control.amazonaws.com/doc/2018-08-20/\">"
            + content
            + "</CreateAccessPointRequest>");
  }

  /** Gives an access point a policy. */
  public Answer policy(String name, String policy) {
    return put(
        "/accesspoint/" + name + "/policy",
        "<PutAccessPointPolicyRequest><Policy>"
            + policy.replace("&", "&amp;").replace("<", "&lt;")
            + "</Policy></PutAccessPointPolicyRequest>");
  }

  public Answer get(String target) {
    return send("GET", target, "");
  }

  public Answer put(String target, String body) {
    return send("PUT", target, body);
  }

  public Answer post(String target, String body) {
    return send("POST", target, body);
  }

  public Answer delete(String target) {
    return send("DELETE", target, "");
  }
}
