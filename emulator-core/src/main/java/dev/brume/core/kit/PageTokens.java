package dev.brume.core.kit;

import dev.brume.core.error.AwsError;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The page tokens of one list. A token contains the position after which the page begins, and is
 * valid for the list that it was issued for: the same service, operation and filters. Any other or
 * modified token is refused in the service's own words. Tokens are stateless, so they stay valid
 * over restarts and while the list changes.
 *
 * <pre>{@code
 * PageTokens tokens =
 *     PageTokens.of("ssm", "DescribeParameters", this::invalidNextToken, context.scope());
 * Page<Parameter> page =
 *     tokens.page(parametersAfter(tokens.position(input.nextToken())), limit, Parameter::name);
 * }</pre>
 */
public final class PageTokens {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final String ALGORITHM = "HmacSHA256";

  /** Detects mistakes, not attacks: the key is public, and a token grants nothing. */
  private static final SecretKeySpec KEY =
      new SecretKeySpec("dev.brume page token".getBytes(StandardCharsets.UTF_8), ALGORITHM);

  private static final int SEAL_BYTES = 12;

  private final byte[] list;
  private final Supplier<AwsError> refusal;

  private PageTokens(byte[] list, Supplier<AwsError> refusal) {
    this.list = list;
    this.refusal = refusal;
  }

  /**
   * The tokens of one list.
   *
   * @param service such as {@code sqs}
   * @param operation such as {@code ListQueues}
   * @param refusal the service's error for an invalid token
   * @param filters further parameters that identify the list, such as the account, the region and a
   *     name prefix; null and "" differ
   */
  public static PageTokens of(
      String service, String operation, Supplier<AwsError> refusal, Object... filters) {
    StringBuilder name = new StringBuilder();
    append(name, service);
    append(name, operation);
    for (Object filter : filters) {
      append(name, filter);
    }
    return new PageTokens(name.toString().getBytes(StandardCharsets.UTF_8), refusal);
  }

  private static void append(StringBuilder name, Object part) {
    String text = part == null ? null : part.toString();
    name.append(text == null ? -1 : text.length()).append(':').append(text);
  }

  /** The token of the page that begins after {@code position}. */
  public String after(String position) {
    byte[] place = position.getBytes(StandardCharsets.UTF_8);
    byte[] token = Arrays.copyOf(seal(place), SEAL_BYTES + place.length);
    System.arraycopy(place, 0, token, SEAL_BYTES, place.length);
    return ENCODER.encodeToString(token);
  }

  /**
   * The position after which a page begins; "" if {@code token} is null: the beginning.
   *
   * @throws AwsError the refusal, if {@code token} is not one of this list's
   */
  public String position(String token) {
    if (token == null) {
      return "";
    }
    byte[] bytes;
    try {
      bytes = DECODER.decode(token);
    } catch (IllegalArgumentException e) {
      throw refusal.get();
    }
    if (bytes.length < SEAL_BYTES || !ENCODER.encodeToString(bytes).equals(token)) {
      throw refusal.get();
    }
    byte[] place = Arrays.copyOfRange(bytes, SEAL_BYTES, bytes.length);
    if (!MessageDigest.isEqual(seal(place), Arrays.copyOf(bytes, SEAL_BYTES))) {
      throw refusal.get();
    }
    return text(place);
  }

  /** The same for services that take an empty token for none. */
  public String positionUnlessEmpty(String token) {
    return token == null || token.isEmpty() ? "" : position(token);
  }

  private String text(byte[] place) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(place)).toString();
    } catch (CharacterCodingException e) {
      throw refusal.get();
    }
  }

  private byte[] seal(byte[] place) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(KEY);
      mac.update(list);
      mac.update((byte) 0);
      return Arrays.copyOf(mac.doFinal(place), SEAL_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }

  /**
   * The first of the remaining elements, and the token for the rest.
   *
   * @param remaining the elements after the {@link #position}, in order; read no further than
   *     needed
   * @param limit the most elements of a page; at least 1
   * @param position the position of an element, not ""; the next page starts after it
   */
  public <T> Page<T> page(Stream<T> remaining, int limit, Function<T, String> position) {
    Iterator<T> rest = remaining.iterator();
    List<T> elements = new ArrayList<>(Math.min(limit, 64));
    while (elements.size() < limit && rest.hasNext()) {
      elements.add(rest.next());
    }
    boolean isLast = elements.isEmpty() || !rest.hasNext();
    return new Page<>(
        List.copyOf(elements), isLast ? null : after(position.apply(elements.getLast())));
  }

  /**
   * A page of a list.
   *
   * @param elements in order
   * @param nextToken null on the last page
   */
  public record Page<T>(List<T> elements, String nextToken) {
    /** The page with every element converted, such as to its API form. */
    public <R> Page<R> map(Function<? super T, ? extends R> form) {
      return new Page<>(elements.stream().<R>map(form).toList(), nextToken);
    }
  }
}
