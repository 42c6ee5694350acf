package dev.brume.kms;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.core.schema.Unit;
import dev.brume.kms.KeyFinder.Names;
import dev.brume.kms.api.ListResourceTagsRequest;
import dev.brume.kms.api.ListResourceTagsResponse;
import dev.brume.kms.api.Tag;
import dev.brume.kms.api.TagResourceRequest;
import dev.brume.kms.api.UntagResourceRequest;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KmsQuotas;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The tags of a key. */
final class KeyTagOperations {
  private final KeyFinder finder;

  KeyTagOperations(KeyFinder finder) {
    this.finder = finder;
  }

  Unit tagResource(RequestContext context, TagResourceRequest input) {
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) -> {
          KeyOperations.requireCustomers(key);
          KeyStates.requireToStay(key, account.nowMillis());
          Map<String, String> tags = KeyTags.merged(key.settings().tags(), input.tags());
          account.keys().put(key.with(key.settings().withTags(tags)));
          return Unit.INSTANCE;
        });
  }

  Unit untagResource(RequestContext context, UntagResourceRequest input) {
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) -> {
          KeyOperations.requireCustomers(key);
          KeyStates.requireToStay(key, account.nowMillis());
          Map<String, String> tags = new LinkedHashMap<>(key.settings().tags());
          input.tagKeys().forEach(tags::remove);
          account.keys().put(key.with(key.settings().withTags(tags)));
          return Unit.INSTANCE;
        });
  }

  ListResourceTagsResponse listResourceTags(RequestContext context, ListResourceTagsRequest input) {
    int limit = input.limit() == null ? KmsQuotas.LISTED_FEW : input.limit();
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) -> list(key, limit, input.marker()));
  }

  private static ListResourceTagsResponse list(KeyRecord key, int limit, String marker) {
    PageTokens tokens =
        PageTokens.of(KeyFinder.SERVICE, "ListResourceTags", KmsRefusals::invalidMarker, key.arn());
    String position = tokens.position(marker);
    Stream<Map.Entry<String, String>> rest =
        key.settings().tags().entrySet().stream()
            .dropWhile(tag -> !position.isEmpty() && !tag.getKey().equals(position))
            .skip(position.isEmpty() ? 0 : 1);
    Page<Tag> page =
        tokens
            .page(rest, limit, Map.Entry::getKey)
            .map(tag -> Tag.builder().tagKey(tag.getKey()).tagValue(tag.getValue()).build());
    return ListResourceTagsResponse.builder()
        .tags(page.elements())
        .nextMarker(page.nextToken())
        .truncated(page.nextToken() != null)
        .build();
  }
}
