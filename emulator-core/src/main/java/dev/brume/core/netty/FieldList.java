package dev.brume.core.netty;

import dev.brume.core.http.Headers;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The list into which Netty's decoder writes a request's headers: directly the handler's list,
 * instead of a hash table to be copied. It supports only what the decoder calls. Names have been
 * checked before; values are checked here.
 */
final class FieldList extends HttpHeaders {
  private static final int USUAL_NUMBER = 16;

  private final Headers fields = new Headers(USUAL_NUMBER);

  /** The headers themselves. */
  Headers fields() {
    return fields;
  }

  @Override
  public HttpHeaders add(String name, Object value) {
    String text = value.toString();
    if (HttpHeaderValidationUtil.validateValidHeaderValue(text) != -1) {
      throw new IllegalArgumentException("character not allowed in a header value");
    }
    fields.add(name, text);
    return this;
  }

  @Override
  public HttpHeaders set(String name, Object value) {
    fields.set(name, value.toString());
    return this;
  }

  @Override
  public String get(String name) {
    return fields.first(name);
  }

  @Override
  public List<String> getAll(String name) {
    return fields.all(name);
  }

  @Override
  public boolean contains(String name) {
    return fields.contains(name);
  }

  @Override
  public boolean isEmpty() {
    return fields.size() == 0;
  }

  @Override
  public int size() {
    return fields.size();
  }

  @Override
  public HttpHeaders remove(String name) {
    fields.remove(name);
    return this;
  }

  @Override
  public HttpHeaders clear() {
    names().forEach(fields::remove);
    return this;
  }

  @Override
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    fields.forEach((name, value) -> names.add(name));
    return names;
  }

  @Override
  public List<Map.Entry<String, String>> entries() {
    List<Map.Entry<String, String>> entries = new ArrayList<>(fields.size());
    fields.forEach((name, value) -> entries.add(Map.entry(name, value)));
    return entries;
  }

  @Override
  @Deprecated
  public Iterator<Map.Entry<String, String>> iterator() {
    return entries().iterator();
  }

  @Override
  public Iterator<Map.Entry<CharSequence, CharSequence>> iteratorCharSequence() {
    List<Map.Entry<CharSequence, CharSequence>> entries = new ArrayList<>(fields.size());
    fields.forEach((name, value) -> entries.add(Map.entry(name, value)));
    return entries.iterator();
  }

  @Override
  public HttpHeaders add(String name, Iterable<?> values) {
    values.forEach(value -> add(name, value));
    return this;
  }

  @Override
  public HttpHeaders set(String name, Iterable<?> values) {
    fields.remove(name);
    return add(name, values);
  }

  @Override
  public HttpHeaders addInt(CharSequence name, int value) {
    return add(name, (Object) value);
  }

  @Override
  public HttpHeaders addShort(CharSequence name, short value) {
    return add(name, (Object) value);
  }

  @Override
  public HttpHeaders setInt(CharSequence name, int value) {
    return set(name, (Object) value);
  }

  @Override
  public HttpHeaders setShort(CharSequence name, short value) {
    return set(name, (Object) value);
  }

  @Override
  public Integer getInt(CharSequence name) {
    throw unused();
  }

  @Override
  public int getInt(CharSequence name, int defaultValue) {
    throw unused();
  }

  @Override
  public Short getShort(CharSequence name) {
    throw unused();
  }

  @Override
  public short getShort(CharSequence name, short defaultValue) {
    throw unused();
  }

  @Override
  public Long getTimeMillis(CharSequence name) {
    throw unused();
  }

  @Override
  public long getTimeMillis(CharSequence name, long defaultValue) {
    throw unused();
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("The decoder reads no numbers");
  }
}
