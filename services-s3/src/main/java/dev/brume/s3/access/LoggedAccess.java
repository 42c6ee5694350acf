package dev.brume.s3.access;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Struct;
import dev.brume.s3.AccessCheck;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets everybody do everything, and writes down what would have been refused. */
public final class LoggedAccess implements AccessCheck {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedAccess.class);

  private final AccessCheck rules;

  public LoggedAccess(AccessCheck rules) {
    this.rules = rules;
  }

  @Override
  public AwsError refusal(BucketRequest request, Struct input) {
    return logged(request, rules.refusal(request, input));
  }

  @Override
  public AwsError refusalOfOne(BucketRequest request, Struct input, String key, String versionId) {
    return logged(request, rules.refusalOfOne(request, input, key, versionId));
  }

  @Override
  public AwsError refusalOf(
      BucketRequest request, Struct input, String action, String key, ObjectVersion version) {
    return logged(request, rules.refusalOf(request, input, action, key, version));
  }

  @Override
  public boolean admitsLogDelivery(Bucket source, Bucket target, String key) {
    if (!rules.admitsLogDelivery(source, target, key)) {
      LOG.warn("Logs of {} would not be delivered to {}", source.arn(), target.arn());
    }
    return true;
  }

  private static AwsError logged(BucketRequest request, AwsError refusal) {
    RequestContext context = request.context();
    if (refusal != null) {
      LOG.warn(
          "{} {} would be refused {} on {}: {}",
          context.requestId(),
          context.caller().isAnonymous() ? "An anonymous caller" : context.caller().account(),
          context.operation().name(),
          request.bucket() == null ? "its account" : request.bucket().arn(),
          refusal.getMessage());
    }
    return null;
  }
}
