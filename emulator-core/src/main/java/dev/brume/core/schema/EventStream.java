package dev.brume.core.schema;

import java.util.concurrent.Flow;

/**
 * The value of a union member with the {@code streaming} trait: events that leave or arrive one by
 * one. It can be subscribed to once.
 *
 * @param <E> the generated union record; each published value has exactly one member set
 * @see <a href="https://smithy.io/2.0/spec/streaming.html#event-streams">Smithy: event streams</a>
 */
public interface EventStream<E extends Struct> extends Flow.Publisher<E> {}
