package dev.brume.sqs;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.Queue;
import dev.brume.sqs.engine.QueueErrors;
import dev.brume.sqs.engine.SqsRegion;

/** Finds queues by the URL or name in a request. */
final class QueueFinder {
  private static final String SERVICE = "sqs";

  private final Store store;
  private final RootSpec<SqsRegion> spec;
  private final QueueUrls urls;

  /** A queue and the region that it is in. */
  record Found(SqsRegion region, Queue queue) {}

  QueueFinder(Store store, RootSpec<SqsRegion> spec, QueueUrls urls) {
    this.store = store;
    this.spec = spec;
    this.urls = urls;
  }

  /** The region that the request acts in. */
  SqsRegion region(RequestContext context) {
    return store.root(spec, context.scope());
  }

  /**
   * A region that some parameter names; it is not made just because somebody asks.
   *
   * @throws AwsError QueueDoesNotExist where it has nothing
   */
  SqsRegion region(RequestContext context, Scope scope) {
    return scope.equals(context.scope()) ? region(context) : knownRegion(scope);
  }

  /**
   * The region, where anything is in it.
   *
   * @throws AwsError QueueDoesNotExist where nothing is
   */
  SqsRegion knownRegion(Scope scope) {
    if (!store.holds(spec, scope)) {
      throw QueueErrors.queueDoesNotExist();
    }
    return store.root(spec, scope);
  }

  /** The queue of that name, or null; regions in which nothing is are not made. */
  Queue findQuietly(Scope scope, String name) {
    return store.holds(spec, scope) ? store.root(spec, scope).find(name) : null;
  }

  /** The queue behind a URL; AWS takes the bare name of a queue of the caller's own too. */
  Found find(RequestContext context, String queueUrl) {
    SqsRefusals.require("QueueUrl", queueUrl);
    if (QueueNames.isBareName(queueUrl)) {
      SqsRegion own = region(context);
      return new Found(own, own.get(queueUrl));
    }
    QueueUrls.Address address =
        QueueUrls.parse(queueUrl)
            .orElseThrow(
                () ->
                    SqsErrors.invalidAddress(
                        "The address " + queueUrl + " is not valid for this endpoint."));
    String region = address.region() == null ? context.scope().region() : address.region();
    SqsRegion found = region(context, new Scope(address.account(), region));
    return new Found(found, found.get(address.queueName()));
  }

  /** The queue behind a URL, where its region does not matter. */
  Queue queue(RequestContext context, String queueUrl) {
    return find(context, queueUrl).queue();
  }

  /** The URL of a queue. */
  String urlOf(RequestContext context, Queue queue) {
    return urls.urlOf(context.http(), queue.scope(), queue.settings().name());
  }
}
